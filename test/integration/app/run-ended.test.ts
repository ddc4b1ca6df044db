import { afterEach, expect, test } from 'vitest';
import type { Content } from '../../../main/engine/replay.ts';
import { coverageOf } from '../../../shared/control/coverage.ts';
import type { ActionId } from '../../../shared/domain/ids.ts';
import { orderedByHand, restrictedByHand } from '../../support/attested-containment.ts';
import { ConsoleHome, Revocation } from '../../support/console-home.ts';
import { content } from '../../support/incident-in-memory.ts';
import { PlayedRun } from '../../support/played-run.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

// A console is brought up to date in the middle of a breach, and the version of before is gone: the run is ended on record, not closed.

let home: ConsoleHome;
afterEach(() => home.remove());

const withoutPlaybook: Content = { ...content, playbook: () => undefined };
const withoutEither: Content = { playbook: () => undefined, template: () => undefined };

async function reopenedWith(other: Content, { incident, run }: PlayedRun): Promise<PlayedRun> {
  const { home: folder, adaKey, benKey, redis, clock } = home;
  await home.app.close();
  home = await ConsoleHome.resume(folder, { adaKey, benKey }, { content: other, runner: redis, clock });
  return new PlayedRun(home, incident, run);
}

const end = (
  { incident, run }: PlayedRun,
  { by = home.ada, told = [], revision }: { by?: typeof home.ada; told?: [ActionId, string][]; revision?: number } = {},
) =>
  by.run.end({
    incident,
    run,
    reason: 'the console of before burned',
    told: told.map(([action, text]) => ({ action, text })),
    ...(revision === undefined ? {} : { revision }),
  });

const lines = async ({ incident }: PlayedRun): Promise<readonly string[]> =>
  (await home.ada.incident.timeline({ incident, from: 0, count: 500 })).rows
    .filter(({ kind }) => kind === 'run.ended')
    .map(({ text }) => text);

test('a run whose playbook is not here is ended by the commander alone, and never counts as closed', async () => {
  home = await ConsoleHome.create();
  const revocation = await Revocation.start(home, [1, 3]);
  const cut = await revocation.arm(1);
  const armed = await revocation.arm(3);
  await revocation.moves(['ALL_ARMED'], ['FIRE']);
  expect((await revocation.order(cut, 'apply')).state).toBe('effective');
  // Here every step of it is followed: it is closed by its steps or not at all.
  expect((await revocation.view()).runs[0]?.ending).toBeNull();
  await expect(end(revocation)).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });

  const later = await reopenedWith(withoutPlaybook, revocation);
  const before = await later.view();
  expect(before.runs[0]?.ending).toMatchObject({
    blockedBy: null,
    open: [{ action: armed, label: 'K18 wave 3', what: 'notCarriedOut', mayHold: false }],
  });
  expect(before.waiting).toContainEqual(
    expect.objectContaining({ kind: 'step', title: expect.stringContaining('cannot be followed here') as string }),
  );
  await expect(end(later, { by: home.ben })).rejects.toMatchObject({ code: 'OPERATOR_NOT_ALLOWED' });
  await end(later);

  const after = await later.view();
  expect(after.runs[0]).toMatchObject({
    closed: false,
    ending: null,
    moves: [],
    ended: {
      by: 'Ada Commander',
      because: 'absent',
      reason: 'the console of before burned',
      open: [{ action: armed }],
    },
  });
  expect(after.waiting.filter(({ kind }) => kind === 'step')).toEqual([]);
  const evidence = coverageOf(after)
    .flatMap((row) => row.evidence)
    .filter(({ text }) => text.includes('ended without its playbook'));
  expect(evidence.length).toBeGreaterThan(0);
  expect(evidence.every(({ weight }) => weight === 'begun')).toBe(true);
  expect(await lines(later)).toEqual([
    expect.stringMatching(/ended without its playbook.*exit criteria were not asked.*Left open: 1 not carried out\./u),
  ]);
  await expect(end(later)).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
  await expect(
    home.ada.run.advance({ incident: later.incident, run: later.run, event: 'WAVE_DONE', choice: '', detail: '' }),
  ).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
  // What was cut is still looked after, and the playbook can be started anew.
  expect((await later.order(cut, 'reprobe')).state).toBe('effective');
  await home.ada.run.start({ incident: later.incident, playbook: 'PB1' });

  // A console that has the version finds it ended, too.
  const back = await reopenedWith(content, later);
  const [run] = (await back.view()).runs;
  expect(run).toMatchObject({ closed: false, moves: [], problem: null, ended: { because: 'absent' } });
  const waiting = await back.look(armed);
  expect(waiting.moves).not.toContain('execute');
  expect(waiting.blockedBy).toContain('ended without its playbook');
  await expect(
    home.ada.action.order({ incident: back.incident, action: armed, purpose: 'apply' }),
  ).rejects.toMatchObject({ message: expect.stringContaining('ended without its playbook') as string });
});

