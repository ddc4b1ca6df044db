import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR, MINUTE, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import type { EntityId, IncidentId } from '../../../shared/domain/ids.ts';
import { decodeEntry, type Entry } from '../../../shared/ledger/entry.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import type { ClockId } from '../../../shared/law/pack.ts';
import { ConsoleHome, Revocation } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { declaration } from '../../support/setup-input.ts';

/** A Thursday night before two holidays; the wall clock of these tests stands at 2026-11-22. */
const startsAt = '2026-12-24T01:10:00.000Z' as Instant;
const detectedAt = plusMs(startsAt, -10 * MINUTE);
let console: ConsoleHome;
let incident: IncidentId;
let entity: EntityId;
const code = (of: string) => ({ code: of });
const view = () => console.ada.incident.view({ incident });
const set = (change: object) => console.ada.incident.setExerciseClock({ incident, why: '', ...change });
const clock = async (id: ClockId) => (await view()).legal[0]?.report.clocks.find(({ clockId }) => clockId === id);

async function declare(exerciseClock?: { startsAt?: Instant; pace: number }, detected = detectedAt) {
  const answer = await console.ada.incidents.declare({
    ...declaration,
    leaked: [],
    assets: [],
    exercise: true,
    detectedAt: detected,
    ...(exerciseClock && { exerciseClock }),
  });
  incident = answer.incident as IncidentId;
  entity = (await view()).legal[0]?.entity as EntityId;
}

async function entries(): Promise<readonly Entry[]> {
  const { total } = await console.ada.incident.timeline({ incident, from: 0, count: 1 });
  const all = await Promise.all(
    Array.from({ length: total }, (_, index) => console.ada.incident.entry({ incident, index })),
  );
  return all.map(({ canonical }) => {
    const decoded = decodeEntry(utf8(canonical));
    if (!decoded.ok) throw new Error(decoded.why);
    return decoded.entry;
  });
}

beforeEach(async () => {
  console = await ConsoleHome.create();
});
afterEach(() => console.remove());

test('the law desk goes by the clock of the exercise, and real time is recorded beside it', async () => {
  await declare({ startsAt, pace: 15 });
  expect(await view()).toMatchObject({ now: startsAt, declaredAt: startsAt, detectedAt, exercise: true });
  console.clock.advance(2 * MINUTE);
  const wall = console.clock.now();
  const now = plusMs(startsAt, 30 * MINUTE);
  expect((await view()).now).toBe(now);

  await console.ada.incident.decideAware({ incident, entity, regime: 'GDPR', awareAt: now, reason: 'Log read.' });
  expect(await clock('GDPR.33')).toMatchObject({ state: 'running', due: plusMs(now, 72 * HOUR) });
  expect((await entries()).at(-1)?.at).toMatchObject({ recorded: wall, exercise: now, event: now });
  expect((await view()).awareness).toMatchObject([{ at: now }]);

  await set({ jumpBy: 73 * 60, why: 'Three days later.' });
  expect(await clock('GDPR.33')).toMatchObject({ state: 'overdue' });
  const kept = await console.ada.notification.preview({ incident, entity, form: 'gdpr-33', language: 'en' });
  expect(JSON.stringify(kept)).toContain('EXERCISE');
  await sameAfterReopen(console, incident);
  expect(await console.ada.incident.fsck({ incident })).toMatchObject({
    verified: true,
    summary: { type: 'exercise' },
  });
});

test('its calendar file says what it is by its name too: a file leaves the folder that explains it', async () => {
  await declare({ startsAt, pace: 15 });
  const { name, path } = await console.ada.law.calendar({ incident, entity });
  expect(name).toBe(`EXERCISE-${incident}-${entity}-deadlines.ics`);
  expect(path.endsWith(name)).toBe(true);
});

