import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../main/adapters/clock/system-clock.ts';
import { nodeRandom } from '../../main/adapters/crypto/node-random.ts';
import { sqliteLedgerStores } from '../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import { LedgerWriter } from '../../main/ledger/ledger-writer.ts';
import { toHex } from '../../shared/ledger/encoding.ts';
import { merkleRoot } from '../../shared/ledger/merkle.ts';
import { LedgerBuilder, LIVE_ORIGIN } from '../support/ledger-builder.ts';
import { alice, consoleParty, crypto } from '../support/parties.ts';

let folder: string;
let path: string;
let store: ReturnType<typeof sqliteLedgerStores.open>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-tree-'));
  path = join(folder, 'ledger.db');
  store = sqliteLedgerStores.create(path);
  const ledger = new LedgerBuilder();
  const [entry] = ledger.list;
  const [checkpoint] = ledger.notes;
  if (!entry || !checkpoint) throw new Error('a ledger opens with one entry and one checkpoint');
  store.commit({ expectedSize: 0, entries: [entry], checkpoint, head: ledger.head() });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const openWriter = (): LedgerWriter =>
  new LedgerWriter(store, LIVE_ORIGIN, consoleParty.signer, { crypto, clock: systemClock, random: nodeRandom });
const note = (writer: LedgerWriter, count = 1): void => {
  const entries = Array.from(
    { length: count },
    (_, i) => ({ kind: 'note.added', body: { text: `note ${i}` } }) as const,
  );
  writer.append({ by: alice.signer, entries });
};
/** What is stored, and what a writer goes on from. */
const stored = () => {
  const leaves = [...store.entries()].map(({ leaf }) => leaf);
  return { size: leaves.length, root: toHex(merkleRoot(crypto.sha256, leaves)) };
};
const known = ({ size, root }: LedgerWriter) => ({ size, root: toHex(root) });

describe('the cached tree', () => {
  test('is written now and then, and what came since is added when the ledger is opened', () => {
    const writer = openWriter();
    const before = store.head().size;
    for (let i = 0; i < 20; i += 1) note(writer);
    expect(store.head().size).toBe(before);
    expect(known(openWriter())).toEqual(stored());
    note(writer, 300);
    expect(store.head().size).toBe(writer.size);
    note(writer);
    expect(store.head().size).toBe(writer.size - 1);
    expect(known(openWriter())).toEqual(stored());
  });

  test('further behind than a transaction makes it is made anew, and written with the next one', () => {
    note(openWriter(), 5000);
    change((db) => db.exec('UPDATE head SET size = 1, subtrees = zeroblob(32)'));
    const writer = openWriter();
    expect(known(writer)).toEqual(stored());
    note(writer);
    expect(store.head().size).toBe(writer.size);
  });

  test.each([
    ['of another tree', 'UPDATE head SET subtrees = zeroblob(32)'],
    ['of no tree at all', "UPDATE head SET size = 7, subtrees = x'00'"],
    ['ahead of the entries', 'UPDATE head SET size = 4096, subtrees = zeroblob(32)'],
    ['that is missing', 'DELETE FROM head'],
  ])('%s is not believed', (_, sql) => {
    note(openWriter(), 3);
    change((db) => db.exec(sql));
    const writer = openWriter();
    expect(known(writer)).toEqual(stored());
    note(writer);
    expect(known(openWriter())).toEqual(stored());
  });

  test('is not mended by a stored leaf hash that is wrong: the entries decide', () => {
    note(openWriter(), 3);
    change((db) => {
      db.exec('DROP TRIGGER entry_no_update');
      db.exec('UPDATE entry SET leaf = zeroblob(32) WHERE idx = 2');
    });
    const writer = openWriter();
    const sealed = new TextDecoder().decode(store.lastCheckpoint()?.note).split('\n')[2];
    expect(Buffer.from(writer.root).toString('base64')).toBe(sealed);
  });

  function change(how: (db: Database.Database) => void): void {
    const db = new Database(path);
    how(db);
    db.close();
  }
});
