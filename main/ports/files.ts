import type { RunningHash } from './crypto.ts';

export interface StagedFile {
  /** Random handle, 32 hex digits. */
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
}

/**
 * Evidence bytes by their SHA-256, one vault per incident. Durable when `promote` resolves. NOT trusted: whoever can write
 * here can make evidence missing, never different. Loss: unrecoverable, except from a bundle.
 */
export interface Vault {
  /** Moves a staged file in under its hash; a second copy of the same bytes is dropped. */
  promote(staged: StagedFile): Promise<void>;
  has(sha256: string): Promise<boolean>;
  /** Throws EVIDENCE_MISSING. */
  read(sha256: string): AsyncIterable<Uint8Array>;
  /** Names present, for the check against the ledger. */
  list(): Promise<readonly { readonly name: string; readonly size: number }[]>;
}

/** Files of one console home. Paths are relative to the home, with forward slashes; nothing outside is reachable. */
export interface HomeFiles {
  readonly root: string;
  /** Text of a small file, or null when there is none. */
  readText(path: string): Promise<string | null>;
  /** Written to a temporary name, synced, renamed, folder synced. `replace` false refuses an existing file. */
  writeText(path: string, text: string, options: { replace: boolean }): Promise<void>;
  /** A file that is not there is gone already. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  listFolder(path: string): Promise<readonly string[]>;
  exists(path: string): Promise<boolean>;
  /** The mode in octal when accounts other than this one have rights to a file; null when not, and where there are no such bits. */
  openMode(path: string): Promise<string | null>;
  /** Absolute path, for the ledger store. */
  absolute(path: string): string;
  stage(bytes: AsyncIterable<Uint8Array>, hash: () => RunningHash): Promise<StagedFile>;
  /** Streams a file from anywhere on this machine; throws FILE_NOT_READABLE, FILE_CHANGED. */
  readOutside(path: string): AsyncIterable<Uint8Array>;
  dropStaged(id: string): Promise<void>;
  vault(incidentFolder: string): Vault;
}

/** Writes a folder for others: created new, never overwriting, complete or removed. */
export interface BundleSink {
  /** Text or bytes; folders are made as needed. Names are `[A-Za-z0-9._/-]` only. */
  write(
    path: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly sha256: string; readonly sha512: string }>;
  /** Syncs and gives the folder its final name. */
  finish(): Promise<string>;
  /** Removes what was written. */
  abandon(): Promise<void>;
}

/** Reads a folder that came from others. Hostile: sizes, names and links are checked by the reader. */
export interface BundleSource {
  /** Regular files below the root, relative with forward slashes, sorted. Links and devices are listed with `kind: 'other'`. */
  list(): Promise<readonly { readonly path: string; readonly size: number; readonly kind: 'file' | 'other' }[]>;
  /** Whole content of a small file; throws BUNDLE_UNREADABLE above `maxBytes`. */
  readAll(path: string, maxBytes: number): Promise<Uint8Array>;
  digest(path: string): Promise<{ readonly sha256: string; readonly sha512: string; readonly size: number }>;
}

/**
 * A folder of files that are added once and then stay as they are, and of one that is replaced at the end. For a log in tiles,
 * whose files a store may lock.
 */
export interface GrowingFolder {
  readonly path: string;
  /** Whole content, or null when there is none. Throws DESTINATION_EXISTS above `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Adds a file, whole or not at all. `kept`: these very bytes are there. Throws DESTINATION_EXISTS where there are others. */
  add(path: string, bytes: Uint8Array): Promise<'added' | 'kept'>;
  /** Makes durable what was added, and only then replaces the one file. */
  finish(path: string, bytes: Uint8Array): Promise<void>;
  /** Leaves what was added, and nothing half done. */
  close(): Promise<void>;
}

export interface BundlePlaces {
  /** `directory` null means a folder `name` among the home's own exports. */
  grow(directory: string | null, name: string): Promise<GrowingFolder>;
  /** `directory` null means the home's own `exports` folder. Throws DESTINATION_EXISTS. */
  create(directory: string | null, name: string): Promise<BundleSink>;
  open(path: string): Promise<BundleSource>;
}
