import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inspectLedger } from '../../../main/adapters/sqlite/inspect-ledger.ts';
import { sqliteLedgerStores } from '../../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import { VerificationThreads } from '../../../main/adapters/verification/verification-workers.ts';
import type { WorkProgress } from '../../../shared/contract/contract.ts';
import { instantFromMs } from '../../../shared/domain/instant.ts';
import { leafHash } from '../../../shared/ledger/merkle.ts';
import { verifyLedger, type Trust } from '../../../shared/ledger/verify.ts';
import { EXERCISE_ORIGIN, LedgerBuilder } from '../../support/ledger-builder.ts';
import { alice, bob, consoleParty, crypto, mallory } from '../../support/parties.ts';

const ENTRIES = 9000;
const threads = new VerificationThreads();
let folder: string;
let good: string;
const trust: Trust = { consoleFingerprint: consoleParty.signer.fingerprint };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-threads-'));
  good = write('good', (at) => (at % 3 === 0 ? bob : alice));
});
afterAll(async () => {
  await threads.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A ledger large enough that reading threads are made, in a file as the console writes it. */
function write(name: string, by: (at: number) => typeof alice): string {
  const ledger = new LedgerBuilder({ roster: [alice, bob] });
  for (let at = 0; ledger.list.length < ENTRIES; at += 1) {
    const one = by(at);
    for (let i = 0; i < 30; i += 1)
      ledger.append(one, {
        kind: 'note.added',
        body: { text: `line ${at}.${i} of a busy night, as long as notes are` },
      });
    ledger.seal({ lines: [one] });
  }
  return store(name, ledger);
}

function store(name: string, ledger: LedgerBuilder): string {
  const path = join(folder, `${name}.db`);
  sqliteLedgerStores.create(path).close();
  const db = new Database(path);
  db.transaction(() => {
    const entry = db.prepare('INSERT INTO entry (idx, leaf, body) VALUES (?, ?, ?)');
    for (const { index, leaf, bytes } of ledger.list) entry.run(index, leaf, bytes);
    const checkpoint = db.prepare('INSERT INTO checkpoint (size, note) VALUES (?, ?)');
    for (const { size, note } of ledger.notes) checkpoint.run(size, note);
  })();
  db.close();
  return path;
}

/** A copy with the guards taken off and something done to it. */
async function altered(name: string, change: string): Promise<string> {
  const path = join(folder, `${name}.db`);
  const source = new Database(good);
  await source.backup(path);
  source.close();
  const db = new Database(path);
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const trigger of triggers) db.exec(`DROP TRIGGER ${trigger.name}`);
  db.exec(change);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
  return path;
}

function here(path: string, size?: number) {
  const file = inspectLedger(path, size);
  const report = verifyLedger(file, trust, crypto);
  file.close();
  return { report, problems: file.problems };
}

const cases: readonly (readonly [string, string])[] = [
  ['nothing', 'SELECT 1'],
  [
    'one byte of an entry',
    'UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), "night", "nighu") AS BLOB) WHERE idx = 4000',
  ],
  [
    'many entries',
    'UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), "busy", "lazy") AS BLOB) WHERE idx % 7 = 0 AND idx > 0',
  ],
  ['a leaf hash', 'UPDATE entry SET leaf = zeroblob(32) WHERE idx = 8999'],
  ['entries that are no JSON', "UPDATE entry SET body = CAST('{' AS BLOB) WHERE idx IN (1, 5000)"],
  ['the end cut off', 'DELETE FROM entry WHERE idx >= 6000'],
  ['the last checkpoints lost', 'DELETE FROM checkpoint WHERE size > 8000'],
  ['signatures', "UPDATE checkpoint SET note = CAST(replace(CAST(note AS TEXT), 'A', 'B') AS BLOB) WHERE size > 3000"],
  ['everything gone', 'DELETE FROM entry'],
  ['an entry missing', 'DELETE FROM entry WHERE idx = 2500'],
  ['an entry far behind the end', "INSERT INTO entry VALUES (1000000000000, zeroblob(32), CAST('{}' AS BLOB))"],
  [
    'leaf hashes that are the right ones only end to end',
    `PRAGMA ignore_check_constraints = ON;
     UPDATE entry SET leaf = CAST((SELECT substr(leaf, 32, 1) FROM entry WHERE idx = 5000) || leaf AS BLOB) WHERE idx = 5001;
     UPDATE entry SET leaf = substr(leaf, 1, 31) WHERE idx = 5000`,
  ],
];

describe('in threads as in one', () => {
  test.each(cases)('%s', async (name, change) => {
    const path = await altered(name.replaceAll(' ', '-'), change.replaceAll('"', "'"));
    const { report, problems } = await threads.ledger({ path, trust });
    expect({ report, problems }).toEqual(here(path));
    expect(report.verified).toBe(name === 'nothing');
  });

  test('somebody who was never enrolled', async () => {
    const path = write('stranger', (at) => (at === 200 ? mallory : alice));
    const { report } = await threads.ledger({ path, trust });
    expect(report).toEqual(here(path).report);
    expect(report.findings.map(({ code }) => code)).toContain('ENTRY_ACTOR_UNKNOWN');
  });

  test('bytes that are no UTF-8, with the hash of what a lenient decoder makes of them', async () => {
    const source = new Database(good, { readonly: true });
    const bytes = source.prepare('SELECT body FROM entry WHERE idx = 4100').pluck().get() as Buffer;
    source.close();
    bytes[bytes.indexOf('busy')] = 0xff;
    const leaf = leafHash(crypto.sha256, Buffer.from(bytes.toString()));
    const path = await altered(
      'not-utf8',
      `UPDATE entry SET body = x'${bytes.toString('hex')}', leaf = x'${Buffer.from(leaf).toString('hex')}' WHERE idx = 4100`,
    );
    const { report } = await threads.ledger({ path, trust });
    expect(report).toEqual(here(path).report);
    expect(report.findings.map(({ code }) => code)).toContain('ENTRY_NOT_CANONICAL');
  });

  test('a page that is no page', async () => {
    const path = await altered('page', 'SELECT 1');
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096 * 300, 4096 * 301);
    writeFileSync(path, bytes);
    const { report, problems } = await threads.ledger({ path, trust });
    expect({ report, problems }).toEqual(here(path));
    expect(problems.length).toBeGreaterThan(1);
  });

  test('a rehearsal, and entries of other kinds in between', async () => {
    const ledger = new LedgerBuilder({ origin: EXERCISE_ORIGIN, roster: [alice, bob] });
    const exercise = instantFromMs(Date.parse('2026-11-21T20:00:00.000Z'));
    while (ledger.list.length < ENTRIES) {
      for (let i = 0; i < 40; i += 1)
        ledger.append(alice, { kind: 'note.added', body: { text: 'rehearsed \ufffd' }, at: { exercise } });
      ledger.append(alice, { kind: 'hold.released', body: { hold: 'H-0001', reason: 'over' } });
      ledger.seal({ lines: [alice] });
    }
    const path = store('rehearsal', ledger);
    const { report } = await threads.ledger({ path, trust });
    expect(report).toEqual(here(path).report);
    expect(report).toMatchObject({ verified: true, summary: { type: 'exercise' } });
  });

  test('a part of it, as of an earlier checkpoint', async () => {
    const { report } = await threads.ledger({ path: good, size: 6001, trust });
    expect(report).toEqual(here(good, 6001).report);
    expect(report).toMatchObject({ verified: true, summary: { entries: 6001 } });
  });

  test('a file that is no database, and one that is not there', async () => {
    const path = join(folder, 'text.db');
    writeFileSync(path, 'not a database '.repeat(200_000));
    for (const file of [path, join(folder, 'nowhere.db')]) {
      const { report, problems } = await threads.ledger({ path: file, trust });
      expect({ report, problems }).toEqual(here(file));
      expect(problems.map(({ code }) => code)).toEqual(['STORE_DAMAGED']);
    }
  });
});

