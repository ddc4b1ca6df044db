import Database from 'better-sqlite3';
import { sqliteLedgerStores } from '../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import { LedgerBuilder } from '../support/ledger-builder.ts';
import { alice, bob } from '../support/parties.ts';

const START = Date.parse('2026-11-22T02:10:00.000Z');

/** A ledger of notes by two people in turn, in a file as the console writes it, minus the waiting for the disk. */
export function makeLongLedger(path: string, entries: number, perTransaction: number): void {
  sqliteLedgerStores.create(path).close();
  const db = new Database(path);
  db.pragma('synchronous = OFF');
  const entry = db.prepare('INSERT INTO entry (idx, leaf, body) VALUES (?, ?, ?)');
  const checkpoint = db.prepare('INSERT INTO checkpoint (size, note) VALUES (?, ?)');
  const ledger = new LedgerBuilder({ roster: [alice, bob] });
  let written = 0;
  const flush = db.transaction(() => {
    for (const { index, leaf, bytes } of ledger.list.slice(written)) entry.run(index, leaf, bytes);
    written = ledger.list.length;
    for (const { size, note } of ledger.notes.splice(0)) checkpoint.run(size, note);
  });
  for (let at = 0; at < entries; at += perTransaction) {
    const by = (at / perTransaction) % 2 === 0 ? alice : bob;
    for (let i = 0; i < perTransaction; i += 1) {
      const body = { text: `line ${at + i} of a busy night, as long as notes are` };
      // One transaction is one decision, at one instant.
      ledger.append(by, { kind: 'note.added', body }, ledger.list.length, START + at * 1000);
    }
    ledger.seal({ lines: [by] });
    if (ledger.list.length - written >= 5000) flush();
  }
  flush();
  db.close();
}
