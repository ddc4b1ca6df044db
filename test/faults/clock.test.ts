import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../shared/domain/instant.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { sameAfterReopen } from '../support/same-after-reopen.ts';

const YEAR = 365 * 24 * HOUR;
let console: ConsoleHome;
let incident: IncidentId;

beforeEach(async () => {
  console = await ConsoleHome.create();
  incident = await console.declare();
});
afterEach(() => console.remove());

const jumps = async () => {
  const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
  const found = rows.filter(({ kind }) => kind === 'clock.jumped');
  const details = await Promise.all(found.map(({ index }) => console.ada.incident.entry({ incident, index })));
  return details.map(({ canonical }) => (JSON.parse(canonical) as { body: { driftMs: number | null } }).body.driftMs);
};
const note = (text: string) => console.ada.incident.addNote({ incident, text });

test.each([
  ['an hour back', -HOUR],
  ['a year ahead', YEAR],
  ['three minutes ahead', 3 * MINUTE],
])('set %s: on record before what was done next, told by its own number, and the ledger verifies', async (_, by) => {
  const { recorded: before } = await note('before');
  console.clock.advance(MINUTE);
  console.clock.jump(by);
  const after = await note('after');
  expect(after.recorded).toBe(before + 2);
  const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 500 });
  expect(rows.slice(-3).map(({ kind, index }) => [kind, index])).toEqual([
    ['note.added', before],
    ['clock.jumped', before + 1],
    ['note.added', after.recorded],
  ]);
  expect(await jumps()).toEqual([by]);
  await note('and on');
  expect(await jumps()).toEqual([by]);
  await sameAfterReopen(console, incident);
});

test('small corrections are no jump, and time that passed while closed is none', async () => {
  console.clock.jump(-1000);
  console.clock.advance(1000);
  await note('a second back');
  console.clock.advance(30 * MINUTE);
  await note('half an hour of work');
  await console.app.close();
  console.clock.jump(3 * 24 * HOUR);
  await console.open();
  await note('three days later');
  expect(await jumps()).toEqual([]);
  await sameAfterReopen(console, incident);
});

test('set back while the console was closed: the ledger is older than the clock, and that is on record', async () => {
  await note('before');
  await console.app.close();
  console.clock.jump(-HOUR);
  await console.open();
  await note('after');
  expect(await jumps()).toEqual([null]);
  await sameAfterReopen(console, incident);
});

test('a jump during a run does not shift what the answer is about', async () => {
  const revocation = await Revocation.start(console);
  incident = revocation.incident;
  const action = await revocation.draft(3, 'card');
  console.clock.jump(YEAR);
  const ordered = await console.ada.action.dryRun({ incident, action });
  const { rows } = await console.ada.incident.timeline({ incident, from: ordered.recorded, count: 1 });
  expect(rows[0]?.kind).toBe('action.ordered');
  const [effect] = (await revocation.look(action)).effects;
  expect(effect?.startedEntry).toBe(ordered.recorded + 1);
  expect(effect?.effect).toBe(`${ordered.recorded + 1}.0`);
  await sameAfterReopen(console, incident);
});

test('an approval does not survive a clock that is set a year ahead', async () => {
  const revocation = await Revocation.start(console);
  incident = revocation.incident;
  const action = await revocation.arm();
  await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
  console.clock.jump(YEAR);
  await expect(console.ada.action.order({ incident, action, purpose: 'apply' })).rejects.toMatchObject({
    code: 'APPROVAL_EXPIRED',
  });
  await sameAfterReopen(console, incident);
});
