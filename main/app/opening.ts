import type { LedgerStore } from '../ports/ledger-store.ts';
import type { OpenIncident } from './open-incident.ts';

/** So many entries are read in one go, which nobody notices. */
const SHORT = 20_000;

export interface OpeningProgress {
  readonly done: number;
  readonly total: number;
}

/** An incident whose ledger is being read: a stretch at a time, so that the console goes on between, or to its end at once. */
export class Opening {
  readonly #store: LedgerStore;
  readonly #stretches: Iterator<number, OpenIncident>;
  readonly #total: number;
  #done = 0;
  /** Whoever reads it to its end meanwhile, for all who wait for that. */
  reading: Promise<void> | null = null;
  /** What it came to, where it came to nothing. */
  failure: Error | null = null;

  /** `stretches` says after each how many entries are read; the store is closed when that fails. */
  constructor(store: LedgerStore, stretches: Iterator<number, OpenIncident>) {
    this.#store = store;
    this.#stretches = stretches;
    this.#total = (store.end()?.entry.index ?? -1) + 1;
  }

  get progress(): OpeningProgress {
    return { done: this.#done, total: this.#total };
  }

  get isShort(): boolean {
    return this.#total <= SHORT;
  }

  /** One stretch more; the incident when that was the last one. Throws what is wrong with the ledger. */
  step(): OpenIncident | null {
    try {
      const { done, value } = this.#stretches.next();
      if (done === true) return value;
      this.#done = value;
      return null;
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error('unknown');
      this.#store.close();
      throw error;
    }
  }

  giveUp(): void {
    if (this.failure === null) this.#store.close();
  }
}