test('a moment that has not come in the exercise is refused, also when it has come in life', async () => {
  const early = '2026-11-20T01:10:00.000Z' as Instant;
  await declare({ startsAt: early, pace: 1 }, plusMs(early, -MINUTE));
  const aware = (awareAt: Instant) =>
    console.ada.incident.decideAware({ incident, entity, regime: 'GDPR', awareAt, reason: 'x' });
  await expect(aware('2026-11-21T00:00:00.000Z' as Instant)).rejects.toMatchObject(code('BAD_INPUT'));
  await aware(early);
});

test('stopped it stands, resumed it goes on from there, and never back', async () => {
  await declare({ startsAt, pace: 60 });
  console.clock.advance(MINUTE);
  await set({ running: false });
  const stopped = plusMs(startsAt, HOUR);
  console.clock.advance(30 * MINUTE);
  expect(await view()).toMatchObject({ now: stopped, playClock: { running: false, ticking: false, pace: 60 } });
  await set({ running: true, pace: 1 });
  console.clock.advance(MINUTE);
  expect((await view()).now).toBe(plusMs(stopped, MINUTE));
  await expect(set({ jumpTo: stopped })).rejects.toMatchObject(code('BAD_INPUT'));
  await expect(set({ jumpTo: plusMs(stopped, HOUR), jumpBy: 5 })).rejects.toMatchObject(code('BAD_INPUT'));
  await expect(set({ pace: 0 })).rejects.toMatchObject(code('BAD_INPUT'));

  // A slip of the keyboard must not take the exercise to where no date can be reckoned.
  await expect(set({ jumpTo: '9999-12-31T23:59:00.000Z' })).rejects.toMatchObject(code('BAD_INPUT'));
  expect((await view()).now).toBe(plusMs(stopped, MINUTE));

  // Somebody sets the machine's clock back by an hour: the exercise does not go back over what was decided by it.
  await console.ada.incident.addNote({ incident, text: 'Here.' });
  const before = (await view()).now;
  console.clock.jump(-HOUR);
  expect((await view()).now).toBe(before);
  await console.ada.incident.addNote({ incident, text: 'Still here.' });
  expect((await entries()).at(-1)?.at.exercise).toBe(before);
});

test('a live incident has no such clock, and no exercise starts before what it rehearses', async () => {
  await expect(declare({ startsAt, pace: 1 }, plusMs(startsAt, HOUR))).rejects.toMatchObject(code('BAD_INPUT'));
  const never = '9999-12-31T23:59:00.000Z' as Instant;
  await expect(declare({ startsAt: never, pace: 60 })).rejects.toMatchObject(code('BAD_INPUT'));
  incident = await console.declare();
  await expect(set({ jumpBy: 60 })).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
  expect((await view()).playClock).toBeNull();
  const live = { ...declaration, detectedAt, leaked: [], assets: [], exerciseClock: { pace: 15 } };
  await expect(console.ada.incidents.declare(live)).rejects.toMatchObject(code('BAD_INPUT'));
});

test('a dry run and an approval hold a quarter of an hour of real time, however fast it is played', async () => {
  await declare({ startsAt, pace: 15 });
  const revocation = await Revocation.start(console, [3], undefined, incident);
  const action = await revocation.draft(3, 'card');
  await console.ada.action.dryRun({ incident, action });
  expect(await revocation.settle(action)).toMatchObject({ state: 'dryRunOk' });
  console.clock.advance(14 * MINUTE);
  await revocation.approve(action, 'apply');
  const { rows } = await console.ada.incident.timeline({ incident, from: 0, count: 100 });
  expect(rows.find(({ kind }) => kind === 'gate.approved')).toMatchObject({ about: 'K18 wave 3', text: 'Approved' });
  expect(rows.find(({ kind }) => kind === 'run.advanced')).toMatchObject({
    about: 'PB1',
    text: expect.stringMatching(/^Moved on: /) as string,
  });
  console.clock.advance(14 * MINUTE);
  expect(await revocation.look(action)).toMatchObject({ state: 'armed', gate: { expired: false } });
  console.clock.advance(MINUTE);
  expect(await revocation.look(action)).toMatchObject({ gate: { expired: true } });
  await sameAfterReopen(console, incident);
});
