import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { declaration, passphrase } from '../../support/setup-input.ts';

let console: ConsoleHome;
beforeEach(async () => {
  console = await ConsoleHome.create();
});
afterEach(() => console.remove());

async function exercise(codename: string): Promise<IncidentId> {
  const { incident } = await console.ada.incidents.declare({
    ...declaration,
    codename,
    leaked: [],
    assets: [],
    exercise: true,
    detectedAt: console.clock.now(),
  });
  return incident as IncidentId;
}

async function bundle(incident: IncidentId): Promise<string> {
  const { path } = await console.ada.handoff.export({ incident, purpose: 'review', recipient: 'counsel' });
  return path;
}

const fingerprintOf = async (incident: IncidentId): Promise<string> =>
  (await console.ada.incident.fsck({ incident })).summary.consoleFingerprint ?? '';
const liveKey = async (): Promise<string> => (await console.ada.console.view({})).consoleKey?.fingerprint ?? '';

test('the console signs each exercise with a key that signs nothing else', async () => {
  const live = await console.declare();
  const [one, two] = [await exercise('PAPER ONE'), await exercise('PAPER TWO')];
  const keys = [await liveKey(), await fingerprintOf(one), await fingerprintOf(two)];
  expect(new Set(keys).size).toBe(3);
  expect(await fingerprintOf(live)).toBe(keys[0]);
  for (const incident of [live, one, two])
    expect(await console.ada.incident.fsck({ incident })).toMatchObject({ verified: true, findings: [] });
});

test('a bundle of an exercise does not verify under the key of this console', async () => {
  const incident = await exercise('PAPER ONE');
  const path = await bundle(incident);
  expect(await console.ada.handoff.verify({ path, consoleFingerprint: await fingerprintOf(incident) })).toMatchObject({
    verified: true,
    summary: { type: 'exercise' },
  });
  const asLive = await console.ada.handoff.verify({ path, consoleFingerprint: await liveKey() });
  expect(asLive).toMatchObject({ verified: false });
  expect(asLive.findings.map(({ code }) => code)).toContain('TRUST_MISMATCH');
});

test('it goes on under its key after a restart, and when the console gets another one', async () => {
  const incident = await exercise('PAPER ONE');
  const before = await fingerprintOf(incident);
  await console.reopen();
  await console.ada.incident.addNote({ incident, text: 'The next day.' });
  await console.ada.session.takeSecond({ fingerprint: console.benKey, passphrase });
  const { missed } = await console.ada.operators.replaceConsoleKey({ reason: 'The laptop was out of sight.' });
  await console.ada.session.giveBack({});
  expect(missed).toEqual([]);
  expect((await console.ada.console.view({})).consoleKey?.behind).toEqual([]);
  await console.reopen();
  await console.ada.incident.addNote({ incident, text: 'Still a rehearsal.' });
  expect(await console.ada.incident.fsck({ incident })).toMatchObject({
    verified: true,
    findings: [],
    summary: { consoleFingerprint: before },
  });
});
