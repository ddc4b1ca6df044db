import { sqliteLedgerStores } from '../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import type { LedgerStore, LedgerStores } from '../../main/ports/ledger-store.ts';
import { fail } from '../../shared/domain/failure.ts';

/** The real stores on a disk that takes so many commits more and then no other: what a console that stops there leaves behind. */
export class FullDisk implements LedgerStores {
  commitsLeft = Number.POSITIVE_INFINITY;

  create(path: string): LedgerStore {
    return this.#wrap(sqliteLedgerStores.create(path));
  }

  open(path: string): LedgerStore {
    return this.#wrap(sqliteLedgerStores.open(path));
  }

  lockHome(path: string): { release(): void } {
    return sqliteLedgerStores.lockHome(path);
  }

  #wrap(store: LedgerStore): LedgerStore {
    return {
      commit: (commit) => (this.commitsLeft-- > 0 ? store.commit(commit) : fail('CANNOT_RECORD', 'the disk is full')),
      close: () => store.close(),
      head: () => store.head(),
      end: () => store.end(),
      read: (from, count) => store.read(from, count),
      entries: () => store.entries(),
      bodies: () => store.bodies(),
      checkpoints: () => store.checkpoints(),
      checkpointOver: (index) => store.checkpointOver(index),
      lastCheckpoint: () => store.lastCheckpoint(),
    };
  }
}