test('says how far it is, up to the end', async () => {
  const seen: WorkProgress[] = [];
  await threads.ledger({ path: good, trust }, { onProgress: (one) => seen.push(one) });
  expect(seen[0]).toEqual({ phase: 'entries', done: 0, total: 9001 });
  expect(seen.at(-1)).toEqual({ phase: 'entries', done: 9001, total: 9001 });
  expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));
});

test('stops when asked, before and in the middle', async () => {
  const stopped = new AbortController();
  stopped.abort();
  await expect(threads.ledger({ path: good, trust }, { signal: stopped.signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
  const middle = new AbortController();
  const seen: WorkProgress[] = [];
  const check = threads.ledger(
    { path: good, trust },
    {
      signal: middle.signal,
      onProgress: (one) => {
        seen.push(one);
        middle.abort();
      },
    },
  );
  await expect(check).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(seen).toEqual([{ phase: 'entries', done: 0, total: 9001 }]);
});

test('a thread that is stopped ends by itself: ended from outside it can take the process with it', async () => {
  const terminate = vi.spyOn(Worker.prototype, 'terminate');
  const own = new VerificationThreads();
  for (let i = 0; i < 3; i += 1) {
    const stop = new AbortController();
    const check = own.ledger({ path: good, trust }, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(check).rejects.toMatchObject({ code: 'CANCELLED' });
  }
  // It waits for threads that go on: were one left, the test would not end.
  await own.close();
  expect(terminate).not.toHaveBeenCalled();
  terminate.mockRestore();
});

test('closing stops what goes on, and nothing is begun afterwards', async () => {
  const own = new VerificationThreads();
  const closing: Promise<void>[] = [];
  const check = own.ledger({ path: good, trust }, { onProgress: () => void closing.push(own.close()) });
  await expect(check).rejects.toMatchObject({ code: 'CANCELLED' });
  await Promise.all(closing);
  await expect(own.ledger({ path: good, trust })).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('this thread goes on meanwhile', async () => {
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);
  await threads.ledger({ path: good, trust });
  clearInterval(turning);
  // In this thread the check is one turn, and the timer would not come once.
  expect(turns).toBeGreaterThan(5);
});
