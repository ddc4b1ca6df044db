import { afterEach, expect, test } from 'vitest';
import type { AssetId, RunId } from '../../../shared/domain/ids.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { restrictedByHand } from '../../support/attested-containment.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { Containment } from '../../support/containment.ts';
import { PlayedRun } from '../../support/played-run.ts';
import { passphrase } from '../../support/setup-input.ts';

let home: ConsoleHome;
afterEach(() => home.remove());

// What is only still to be typed holds no move back on the screen; what was typed is judged when it is sent.
test('a move that asks for numbers is offered, and refused with what it needs until they are there', async () => {
  home = await ConsoleHome.create();
  const run = await Containment.start(home, {});
  const blockedBy = async (event: string) =>
    (await run.view()).runs[0]?.moves.find((move) => move.event === event)?.blockedBy;
  expect(await blockedBy('BUSINESS_IMPACT')).toBeNull();
  expect(await blockedBy('CLOSE')).not.toBeNull();
  await expect(run.moves(['BUSINESS_IMPACT', '', 'few orders'])).rejects.toMatchObject({
    code: 'STEP_NOT_POSSIBLE',
    message: expect.stringContaining('as 12/40/60') as string,
  });
  await run.moves(['BUSINESS_IMPACT', '', '12/40/60']);
  expect(await blockedBy('RECOVERED')).toBeNull();
  await run.moves(['RECOVERED', '', '38/40/60']);
});

test('what was planned is told until it is reached', async () => {
  home = await ConsoleHome.create();
  const { run, action } = await restrictedByHand(home);
  const planned = async () => (await run.view()).runs[0]?.planned;
  expect(await planned()).toContain('L1 restrict');
  await run.moves(['APPLIED'], ['VERIFIED']);
  expect(await planned()).toBeNull();
  const plan = (await run.view()).runs[0]?.moves.find(({ event }) => event === 'PLAN');
  expect(plan?.choices.map(({ value, open }) => [value, open])).toEqual([
    ['observe', false],
    ['restrict', false],
    ['isolate', true],
    ['cut', true],
  ]);
  // In force under a lease: renewed, not drafted a second time.
  const { target, params } = await run.look(action);
  const again = { target: target as AssetId, template: 'N01-L1', mode: 'attest' as const };
  await expect(
    run.drafted({ ...again, params: Object.entries(params).map(([name, value]) => ({ name, value })) }),
  ).rejects.toMatchObject({ message: expect.stringContaining('in force on this target already') as string });
});

test('the evidence of ten controls is asked for side by side, and said in one line', async () => {
  home = await ConsoleHome.create();
  const incident = await home.declare();
  const { run } = await home.ada.run.start({ incident, playbook: 'PB6' });
  const recovery = new PlayedRun(home, incident, run as RunId);
  await recovery.moves(['LOCKOUT_STATED', 'ordered', 'all shops off'], ['DEMANDS_MAPPED', '', 'all of them']);
  const waits = async () => (await recovery.view()).waiting.find(({ title }) => title.startsWith('PB6'))?.detail;
  expect(await waits()).toBe('10 planned');
  const shown = ['CONTROL_NEXT', 'c1', 'as entry #3 shows'] as const;
  await recovery.moves(shown);
  expect(await waits()).toBe('1 implemented, 9 planned');
  await expect(recovery.moves(shown, ['CONTROL_NEXT', 'c1', 'looks good'])).rejects.toMatchObject({
    code: 'STEP_NOT_POSSIBLE',
  });
  await recovery.moves(shown, shown);
  expect(await waits()).toBe('1 verified, 9 planned');
});

test('controls that are verified stay so on the way back, what grew old is tested again, and to go on stands first', async () => {
  home = await ConsoleHome.create();
  const incident = await home.declare();
  const { run } = await home.ada.run.start({ incident, playbook: 'PB6' });
  const recovery = new PlayedRun(home, incident, run as RunId);
  await recovery.moves(['LOCKOUT_STATED', 'ordered', 'all shops off'], ['DEMANDS_MAPPED', '', 'all of them']);
  const look = async () => (await recovery.view()).runs[0];
  const inState = async (title: string) =>
    (await look())?.states
      .filter((one) => one.region !== null && one.status === 'current' && one.title === title)
      .map(({ region }) => region?.split(' ')[0]);
  const due = async () => (await look())?.deadlines.map(({ label, state }) => `${label.split(' ')[0]} ${state}`);
  const nextMove = async () => (await look())?.moves[0]?.event;
  const step = (control: string) => ['CONTROL_NEXT', control, 'as entry #3 shows'] as const;
  const others = ['c1', 'c2', 'c3', 'c4', 'c5', 'c7', 'c8', 'c9', 'c10'];
  await recovery.moves(['CONTROL_NOT_NEEDED', 'c6', 'nothing is processed outside']);
  expect(await nextMove()).not.toBe('CONTROLS_DONE');
  for (const control of others) await recovery.moves(step(control), step(control), step(control), step(control));
  expect(await nextMove()).toBe('CONTROLS_DONE');
  expect(await due()).toEqual(['C2 ahead', 'C3 ahead', 'C4 ahead', 'C7 ahead']);

  await recovery.moves(['CONTROLS_DONE', '', 'Ben'], ['BACK_TO_CONTROLS', '', 'a gap']);
  expect(await inState('Verified')).toHaveLength(10);
  await recovery.moves(['CONTROLS_DONE', '', 'Ben']);
  home.clock.advance(25 * HOUR);
  expect(await due()).toEqual(['C2 over', 'C3 over', 'C4 ahead', 'C7 ahead']);
  await recovery.moves(['BACK_TO_CONTROLS', '', 'C2 and C3 are of yesterday']);
  expect(await inState('Tested')).toEqual(['C2', 'C3']);
  expect(await inState('Verified')).toHaveLength(8);
  expect((await due())?.toSorted()).toEqual(['C4 ahead', 'C7 ahead']);
});

test('where it was decided that nothing is trained, no order is asked for', async () => {
  home = await ConsoleHome.create();
  const lina = home.client();
  const olaf = home.client();
  for (const [client, name, role] of [
    [lina, 'Lina', 'mlops-lead'],
    [olaf, 'Olaf', 'business-owner'],
  ] as const)
    await client.session.unlock({ fingerprint: await home.enrol({ name, roles: [role] }), passphrase });
  const incident = await home.declare();
  const { run } = await home.ada.run.start({ incident, playbook: 'PB3' });
  const retraining = new PlayedRun(home, incident, run as RunId);
  await retraining.moves(
    ['SCOPED', 'no-personal-data', 'prompts leaked'],
    ['LINEAGE_TRACED', 'complete', '97 %'],
    ['MATRIX_READ', 'prompts', 'nothing else did'],
  );
  const move = { incident, run: run as RunId, event: 'DECIDE', choice: 'rotate', detail: 'prompts only' };
  for (const client of [lina, olaf]) await client.run.advance(move);
  expect((await retraining.view()).runs[0]?.current).toBe('exitCheck');
});
