import Database from 'better-sqlite3';
import { fail } from '../../../shared/domain/failure.ts';
import type { LedgerStores } from '../../ports/ledger-store.ts';
import { asFailure, createLedgerDb, openLedgerDb, type Db } from './open-ledger.ts';
import { SqliteLedgerStore } from './sqlite-ledger-store.ts';

export const sqliteLedgerStores: LedgerStores = {
  create: (path) => storeOver(createLedgerDb(path), path),
  open: (path) => storeOver(openLedgerDb(path), path),
  lockHome,
};

function storeOver(db: Db, path: string): SqliteLedgerStore {
  try {
    return new SqliteLedgerStore(db, path);
  } catch (error) {
    db.close();
    throw asFailure(error, 'the ledger could not be opened');
  }
}

/**
 * A transaction held open on a database of its own: the operating system drops the lock when the process dies, so there is
 * no stale lock file to clean up and no pid to mistake.
 */
function lockHome(path: string, waitMs = 0): { release(): void } {
  try {
    const db = new Database(path, { timeout: waitMs });
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
    return {
      release: () => {
        db.exec('ROLLBACK');
        db.close();
      },
    };
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      fail('HOME_BUSY', 'another console has this home open');
    throw asFailure(error, 'the home could not be locked');
  }
}
