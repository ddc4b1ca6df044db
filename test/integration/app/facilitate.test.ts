import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import { MINUTE } from '../../../shared/domain/instant.ts';
import { playedRows, scoreOf } from '../../../shared/exercise/score.ts';
import { toBase64, utf8 } from '../../../shared/ledger/encoding.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { declaration } from '../../support/setup-input.ts';

let console: ConsoleHome;
let incident: IncidentId;
const code = (of: string, details?: readonly unknown[]) => ({ code: of, ...(details && { data: { details } }) });
const view = () => console.ada.incident.view({ incident });
const drill = async () => {
  const { drill: played } = await view();
  if (!played) throw new Error('no script');
  return played;
};
const scored = async () => {
  const scenario = await console.ben.exercise.plan({ incident });
  const rows = playedRows(scenario, await drill(), (await view()).now);
  return { rows, score: scoreOf(rows, await drill()) };
};
const start = (client = console.ben, automatic = false) =>
  client.exercise.start({ incident, script: { scenario: 'SCN-4' }, automatic });
const release = (inject: string, client = console.ben) => client.exercise.release({ incident, what: { inject } });
const judge = (inject: string, more: object = {}) =>
  console.ben.exercise.judge({ incident, inject, done: true, quality: 2, shownBy: null, note: '', ...more });

beforeEach(async () => {
  console = await ConsoleHome.create();
  const answer = await console.ada.incidents.declare({
    ...declaration,
    leaked: [],
    assets: [],
    exercise: true,
    detectedAt: console.clock.now(),
    exerciseClock: { pace: 15 },
  });
  incident = answer.incident as IncidentId;
});
afterEach(() => console.remove());

