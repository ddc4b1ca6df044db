import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { BundleFolder, FileDigest, ListedFile } from '../../shared/bundle/source.ts';
import { BulkheadError, fail } from '../../shared/domain/failure.ts';
import { toHex } from '../../shared/ledger/encoding.ts';
import type { ChosenFile } from './chosen-files.ts';

const PIECE = 4 << 20;
/** The browser's own hashes are ten times as fast, but take a file only whole. */
const MAX_WHOLE = 64 << 20;

interface BrowserHashes {
  readonly digest: (algorithm: string, bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;
}
/** Missing where the browser does not count a page from disk as secure. */
const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
const browserHashes: BrowserHashes | undefined = subtle && { digest: (...what) => subtle.digest(...what) };

/** The chosen files as the verifier reads them. `onBytes` hears of each piece that was hashed, and may throw to stop. */
export class FileFolder implements BundleFolder {
  readonly #files: ReadonlyMap<string, File>;
  readonly #onBytes: (count: number) => void;

  constructor(files: readonly ChosenFile[], onBytes: (count: number) => void) {
    this.#files = new Map(files.map(({ path, file }) => [path, file]));
    this.#onBytes = onBytes;
  }

  /** A browser shows no links and no devices: it follows them or leaves them out. The page says so beside its answer. */
  async list(): Promise<readonly ListedFile[]> {
    return [...this.#files]
      .map(([path, { size }]) => ({ path, size, kind: 'file' as const }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async readAll(path: string, maxBytes: number): Promise<Uint8Array> {
    const file = this.#at(path);
    if (file.size > maxBytes) fail('BUNDLE_UNREADABLE', `${path} has ${file.size} bytes, the limit is ${maxBytes}`);
    return read(path, file);
  }

  /** Reads the next piece while the last one is hashed. */
  async digest(path: string): Promise<FileDigest> {
    const file = this.#at(path);
    if (file.size <= MAX_WHOLE && browserHashes !== undefined) return this.#digestWhole(path, file, browserHashes);
    const hashes = { sha256: sha256.create(), sha512: sha512.create() };
    let size = 0;
    let ahead = read(path, file.slice(0, PIECE));
    for (let at = 0; at < file.size; at += PIECE) {
      const piece = await ahead;
      ahead = at + PIECE < file.size ? read(path, file.slice(at + PIECE, at + 2 * PIECE)) : Promise.resolve(piece);
      // A second refusal must not surface as unhandled when the first one has already ended the loop.
      ahead.catch(() => undefined);
      hashes.sha256.update(piece);
      hashes.sha512.update(piece);
      size += piece.length;
      this.#onBytes(piece.length);
    }
    return { sha256: toHex(hashes.sha256.digest()), sha512: toHex(hashes.sha512.digest()), size };
  }

  async #digestWhole(path: string, file: File, { digest }: BrowserHashes): Promise<FileDigest> {
    const bytes = await read(path, file);
    const hashes = await Promise.all(['SHA-256', 'SHA-512'].map((algorithm) => digest(algorithm, bytes)));
    const [short, long] = hashes.map((hash) => toHex(new Uint8Array(hash)));
    this.#onBytes(bytes.length);
    return { sha256: short ?? '', sha512: long ?? '', size: bytes.length };
  }

  #at(path: string): File {
    return this.#files.get(path) ?? fail('BUNDLE_UNREADABLE', `${path} is not there`);
  }
}

async function read(path: string, blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new BulkheadError(
      'BUNDLE_UNREADABLE',
      `${path} cannot be read; it was changed, moved or closed to this browser`,
      {
        cause,
      },
    );
  }
}
