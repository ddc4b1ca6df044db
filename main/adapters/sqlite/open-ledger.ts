import Database from 'better-sqlite3';
import { BulkheadError, fail } from '../../../shared/domain/failure.ts';
import { APPLICATION_ID, SCHEMA, USER_VERSION } from './schema.ts';

export type Db = Database.Database;

/** Opens a file that must not exist yet and lays the schema down. */
export function createLedgerDb(path: string): Db {
  let db: Db | undefined;
  try {
    const made = new Database(path, { fileMustExist: false });
    db = made;
    const tables = (made.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number }).n;
    if (tables > 0) fail('DESTINATION_EXISTS', 'there is already a ledger at this place');
    harden(made);
    made.transaction(() => {
      for (const { sql } of SCHEMA) made.exec(sql);
      made.pragma(`application_id = ${APPLICATION_ID}`);
      made.pragma(`user_version = ${USER_VERSION}`);
    })();
  } catch (error) {
    db?.close();
    throw asFailure(error, 'the ledger could not be created');
  }
  return db;
}

export function openLedgerDb(path: string): Db {
  let db: Db | undefined;
  try {
    db = new Database(path, { fileMustExist: true });
    const fault = schemaFault(db);
    if (fault !== null) fail('LEDGER_FOREIGN', fault);
    harden(db);
  } catch (error) {
    db?.close();
    throw asFailure(error, 'the ledger could not be opened');
  }
  return db;
}

/** A second, read-only connection: what it reads was committed, whatever the writer believes. */
export function openReader(path: string): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma('trusted_schema = OFF');
  db.pragma('query_only = ON');
  // Whoever reads does so front to back, or a few rows: what it has read it does not need again.
  db.pragma('cache_size = -2000');
  return db;
}

/** Why this is not the schema of a ledger, or null. Read before anything else of the file is believed. */
export function schemaFault(db: Db): string | null {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    return 'the file is a database, but not a ledger';
  const version = db.pragma('user_version', { simple: true });
  if (version !== USER_VERSION) return `ledger format ${String(version)}, this console knows ${USER_VERSION}`;
  const found = db.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all() as {
    name: string;
    sql: string | null;
  }[];
  const expected = [...SCHEMA].sort((a, b) => (a.name < b.name ? -1 : 1));
  const same =
    found.length === expected.length &&
    found.every((row, i) => row.name === expected[i]?.name && row.sql === expected[i]?.sql);
  return same ? null : 'tables, views or triggers differ from those of a ledger';
}

/** better-sqlite3 is compiled with WAL at synchronous NORMAL: FULL must be set after WAL on every connection (reference 1, fact 1). */
function harden(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
  db.pragma('recursive_triggers = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('foreign_keys = ON');
}

/** SQLite starts its log from the front again after this many pages; some more, for the transaction that gets it there. */
const LOG_BYTES = 1200 * 4096;

/**
 * Makes the write-ahead log as long as it gets anyway. A disk takes nearly twice as long to synchronise a file that has become longer
 * than one that is written over, and a log grows with every transaction until it is full for the first time. Pages of a
 * transaction that is larger than the cache go to the log, and stay in the way of nobody when it is taken back.
 */
export function lengthenLog(db: Db): void {
  const cache = db.pragma('cache_size', { simple: true }) as number;
  try {
    // With nothing in it the log can be made short again, even on a disk that is full.
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('cache_size = 10');
    db.pragma('cache_spill = 10');
    db.exec(`BEGIN IMMEDIATE; CREATE TABLE filler (bytes BLOB); INSERT INTO filler VALUES (zeroblob(${LOG_BYTES}))`);
    db.exec('ROLLBACK');
  } catch {
    // A short log is slow and nothing else. Where there was no space for a long one, what it took is given back.
    shortenLog(db);
  } finally {
    db.pragma(`cache_size = ${cache}`);
  }
}

function shortenLog(db: Db): void {
  try {
    if (db.inTransaction) db.exec('ROLLBACK');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // What was recorded is recorded, and what comes next says for itself what it finds here.
  }
}

const MEDIUM = /^SQLITE_(FULL|READONLY|IOERR|CANTOPEN|PERM|NOMEM|TOOBIG)/;
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/** SQLite's words into ours. Anything not about the medium or the file is passed on as it is: a defect. */
export function asFailure(error: unknown, what: string): unknown {
  if (error instanceof BulkheadError || !(error instanceof Database.SqliteError)) return error;
  if (MEDIUM.test(error.code))
    return new BulkheadError('CANNOT_RECORD', `${what}: ${error.message}`, { cause: error, details: [error.code] });
  if (DAMAGED.test(error.code))
    return new BulkheadError('LEDGER_DAMAGED', `${what}: ${error.message}`, { cause: error, details: [error.code] });
  if (error.code.startsWith('SQLITE_BUSY'))
    return new BulkheadError('HOME_BUSY', `${what}: another process is writing`, { cause: error });
  return error;
}
