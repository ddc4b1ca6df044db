import { BulkheadError } from '../../shared/domain/failure.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { HomeFiles } from '../ports/files.ts';
import type { LedgerStores } from '../ports/ledger-store.ts';
import { KEY_FILE, openWitnessKey, type WitnessKey } from './witness-key.ts';
import { WitnessState } from './witness-state.ts';

/** Answering takes some milliseconds; whoever holds the folder for longer is stuck. */
const WAIT_MS = 2000;

export interface WitnessAtWork {
  readonly own: WitnessKey;
  readonly state: WitnessState;
}

interface Parts {
  readonly files: HomeFiles;
  readonly crypto: Crypto;
  readonly stores: Pick<LedgerStores, 'lockHome'>;
  readonly nowMs: () => number;
}

/**
 * A witness over one folder, for the screen and for the command alike. Comparing with what was seen and writing it down must be one
 * step, or two requests could be let in one behind the other: so calls take turns within this process, and hold the folder
 * against others.
 */
export class WitnessFolder {
  readonly #parts: Parts;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get path(): string {
    return this.#parts.files.root;
  }

  /** Whether there is a key: without one this witness never answered. */
  hasKey(): Promise<boolean> {
    return this.#parts.files.exists(KEY_FILE);
  }

  /** Makes the key when there is none yet, under `name` when one is given. Throws WITNESS_BUSY. */
  use<T>(work: (witness: WitnessAtWork) => Promise<T>, name?: string): Promise<T> {
    const done = this.#turn.then(() => this.#alone(work, name));
    // The next in turn begins whether this one failed or not; the failure is the caller's.
    this.#turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  async #alone<T>(work: (witness: WitnessAtWork) => Promise<T>, name: string | undefined): Promise<T> {
    const { files, crypto, nowMs } = this.#parts;
    await files.makeFolder('.');
    const lock = this.#lock();
    try {
      const own = await openWitnessKey(files, crypto, name);
      try {
        return await work({ own, state: new WitnessState(files, crypto, own, nowMs) });
      } finally {
        own.signer.wipe();
      }
    } finally {
      lock.release();
    }
  }

  #lock(): { release(): void } {
    const { files, stores } = this.#parts;
    try {
      return stores.lockHome(files.absolute('lock.db'), WAIT_MS);
    } catch (error) {
      if (error instanceof BulkheadError && error.code === 'HOME_BUSY')
        throw new BulkheadError('WITNESS_BUSY', 'another program is answering as this witness', { cause: error });
      throw error;
    }
  }
}
