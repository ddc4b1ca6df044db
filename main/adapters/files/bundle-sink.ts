import { constants } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSafePath } from '../../../shared/bundle/layout.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { RunningHash } from '../../ports/crypto.ts';
import type { BundleSink } from '../../ports/files.ts';
import { asMediumFailure, syncFolder } from './durable.ts';
import { makeFolder } from './make-folder.ts';

export type HashMaker = (algorithm: 'sha256' | 'sha512') => RunningHash;

/**
 * Writes a new folder: first under a temporary name beside its place, then renamed, so that what carries the final name is whole
 * and on disk. Nothing that exists is touched.
 */
export async function createBundleSink(directory: string, name: string, hash: HashMaker): Promise<BundleSink> {
  if (name.includes('/') || !isSafePath(name))
    fail('BAD_INPUT', 'a bundle is named with letters, digits, dots, dashes and underscores');
  const place = join(directory, name);
  try {
    await makeFolder(directory);
    if (await lstat(place).catch(() => null)) fail('DESTINATION_EXISTS', `${name} exists already`);
    return new FolderSink(place, await mkdtemp(join(directory, `.${name}.partial-`)), hash);
  } catch (error) {
    throw asMediumFailure(error, 'the bundle could not be started');
  }
}

class FolderSink implements BundleSink {
  readonly #place: string;
  readonly #hash: HashMaker;
  readonly #folders = new Set<string>();
  #temporary: string | null;

  constructor(place: string, temporary: string, hash: HashMaker) {
    this.#place = place;
    this.#temporary = temporary;
    this.#hash = hash;
    this.#folders.add(temporary);
  }

  async write(
    path: string,
    content: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly sha256: string; readonly sha512: string }> {
    if (!isSafePath(path)) throw new Error(`not a name for a bundle: ${path}`);
    const file = join(this.#open(), path);
    let handle: FileHandle | undefined;
    try {
      await this.#makeFolder(dirname(file));
      handle = await open(
        file,
        constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
        0o600,
      );
      const written = await this.#copy(handle, content instanceof Uint8Array ? [content] : content);
      await handle.sync();
      return written;
    } catch (error) {
      throw asMediumFailure(error, `${path} could not be written`);
    } finally {
      await handle?.close();
    }
  }

  async finish(): Promise<string> {
    const temporary = this.#open();
    try {
      for (const folder of this.#folders) await syncFolder(folder);
      // The empty folder takes the name first: rename() alone would silently replace one that appeared meanwhile.
      await mkdir(this.#place, { mode: 0o700 });
      if (process.platform === 'win32') await rmdir(this.#place);
      await rename(temporary, this.#place);
      this.#temporary = null;
      await syncFolder(dirname(this.#place));
      return this.#place;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
        fail('DESTINATION_EXISTS', 'a folder of that name appeared meanwhile');
      throw asMediumFailure(error, 'the bundle could not be completed');
    }
  }

  async abandon(): Promise<void> {
    const temporary = this.#temporary;
    this.#temporary = null;
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  }

  #open(): string {
    return this.#temporary ?? fail('INTERNAL', 'the bundle is finished or was abandoned');
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return;
    await this.#makeFolder(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
    this.#folders.add(folder);
  }

  /** Hashes a piece while the disk takes it. */
  async #copy(
    handle: FileHandle,
    content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<{ size: number; sha256: string; sha512: string }> {
    const sha256 = this.#hash('sha256');
    const sha512 = this.#hash('sha512');
    let size = 0;
    for await (const piece of content) {
      const written = writeAll(handle, piece);
      try {
        sha256.update(piece);
        sha512.update(piece);
      } finally {
        await written;
      }
      size += piece.length;
    }
    return { size, sha256: hex(sha256.digest()), sha512: hex(sha512.digest()) };
  }
}

/** One write() may take less than it was given. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
