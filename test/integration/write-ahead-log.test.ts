import Database from 'better-sqlite3';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectLedger } from '../../main/adapters/sqlite/inspect-ledger.ts';
import { sqliteLedgerStores } from '../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import type { LedgerStore } from '../../main/ports/ledger-store.ts';
import { verifyLedger } from '../../shared/ledger/verify.ts';
import { LedgerBuilder } from '../support/ledger-builder.ts';
import { alice, crypto } from '../support/parties.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-log-'));
  path = join(folder, 'ledger.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Transactions of one note each, from the first that the store does not have. */
function record(store: LedgerStore, ledger: LedgerBuilder, transactions: number): void {
  for (let i = 0; i < transactions; i += 1) {
    const before = store.head().size;
    if (ledger.list.length === before) ledger.note(alice, `note ${before}`);
    const [entry] = ledger.read(before, 1);
    const checkpoint = ledger.notes[before];
    if (!entry || !checkpoint) throw new Error('one entry, one checkpoint');
    store.commit({ expectedSize: before, entries: [entry], checkpoint, head: ledger.head() });
  }
}

function soundEntries(): number {
  const file = inspectLedger(path);
  const report = verifyLedger(file, {}, crypto);
  file.close();
  expect(file.problems).toEqual([]);
  expect(report.findings).toEqual([]);
  return report.summary.entries;
}

const logSize = (): number => statSync(`${path}-wal`).size;

test('a store in use makes its log as long as it gets, once, and what is recorded is what was recorded', () => {
  const ledger = new LedgerBuilder();
  const store = sqliteLedgerStores.create(path);
  record(store, ledger, 9);
  expect(logSize()).toBeLessThan(1 << 20);
  record(store, ledger, 1);
  const long = logSize();
  expect(long).toBeGreaterThan(1000 * 4096);
  expect(soundEntries()).toBe(10);
  record(store, ledger, 600);
  expect(logSize()).toBe(long);
  expect(soundEntries()).toBe(610);
  store.close();
  expect(soundEntries()).toBe(610);
  const again = sqliteLedgerStores.open(path);
  record(again, ledger, 12);
  expect([...again.bodies()]).toEqual(ledger.list.map(({ index, bytes }) => ({ index, bytes: Buffer.from(bytes) })));
  expect(logSize()).toBe(long);
  again.close();
  expect(soundEntries()).toBe(622);
});

test('a transaction that fails does not lengthen it; the next one that succeeds does', () => {
  const ledger = new LedgerBuilder();
  const store = sqliteLedgerStores.create(path);
  record(store, ledger, 9);
  const other = new Database(path);
  other.exec('BEGIN IMMEDIATE');
  expect(() => record(store, ledger, 1)).toThrow(expect.objectContaining({ code: 'HOME_BUSY' }));
  other.exec('ROLLBACK');
  other.close();
  expect(logSize()).toBeLessThan(1 << 20);
  record(store, ledger, 1);
  expect(logSize()).toBeGreaterThan(1000 * 4096);
  store.close();
  expect(soundEntries()).toBe(10);
}, 30_000);
