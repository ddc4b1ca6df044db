import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { BulkheadError, fail } from '../../../shared/domain/failure.ts';
import type { BundleSource } from '../../ports/files.ts';
import type { HashMaker } from './bundle-sink.ts';

const CHUNK = 1 << 20;
/** More than any bundle has; a folder of that size was pointed at by mistake. */
const MAX_LISTED = 1_000_000;

/** A folder from others, read without following a link and without waiting on a pipe. Judging what it holds is the verifier's. */
export async function openBundleSource(path: string, hash: HashMaker): Promise<BundleSource> {
  // The person may name a link to the folder; inside it no link is followed.
  const root = await realpath(path).catch((error: unknown) => unreadable(`there is no folder at ${path}`, error));
  if (!(await stat(root)).isDirectory())
    fail('BUNDLE_UNREADABLE', 'this is a file; a bundle is a folder (unpack an archive first)');
  return new FolderSource(root, hash);
}

class FolderSource implements BundleSource {
  readonly #root: string;
  readonly #hash: HashMaker;

  constructor(root: string, hash: HashMaker) {
    this.#root = root;
    this.#hash = hash;
  }

  async list(): Promise<readonly { readonly path: string; readonly size: number; readonly kind: 'file' | 'other' }[]> {
    const found: { path: string; size: number; kind: 'file' | 'other' }[] = [];
    const pending = [''];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      const names = await readdir(join(this.#root, folder), { withFileTypes: true }).catch((error: unknown) =>
        unreadable(`the folder ${folder || '.'} cannot be read`, error),
      );
      for (const entry of names) {
        const path = `${folder}${entry.name}`;
        if (entry.isDirectory()) {
          pending.push(`${path}/`);
          continue;
        }
        const size = entry.isFile()
          ? (await lstat(join(this.#root, path)).catch((error: unknown) => unreadable(`${path} cannot be read`, error)))
              .size
          : 0;
        found.push({ path, size, kind: entry.isFile() ? 'file' : 'other' });
        if (found.length > MAX_LISTED) fail('BUNDLE_UNREADABLE', `more than ${MAX_LISTED} files; this is not a bundle`);
      }
    }
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async readAll(path: string, maxBytes: number): Promise<Uint8Array> {
    return this.#with(path, async (handle, size) => {
      if (size > maxBytes) fail('BUNDLE_UNREADABLE', `${path} has ${size} bytes, the limit is ${maxBytes}`);
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size;) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at);
        if (bytesRead === 0) fail('BUNDLE_UNREADABLE', `${path} became shorter while it was read`);
        at += bytesRead;
      }
      return bytes;
    });
  }

  /** Reads the next piece while the last one is hashed. */
  async digest(path: string): Promise<{ readonly sha256: string; readonly sha512: string; readonly size: number }> {
    return this.#with(path, async (handle, expected) => {
      const sha256 = this.#hash('sha256');
      const sha512 = this.#hash('sha512');
      const length = Math.max(1, Math.min(CHUNK, expected));
      let current = new Uint8Array(length);
      let next = new Uint8Array(length);
      let size = 0;
      let { bytesRead } = await handle.read(current, 0, length, null);
      while (bytesRead > 0) {
        const ahead = handle.read(next, 0, length, null);
        const piece = current.subarray(0, bytesRead);
        try {
          sha256.update(piece);
          sha512.update(piece);
        } finally {
          ({ bytesRead } = await ahead);
        }
        size += piece.length;
        [current, next] = [next, current];
      }
      return { sha256: hex(sha256.digest()), sha512: hex(sha512.digest()), size };
    });
  }

  async #with<Result>(path: string, use: (handle: FileHandle, size: number) => Promise<Result>): Promise<Result> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(join(this.#root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const opened = await handle.stat();
      if (!opened.isFile()) fail('BUNDLE_UNREADABLE', `${path} is not a regular file`);
      return await use(handle, opened.size);
    } catch (error) {
      if (error instanceof BulkheadError) throw error;
      return unreadable(`${path} cannot be read`, error);
    } finally {
      await handle?.close();
    }
  }
}

function unreadable(message: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? [String(cause.code)] : [];
  throw new BulkheadError('BUNDLE_UNREADABLE', message, { cause, details: code });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
