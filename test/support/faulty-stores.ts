import { sqliteLedgerStores } from '../../main/adapters/sqlite/sqlite-ledger-stores.ts';
import type { Commit, LedgerStore, LedgerStores } from '../../main/ports/ledger-store.ts';
import { BulkheadError } from '../../shared/domain/failure.ts';

/** How one commit goes wrong. `lost`: nothing was written. `landed`: it was, and the answer got lost. `deaf`: that, and reading fails too. */
export type Fault = 'lost' | 'landed' | 'deaf';

/** The real stores, with one commit that fails. Counts every commit of every ledger of the home. */
export class FaultyStores implements LedgerStores {
  commits = 0;
  /** Number of the commit that fails, from 1. */
  failAt = Number.POSITIVE_INFINITY;
  fault: Fault = 'lost';
  #deaf = 0;

  create(path: string): LedgerStore {
    return this.#wrap(sqliteLedgerStores.create(path));
  }

  open(path: string): LedgerStore {
    return this.#wrap(sqliteLedgerStores.open(path));
  }

  lockHome(path: string): { release(): void } {
    return sqliteLedgerStores.lockHome(path);
  }

  /** Whether the commit that should fail has come by. */
  get struck(): boolean {
    return this.commits >= this.failAt;
  }

  #wrap(store: LedgerStore): LedgerStore {
    const hear = <T>(answer: () => T): T => {
      if (this.#deaf > 0) {
        this.#deaf -= 1;
        throw new BulkheadError('CANNOT_RECORD', 'the disk does not answer');
      }
      return answer();
    };
    return {
      commit: (commit) => this.#commit(store, commit),
      close: () => store.close(),
      head: () => store.head(),
      end: () => hear(() => store.end()),
      read: (from, count) => hear(() => store.read(from, count)),
      entries: () => store.entries(),
      bodies: () => store.bodies(),
      checkpoints: () => store.checkpoints(),
      checkpointOver: (index) => store.checkpointOver(index),
      lastCheckpoint: () => hear(() => store.lastCheckpoint()),
    };
  }

  #commit(store: LedgerStore, commit: Commit): void {
    this.commits += 1;
    if (this.commits !== this.failAt) return store.commit(commit);
    if (this.fault !== 'lost') store.commit(commit);
    if (this.fault === 'deaf') this.#deaf = 1;
    throw new BulkheadError('CANNOT_RECORD', `commit ${this.commits} was ${this.fault}`);
  }
}
