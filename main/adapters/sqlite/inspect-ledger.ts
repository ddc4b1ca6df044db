import Database from 'better-sqlite3';
import { PAGE } from '../../../shared/ledger/reading.ts';
import type { InspectedLedger } from '../../ports/ledger-store.ts';
import { asFailure, openReader, schemaFault, type Db } from './open-ledger.ts';

type Problem = InspectedLedger['problems'][number];

interface Row {
  readonly key: number;
  readonly a: unknown;
  readonly b?: unknown;
}

/**
 * Opens a file for checking: all of it, or the entries below `size` and the checkpoints over them. A table that is something else
 * (a view can answer for ever) is not asked for rows. Never throws: a file that cannot be opened is a problem of an empty ledger.
 * `pages`: whether its pages are checked here, or by somebody else meanwhile (`pageProblems`).
 */
export function inspectLedger(path: string, size = Number.MAX_SAFE_INTEGER, pages = true): InspectedLedger {
  const problems: Problem[] = [];
  let db: Db | null = null;
  let tables: readonly string[] = [];
  try {
    db = openReader(path);
    // One view of the file from here to the end: what is recorded meanwhile would be entries without their checkpoint.
    db.exec('BEGIN');
    const fault = schemaFault(db);
    if (fault !== null) problems.push({ code: 'STORE_SCHEMA_FOREIGN', message: fault });
    tables = (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as { name: string }[]).map(
      ({ name }) => name,
    );
    if (pages) problems.push(...checkPages(db));
  } catch (error) {
    problems.push(damage(error));
  }

  /** Page by page, so that a file that cannot be read further gives what comes before. */
  function* rows(table: string, key: string, columns: string, last: number, first = 0): Generator<Row> {
    if (!db || !tables.includes(table)) return;
    let read = first;
    try {
      const page = db.prepare(
        `SELECT ${key} AS key, ${columns} FROM ${table} WHERE ${key} > ? AND ${key} <= ? ORDER BY ${key} LIMIT ${PAGE}`,
      );
      for (let after = first - 1; ;) {
        const found = page.all(after, last) as Row[];
        for (const row of found) {
          yield row;
          read += 1;
        }
        const end = found.at(-1);
        if (!end || found.length < PAGE) return;
        after = end.key;
      }
    } catch (error) {
      problems.push(damage(error, table === 'entry' ? read : undefined));
    }
  }
  function* entries(first = 0): Generator<{ bytes: Uint8Array; leaf: Uint8Array }> {
    for (const { a, b } of rows('entry', 'idx', 'body AS a, leaf AS b', size - 1, first))
      yield { bytes: asBytes(a), leaf: asBytes(b) };
  }
  function* checkpoints(): Generator<Uint8Array> {
    for (const { a } of rows('checkpoint', 'size', 'note AS a', size)) yield asBytes(a);
  }
  return {
    size: Math.min(size, countEntries(db, tables)),
    entries: entries(),
    from: entries,
    checkpoints: checkpoints(),
    problems,
    close: () => db?.close(),
  };
}

/** What SQLite itself finds wrong with the pages of a file. */
export function pageProblems(path: string): readonly Problem[] {
  let db: Db | null = null;
  try {
    db = openReader(path);
    return checkPages(db);
  } catch (error) {
    return [damage(error)];
  } finally {
    db?.close();
  }
}

function checkPages(db: Db): readonly Problem[] {
  return (db.pragma('integrity_check(5)') as { integrity_check: string }[])
    .filter((line) => line.integrity_check !== 'ok')
    .map((line) => ({ code: 'STORE_DAMAGED', message: line.integrity_check }));
}

function damage(error: unknown, entry?: number): Problem {
  const failure = asFailure(error, 'the file cannot be read further');
  return {
    code: 'STORE_DAMAGED',
    message: failure instanceof Error ? failure.message : 'unknown',
    ...(entry === undefined ? {} : { entry }),
  };
}

function countEntries(db: Db | null, tables: readonly string[]): number {
  if (!db || !tables.includes('entry')) return 0;
  try {
    return (db.prepare('SELECT coalesce(max(idx) + 1, 0) AS size FROM entry').get() as { size: number }).size;
  } catch {
    return 0; // Damage is met again, and told, where the entries are read.
  }
}

/** Only a table of another schema could hold something else; it reads as nothing. */
function asBytes(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array(0);
}

/** For a process that opens files of unknown origin: SQLite gives up with an error instead of taking more than this. */
export function limitHeap(bytes: number): void {
  const db = new Database(':memory:');
  db.pragma(`hard_heap_limit = ${bytes}`);
  db.close();
}

/** Why a file is not to be asked for rows at all, or null when its schema is exactly that of a ledger. */
export function foreignSchemaFault(path: string): InspectedLedger['problems'][number] | null {
  let db: Db | null = null;
  try {
    db = openReader(path);
    const fault = schemaFault(db);
    return fault === null ? null : { code: 'STORE_SCHEMA_FOREIGN', message: fault };
  } catch (error) {
    const failure = asFailure(error, 'the file cannot be read');
    return { code: 'STORE_DAMAGED', message: failure instanceof Error ? failure.message : 'unknown' };
  } finally {
    db?.close();
  }
}
