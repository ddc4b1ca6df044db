import { afterEach, expect, test } from 'vitest';
import type { Content } from '../../../main/engine/replay.ts';
import type { ActionId } from '../../../shared/domain/ids.ts';
import { ConsoleHome, Revocation } from '../../support/console-home.ts';
import { content } from '../../support/incident-in-memory.ts';

// A console is brought up to date in the middle of an incident: what was under way under content of before must not be told wrongly.

let home: ConsoleHome;
afterEach(() => home.remove());

const withoutPlaybook: Content = { ...content, playbook: () => undefined };
const withoutActions: Content = { ...content, template: () => undefined };

/** Two credentials of one wave: one cut and proven, one armed. */
async function halfWay(): Promise<{ revocation: Revocation; cut: ActionId; armed: ActionId }> {
  home = await ConsoleHome.create();
  const revocation = await Revocation.start(home, [1, 3]);
  const cut = await revocation.arm(1);
  const armed = await revocation.arm(3);
  await revocation.moves(['ALL_ARMED'], ['FIRE']);
  expect((await revocation.order(cut, 'apply')).state).toBe('effective');
  return { revocation, cut, armed };
}

async function reopenedWith(other: Content, { incident, run }: Revocation): Promise<Revocation> {
  const { home: folder, adaKey, benKey, redis, clock } = home;
  await home.app.close();
  home = await ConsoleHome.resume(folder, { adaKey, benKey }, { content: other, runner: redis, clock });
  return Revocation.resume(home, incident, run);
}

test('without the playbook: what was cut is told as cut, is probed and taken back, and nothing new is applied', async () => {
  const { revocation, cut, armed } = await halfWay();
  const later = await reopenedWith(withoutPlaybook, revocation);
  const [run] = (await later.view()).runs;
  expect(run).toMatchObject({ current: 'unavailable', moves: [] });
  expect(run?.problem).toContain('is not in this console');
  expect(await later.look(cut)).toMatchObject({ state: 'effective', untold: false });
  expect((await later.order(cut, 'reprobe')).state).toBe('effective');
  await later.approve(cut, 'undo');
  expect((await later.order(cut, 'undo')).state).toBe('undone');

  const waiting = await later.look(armed);
  expect(waiting).toMatchObject({ state: 'armed', untold: false });
  expect(waiting.moves).not.toContain('execute');
  expect(waiting.blockedBy).toContain('cannot follow the playbook');
  await expect(
    home.ada.action.order({ incident: later.incident, action: armed, purpose: 'apply' }),
  ).rejects.toMatchObject({ code: 'PLAYBOOK_NOT_AVAILABLE' });

  // What was decided here is followed by the version of before, too.
  const back = await reopenedWith(content, later);
  expect((await back.look(cut)).state).toBe('undone');
  expect((await back.view()).runs[0]?.problem).toBeNull();
});

test('without the playbook: what is unknown is asked again, and not applied again', async () => {
  const { revocation, armed } = await halfWay();
  home.redis.applying = 'nothing';
  home.redis.silent = 'Log in as the';
  await revocation.moves(['WAVE_DONE'], ['WAVE_DONE']);
  expect((await revocation.order(armed, 'apply')).state).toBe('unknown');
  const later = await reopenedWith(withoutPlaybook, revocation);
  const ran = home.redis.ran.length;
  await expect(
    home.ada.action.order({ incident: later.incident, action: armed, purpose: 'apply' }),
  ).rejects.toMatchObject({ code: 'PLAYBOOK_NOT_AVAILABLE' });
  expect((await later.look(armed)).state).toBe('unknown');
  expect(home.redis.ran).toHaveLength(ran);
});

test('without the version of an action: it is named, not left out, and closes nothing', async () => {
  const { revocation, cut } = await halfWay();
  const later = await reopenedWith(withoutActions, revocation);
  const view = await later.view();
  expect(view.actions).toEqual([]);
  expect(view.foreignActions.find(({ action }) => action === cut)).toMatchObject({
    template: 'K18',
    targetLabel: 'wave 1',
    wave: 1,
    withdrawn: false,
  });
  for (const purpose of ['reprobe', 'undo'] as const)
    await expect(home.ada.action.order({ incident: later.incident, action: cut, purpose })).rejects.toMatchObject({
      code: 'PLAYBOOK_NOT_AVAILABLE',
    });
  const back = await reopenedWith(content, later);
  expect((await back.look(cut)).state).toBe('effective');
});