describe('an exercise that somebody facilitates', () => {
  test('players see what was released and nothing of what comes', async () => {
    await start();
    expect(await drill()).toMatchObject({ script: { scenario: 'SCN-4', by: 'Ben Custodian' }, released: [] });
    await expect(console.ada.exercise.plan({ incident })).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await expect(release('1', console.ada)).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    const { injects } = await console.ben.exercise.plan({ incident });
    await release('1');
    const shown = JSON.stringify([
      await view(),
      await console.ada.incident.timeline({ incident, from: 0, count: 100 }),
    ]);
    expect(shown).toContain(injects[0]?.text);
    for (const { text, expected } of injects.slice(1))
      for (const secret of [text, expected]) expect(shown).not.toContain(secret);
    expect(shown).not.toContain(injects[0]?.expected);
    await console.ben.exercise.end({ incident, note: '' });
    expect(await console.ada.exercise.plan({ incident })).toMatchObject({ id: 'SCN-4' });
    expect((await scored()).rows.map(({ state }) => state).slice(0, 2)).toEqual(['released', 'never']);
    await sameAfterReopen(console, incident);
  });

  test('a row is due by the clock of the exercise; it can be given at any time, also while the clock stands', async () => {
    await start();
    const states = async () => (await scored()).rows.map(({ inject, state }) => `${inject.id} ${state}`);
    expect((await states()).slice(0, 3)).toEqual(['1 due', '2 later', '3 later']);
    console.clock.advance(MINUTE);
    expect((await states()).slice(0, 4)).toEqual(['1 due', '2 due', '3 due', '4 later']);
    await console.ada.incident.setExerciseClock({ incident, running: false, why: '' });
    await release('4');
    await console.ben.exercise.skip({ incident, inject: '2', reason: 'Nobody would have noticed.' });
    expect((await states()).slice(0, 4)).toEqual(['1 due', '2 skipped', '3 due', '4 released']);
    expect((await states()).at(-1)).toBe('2b waits');
    await expect(release('4')).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await expect(release('2')).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await expect(release('99')).rejects.toMatchObject(code('BAD_INPUT'));
  });

  test('the console gives what is due where that was left to it, while somebody is there', async () => {
    await start(console.ben, true);
    const given = async () => (await drill()).released.map(({ inject, by }) => `${inject} ${by}`);
    await console.app.tick();
    expect(await given()).toEqual(['1 console']);
    await console.ada.incident.setExerciseClock({ incident, running: false, why: '' });
    console.clock.advance(10 * MINUTE);
    await console.app.tick();
    expect(await given()).toHaveLength(1);
    await console.ada.incident.setExerciseClock({ incident, running: true, why: '' });
    await release('3');
    console.clock.advance(MINUTE);
    await console.ada.session.lock({});
    await console.ben.session.lock({});
    await console.app.tick();
    await console.reopen();
    expect(await given()).toHaveLength(2);
    await console.app.tick();
    expect(await given()).toEqual(['1 console', '3 Ben Custodian', '2 console']);
    await expect(console.ada.exercise.setAutomatic({ incident, on: false })).rejects.toMatchObject(
      code('OPERATOR_NOT_ALLOWED'),
    );
    await console.ben.exercise.setAutomatic({ incident, on: false });
    await expect(console.ben.exercise.setAutomatic({ incident, on: false })).rejects.toMatchObject(
      code('STEP_NOT_POSSIBLE'),
    );
    console.clock.advance(MINUTE);
    await console.app.tick();
    expect(await given()).toHaveLength(3);
    await console.ben.exercise.setAutomatic({ incident, on: true });
    await console.app.tick();
    // Half an hour in: 4 was due at 20 minutes, 5 is due now, contingencies never are.
    expect(await given()).toEqual(['1 console', '3 Ben Custodian', '2 console', '4 console', '5 console']);
    await console.ben.exercise.end({ incident, note: '' });
    console.clock.advance(MINUTE);
    await console.app.tick();
    expect(await given()).toHaveLength(5);
    await sameAfterReopen(console, incident);
  });

  test('in full in the window, half after it, nothing for what was not done; by the entry that shows it', async () => {
    await start();
    for (const inject of ['1', '2', '3']) await release(inject);
    const note = await console.ada.incident.addNote({ incident, text: 'Registry log kept.' });
    console.clock.advance(MINUTE);
    // A quarter of an hour later by the exercise; the window of the first was ten minutes, of the others fifteen.
    await judge('1', { shownBy: note.recorded });
    await judge('2');
    await judge('3', { done: false, quality: null });
    await console.ben.exercise.penalise({ incident, what: 'tipping-off', note: 'Mail to the suspect.' });
    expect((await scored()).rows.slice(0, 3).map(({ state, earned }) => [state, earned])).toEqual([
      ['in-window', 10],
      ['in-window', 15],
      ['missed', 0],
    ]);
    expect((await scored()).score).toEqual({
      earned: 25,
      possible: 40,
      penalties: 10,
      percent: 38,
      band: 'rework',
      quality: 2,
      open: 0,
    });
    console.clock.advance(MINUTE);
    await judge('1');
    expect((await scored()).rows[0]).toMatchObject({ state: 'late', earned: 5 });
    await expect(judge('4')).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await expect(judge('1', { shownBy: 9999 })).rejects.toMatchObject(code('BAD_INPUT'));
    await expect(judge('1', { done: false })).rejects.toMatchObject(code('BAD_INPUT'));
    await sameAfterReopen(console, incident);
  });

  test('words of the facilitator’s own; lessons by anybody; after the end only the talk goes on', async () => {
    await expect(release('1')).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await start();
    await expect(start(console.ada)).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await console.ben.exercise.release({ incident, what: { channel: 'Phone', text: 'The mayor calls.' } });
    await console.ben.exercise.release({ incident, what: { channel: 'Phone', text: 'Again.' } });
    expect((await drill()).released.map(({ inject }) => inject)).toEqual(['free-1', 'free-2']);
    await expect(judge('free-1')).rejects.toMatchObject(code('BAD_INPUT'));
    await console.ben.exercise.end({ incident, note: 'Time is up.' });
    await expect(release('1')).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await expect(console.ben.exercise.end({ incident, note: '' })).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
    await console.ada.exercise.recordLesson({ incident, text: 'Two people on call.', owner: 'Dora', due: 'January' });
    expect(await drill()).toMatchObject({
      ended: { note: 'Time is up.' },
      lessons: [{ owner: 'Dora', by: 'Ada Commander' }],
    });
  });

  test('a file of one’s own, whole or not at all', async () => {
    const script = (csv: string) => ({ title: 'Autumn drill', csv: toBase64(utf8(csv)) });
    await expect(
      console.ben.exercise.start({
        incident,
        automatic: false,
        script: script('id,minute,inject,expected\n1,soon,Text,Act\n'),
      }),
    ).rejects.toMatchObject(
      code('FILE_NOT_TAKEN', ['line 2: “soon” is no time; write minutes (45) or hours and minutes (1:30)']),
    );
    expect((await view()).drill).toBeNull();
    await console.ben.exercise.start({
      incident,
      automatic: false,
      script: script('id,minute,inject,expected\n1,5,Text,Act\n'),
    });
    expect(await drill()).toMatchObject({ script: { scenario: 'own', title: 'Autumn drill' } });
    await sameAfterReopen(console, incident);
  });

  test('a live incident has no script', async () => {
    const live = await console.declare();
    const script = { scenario: 'SCN-1' };
    await expect(console.ada.exercise.start({ incident: live, script, automatic: false })).rejects.toMatchObject(
      code('STEP_NOT_POSSIBLE'),
    );
    await expect(
      console.ada.exercise.recordLesson({ incident: live, text: 'x', owner: 'y', due: '' }),
    ).rejects.toMatchObject(code('STEP_NOT_POSSIBLE'));
  });

  test('a script that was lost or exchanged in the vault is told, and nothing is released', async () => {
    await start();
    const { sha256 } = (await drill()).script;
    rmSync(join(console.home, 'incidents', incident, 'vault', sha256.slice(0, 2), sha256));
    await expect(release('1')).rejects.toMatchObject(code('EVIDENCE_MISSING', [sha256]));
    expect((await console.ada.incident.fsck({ incident })).findings).toContainEqual(
      expect.objectContaining({ code: 'EVIDENCE_MISSING', file: sha256 }),
    );
  });

  test('the report is a file on record, and the bundle with the script verifies for us and for a stranger', async () => {
    await start();
    await release('1');
    await judge('1');
    await expect(console.ada.exercise.report({ incident })).rejects.toMatchObject(code('OPERATOR_NOT_ALLOWED'));
    await console.ben.exercise.end({ incident, note: '' });
    const { path: pdf, name, sha256 } = await console.ada.exercise.report({ incident });
    expect(name).toMatch(/^EXERCISE-after-action-[0-9a-f]{8}\.pdf$/);
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await drill()).reports).toMatchObject([{ name, sha256, by: 'Ada Commander' }]);
    const { path } = await console.ada.handoff.export({
      incident,
      recipient: 'Auditor',
      purpose: 'exercise',
      directory: join(console.home, 'out'),
    });
    expect(
      (await console.ada.handoff.verify({ path })).findings.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    const script = (await drill()).script.sha256;
    expect(existsSync(join(path, 'data/exhibits', script))).toBe(true);
    expect(execFileSync('python3', ['verify.py'], { cwd: path, encoding: 'utf8' })).toContain(
      'EXERCISE: this is the record',
    );
  });
});