test('what is in force under a lease is lifted before the run is ended', async () => {
  home = await ConsoleHome.create();
  const { run, action } = await restrictedByHand(home);
  expect((await run.look(action)).lease?.state).toBe('running');
  const later = await reopenedWith(withoutPlaybook, run);
  expect((await later.view()).runs[0]?.ending?.blockedBy).toContain('under a lease');
  await expect(end(later)).rejects.toMatchObject({
    code: 'STEP_NOT_POSSIBLE',
    message: expect.stringContaining('N01-L1 Shop and AI') as string,
  });
  // Here its lease is read: a word about it is no end of it.
  await expect(end(later, { told: [[action, 'lifted by hand']] })).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
  await later.approve(action, 'undo');
  await orderedByHand(later, action, 'undo');
  expect((await later.look(action)).state).toBe('undone');
  await end(later);
  expect((await later.view()).runs[0]?.ended?.open).toEqual([]);
});

test('where the lease cannot be read, its end is told, action by action, and stays with the end', async () => {
  home = await ConsoleHome.create();
  const { run, action } = await restrictedByHand(home);
  const drafted = await run.draft('isolate', 'attest');
  const later = await reopenedWith(withoutEither, run);
  const seen = (await later.view()).revision;
  await home.ada.incident.addNote({ incident: later.incident, text: 'the firewall team is looking' });
  await expect(end(later)).rejects.toMatchObject({ message: expect.stringContaining('N01-L1') as string });
  await expect(end(later, { told: [[action, '  ']] })).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
  // Nobody tells the end of what was never begun.
  await expect(
    end(later, {
      told: [
        [action, 'gone'],
        [drafted, 'gone'],
      ],
    }),
  ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await end(later, { told: [[action, 'Cleo saw the table gone at 02:40']], revision: seen });
  expect((await later.view()).runs[0]?.ended?.open).toEqual([
    { action, label: 'N01-L1 Shop and AI', what: 'notTold', mayHold: true, told: 'Cleo saw the table gone at 02:40' },
    { action: drafted, label: 'N01-L2 Shop and AI', what: 'notCarriedOut', mayHold: false, told: null },
  ]);
  expect((await lines(later))[0]).toContain(`Of ${action}: Cleo saw the table gone at 02:40.`);
  await sameAfterReopen(home, later.incident);
});

test('a lease that was lifted and shown to be is told by the record itself', async () => {
  home = await ConsoleHome.create();
  const { run, action } = await restrictedByHand(home);
  const lifting = await reopenedWith(withoutPlaybook, run);
  await lifting.approve(action, 'undo');
  await orderedByHand(lifting, action, 'undo');
  const later = await reopenedWith(withoutEither, lifting);
  expect((await later.view()).runs[0]?.ending?.open).toEqual([]);
  await end(later);
});

test('a step without outcome is named, and what happened since somebody looked is looked at first', async () => {
  home = await ConsoleHome.create();
  const revocation = await Revocation.start(home, [3]);
  const card = await revocation.arm(3, 'card');
  await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
  const seen = (await revocation.view()).revision;
  await home.ada.action.order({ incident: revocation.incident, action: card, purpose: 'apply' });
  for (const other of [withoutPlaybook, withoutEither]) {
    const later = await reopenedWith(other, revocation);
    expect((await later.view()).runs[0]?.ending?.open).toMatchObject([
      { action: card, what: 'inDoubt', mayHold: false },
    ]);
    await expect(end(later, { revision: seen })).rejects.toMatchObject({ code: 'INCIDENT_MOVED' });
  }
  await end(new PlayedRun(home, revocation.incident, revocation.run));
});
