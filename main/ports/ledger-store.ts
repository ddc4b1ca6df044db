/** An entry as stored: canonical bytes and their leaf hash. */
export interface StoredEntry {
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly leaf: Uint8Array;
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly note: Uint8Array;
}

/**
 * Cache of the tree's state at some commit, not always the last. Loss-tolerant, never trusted: what was appended since is added
 * to it, and it is rebuilt from the entries when it does not fit.
 */
export interface StoredHead {
  readonly size: number;
  readonly subtrees: readonly Uint8Array[];
}

export interface Commit {
  /** Compare-and-swap: the size the writer believes in. */
  readonly expectedSize: number;
  readonly entries: readonly StoredEntry[];
  readonly checkpoint: StoredCheckpoint;
  /** Null leaves the one that is there. */
  readonly head: StoredHead | null;
}

/** The end of a ledger, seen at one moment. */
export interface StoredEnd {
  readonly entry: StoredEntry;
  readonly checkpoint: StoredCheckpoint | null;
}

export interface LedgerReader {
  /** Up to `count` entries from index `from`, in order. */
  read(from: number, count: number): readonly StoredEntry[];
  entries(): Iterable<StoredEntry>;
  /** The same without the stored hashes, in half the time: for whoever hashes for himself. */
  bodies(): Iterable<Omit<StoredEntry, 'leaf'>>;
  checkpoints(): Iterable<StoredCheckpoint>;
  /** The first checkpoint that covers entry `index`. */
  checkpointOver(index: number): StoredCheckpoint | null;
  lastCheckpoint(): StoredCheckpoint | null;
}

/**
 * One ledger on disk. Durable when `commit` returns; all or nothing. NOT trusted: whoever can write the file can make the
 * record fail verification or roll it back to an older state, never make a changed record verify. Loss: unrecoverable,
 * except from a bundle.
 * `commit` throws BulkheadError HEAD_MOVED when another writer was first, CANNOT_RECORD when the medium refuses.
 */
export interface LedgerStore extends LedgerReader {
  head(): StoredHead;
  /** Null while there is no entry. */
  end(): StoredEnd | null;
  commit(commit: Commit): void;
  close(): void;
}

/** A ledger file as found, for whoever checks it: read-only, and read as far as it can be, whatever is wrong with it. */
export interface InspectedLedger {
  /** How many entries there seem to be, for showing how far a check is. */
  readonly size: number;
  readonly entries: Iterable<{ readonly bytes: Uint8Array; readonly leaf: Uint8Array }>;
  /** The entries from that index on. */
  readonly from: (index: number) => InspectedLedger['entries'];
  readonly checkpoints: Iterable<Uint8Array>;
  /** What is wrong with the file itself; complete once both have been read to their end. */
  readonly problems: readonly {
    readonly code: 'STORE_SCHEMA_FOREIGN' | 'STORE_DAMAGED';
    readonly message: string;
    readonly entry?: number;
  }[];
  close(): void;
}

export interface LedgerStores {
  /** Creates the file. Throws DESTINATION_EXISTS when there is one: creating a ledger is an explicit act. */
  create(path: string): LedgerStore;
  /** Opens an existing file for writing. Throws LEDGER_FOREIGN or LEDGER_DAMAGED; never creates. */
  open(path: string): LedgerStore;
  /**
   * Holds the home for this process until `release`; throws HOME_BUSY when another process has it. `waitMs` is how long to wait
   * for that one, with everything else of this process at a standstill; nothing by default.
   */
  lockHome(path: string, waitMs?: number): { release(): void };
}
