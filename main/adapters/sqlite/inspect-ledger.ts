import type { InspectedLedger } from '../../ports/ledger-store.ts';
import { asFailure, openReader, schemaFault, type Db } from './open-ledger.ts';

const PAGE = 2000;

interface Row {
  readonly key: number;
  readonly a: unknown;
  readonly b?: unknown;
}

/** Opens a file for checking. A table that is something else (a view can answer for ever) is not asked for rows. */
export function inspectLedger(path: string): InspectedLedger {
  const problems: { code: 'STORE_SCHEMA_FOREIGN' | 'STORE_DAMAGED'; message: string; entry?: number }[] = [];
  const damaged = (error: unknown, entry?: number): void => {
    const failure = asFailure(error, 'the file cannot be read further');
    problems.push({
      code: 'STORE_DAMAGED',
      message: failure instanceof Error ? failure.message : 'unknown',
      ...(entry === undefined ? {} : { entry }),
    });
  };
  let db: Db | null = null;
  let tables: readonly string[] = [];
  try {
    db = openReader(path);
    const fault = schemaFault(db);
    if (fault !== null) problems.push({ code: 'STORE_SCHEMA_FOREIGN', message: fault });
    tables = (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]).map(
      ({ name }) => name,
    );
    for (const line of db.pragma('integrity_check(5)') as { integrity_check: string }[]) {
      if (line.integrity_check !== 'ok') problems.push({ code: 'STORE_DAMAGED', message: line.integrity_check });
    }
  } catch (error) {
    damaged(error);
  }

  /** Page by page, so that nothing stays open on the file when the reader stops early. */
  function* rows(table: string, key: string, columns: string): Generator<Row> {
    if (!db || !tables.includes(table)) return;
    let read = 0;
    try {
      const page = db.prepare(
        `SELECT ${key} AS key, ${columns} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ${PAGE}`,
      );
      for (let after = -1; ;) {
        const found = page.all(after) as Row[];
        for (const row of found) {
          yield row;
          read += 1;
        }
        const last = found.at(-1);
        if (!last || found.length < PAGE) return;
        after = last.key;
      }
    } catch (error) {
      damaged(error, table === 'entry' ? read : undefined);
    }
  }
  function* entries(): Generator<{ bytes: Uint8Array; leaf: Uint8Array }> {
    for (const { a, b } of rows('entry', 'idx', 'body AS a, leaf AS b')) yield { bytes: asBytes(a), leaf: asBytes(b) };
  }
  function* checkpoints(): Generator<Uint8Array> {
    for (const { a } of rows('checkpoint', 'size', 'note AS a')) yield asBytes(a);
  }
  return { entries: entries(), checkpoints: checkpoints(), problems, close: () => db?.close() };
}

/** Only a table of another schema could hold something else; it reads as nothing. */
function asBytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array(0);
}
