import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeApp } from '../../../main/hosts/compose.ts';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { makeLongIncident } from '../../bench/long-incident.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { declaration, passphrase } from '../../support/setup-input.ts';

const ENTRIES = 30_000;

let home: string;
let long: IncidentId;
let adaKey: string;
let app: Awaited<ReturnType<typeof composeApp>>;
let ada: ReturnType<typeof signedOut>;

const signedOut = () => createRouterClient(app.router, { context: { session: app.openSession() } });
const unlock = () => ada.session.unlock({ fingerprint: adaKey, passphrase });
const line = async () => {
  const found = (await ada.incidents.list({})).find(({ incident }) => incident === long);
  if (!found) throw new Error('the incident is not listed');
  return found;
};
/** The line once it is no longer being opened, and how far it was seen before. */
async function settled() {
  const seen: number[] = [];
  for (;;) {
    const now = await line();
    if (now.opening === null) return { line: now, seen };
    seen.push(now.opening.done);
    await delay(5);
  }
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'bulkhead-opening-'));
  ({ incident: long, adaKey } = await makeLongIncident(home, ENTRIES));
  app = await composeApp({ home, host: 'cli', kdfLogN: 10 });
  ada = signedOut();
});
afterEach(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

test('a long ledger is read meanwhile: listed with how far it is, and others are answered', async () => {
  await unlock();
  expect(await line()).toMatchObject({ opening: { total: ENTRIES }, entries: 0, problem: null });
  const { incident: short } = await ada.incidents.declare({
    ...declaration,
    leaked: [...declaration.leaked],
    assets: [],
    detectedAt: declaration.detectedAt as Instant,
    codename: 'Between the Slices',
  });
  expect((await ada.incident.view({ incident: short as IncidentId })).codename).toBe('Between the Slices');
  expect((await line()).opening).not.toBeNull();
  const { line: open, seen } = await settled();
  expect(open).toMatchObject({ opening: null, entries: ENTRIES, problem: null });
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});

test('whoever asks for it waits until it is open', async () => {
  await unlock();
  expect((await line()).opening).not.toBeNull();
  const [view, entry] = await Promise.all([
    ada.incident.view({ incident: long }),
    ada.incident.entry({ incident: long, index: ENTRIES - 1 }),
  ]);
  expect(view.ledger.recorded).toBe(ENTRIES);
  expect(entry.index).toBe(ENTRIES - 1);
});

test('what must be recorded in every incident does not wait: it is read to its end at once', async () => {
  await unlock();
  expect((await line()).opening).not.toBeNull();
  const [entity] = (await ada.console.view({})).organisation?.entities ?? [];
  if (!entity) throw new Error('the organisation has no entity');
  const renamed = { ...entity, name: `${entity.name} anew` };
  const { missed } = await ada.organisation.describe({ entity: renamed, reason: 'It was renamed.' });
  expect(missed).toEqual([]);
  expect(await line()).toMatchObject({ opening: null, entries: ENTRIES + 1 });
});

test('one that is damaged is said to be so after it was read, once, and keeps nobody out', async () => {
  const db = new Database(join(home, 'incidents', long, 'ledger.db'));
  db.exec('DROP TRIGGER entry_no_update');
  const trigger = "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT raise(ABORT, 'append-only'); END";
  db.exec("UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'busy', 'lazy') AS BLOB) WHERE idx = 29990");
  db.exec(trigger);
  db.close();
  await unlock();
  expect((await line()).problem).toBeNull();
  const { line: damaged } = await settled();
  expect(damaged.problem).toContain('LEDGER_DAMAGED');
  // Not read again for every look at the list.
  expect(await line()).toEqual(damaged);
  await expect(ada.incident.view({ incident: long })).rejects.toMatchObject({ code: 'LEDGER_DAMAGED' });
});

test('a short one that was put right is open again without more ado', async () => {
  const console = await ConsoleHome.create();
  const incident = await console.declare();
  const ledger = join(console.home, 'incidents', incident, 'ledger.db');
  const problem = async () => (await console.ada.incidents.list({}))[0]?.problem;
  await console.app.close();
  const sound = readFileSync(ledger);
  const at = sound.indexOf('QUIET HARBOUR');
  writeFileSync(ledger, Buffer.from(sound).fill('L', at, at + 1));
  await console.open();
  expect(await problem()).toContain('LEDGER_DAMAGED');
  writeFileSync(ledger, sound);
  expect(await problem()).toBeNull();
  await console.remove();
});

test('a lock gives it up, and the next sign-in begins again', async () => {
  await unlock();
  expect((await line()).opening).not.toBeNull();
  await ada.session.lock({});
  await expect(ada.incidents.list({})).rejects.toMatchObject({ code: 'LOCKED' });
  await delay(50);
  await unlock();
  expect((await settled()).line).toMatchObject({ entries: ENTRIES, problem: null });
});
