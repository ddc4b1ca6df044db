import { mkdtemp, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isSafePath } from '../../../shared/bundle/layout.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { equalBytes } from '../../../shared/ledger/encoding.ts';
import type { GrowingFolder } from '../../ports/files.ts';
import { asMediumFailure, makeFolderDurable, openTemporary, syncFolder } from './durable.ts';
import { makeFolder } from './make-folder.ts';

/** Opens or makes the folder. Temporary files lie in a folder of their own inside it, so a rename puts each in its place whole. */
export async function openGrowingFolder(path: string): Promise<GrowingFolder> {
  try {
    await makeFolderDurable(path);
    const root = await realpath(path);
    return new NodeGrowingFolder(root, await mkdtemp(join(root, '.incomplete-')));
  } catch (error) {
    throw asMediumFailure(error, 'the folder could not be opened');
  }
}

class NodeGrowingFolder implements GrowingFolder {
  readonly path: string;
  readonly #temporary: string;
  readonly #folders = new Set<string>();
  #written = 0;

  constructor(path: string, temporary: string) {
    this.path = path;
    this.#temporary = temporary;
  }

  async read(path: string, maxBytes: number): Promise<Uint8Array | null> {
    const file = this.#place(path);
    try {
      const { size } = await stat(file);
      if (size > maxBytes) fail('DESTINATION_EXISTS', `${path} has ${size} bytes; this is not what belongs there`);
      return await readFile(file);
    } catch (error) {
      if (isMissing(error)) return null;
      throw asMediumFailure(error, `${path} could not be read`);
    }
  }

  async add(path: string, bytes: Uint8Array): Promise<'added' | 'kept'> {
    const there = await this.read(path, Math.max(bytes.length, 1));
    if (there !== null) {
      if (equalBytes(there, bytes)) return 'kept';
      fail('DESTINATION_EXISTS', `${path} is there with other content; nothing is overwritten`);
    }
    await this.#put(path, bytes);
    return 'added';
  }

  async finish(path: string, bytes: Uint8Array): Promise<void> {
    try {
      for (const folder of this.#folders) await syncFolder(folder);
    } catch (error) {
      throw asMediumFailure(error, 'the folder could not be completed');
    }
    await this.#put(path, bytes);
    await syncFolder(this.path);
  }

  async close(): Promise<void> {
    await rm(this.#temporary, { recursive: true, force: true });
  }

  async #put(path: string, bytes: Uint8Array): Promise<void> {
    const file = this.#place(path);
    const temporary = join(this.#temporary, String((this.#written += 1)));
    try {
      await this.#makeFolder(dirname(file));
      const handle = await openTemporary(temporary);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    } catch (error) {
      throw asMediumFailure(error, `${path} could not be written`);
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    if (folder === this.path || this.#folders.has(folder)) return;
    await this.#makeFolder(dirname(folder));
    await makeFolder(folder);
    this.#folders.add(folder).add(dirname(folder));
  }

  #place(path: string): string {
    if (!isSafePath(path)) throw new Error(`not a name for this folder: ${path}`);
    return join(this.path, path);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
