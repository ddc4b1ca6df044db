import { createReadStream } from 'node:fs';
import { access, readFile, readdir, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { fail } from '../../../shared/domain/failure.ts';
import type { HomeFiles, StagedFile } from '../../ports/files.ts';
import type { Random } from '../../ports/random.ts';
import type { RunningHash } from '../../ports/crypto.ts';
import { asMediumFailure, makeFolderDurable, openTemporary, writeDurable } from './durable.ts';
import { FileVault } from './file-vault.ts';

const CHUNK = 1 << 20;

/** HomeFiles below one folder of the local disk. */
export class NodeHomeFiles implements HomeFiles {
  readonly root: string;
  readonly #random: Random;

  constructor(root: string, random: Random) {
    this.root = resolve(root);
    this.#random = random;
  }

  absolute(path: string): string {
    const full = resolve(this.root, path);
    if (full !== this.root && !full.startsWith(this.root + sep)) throw new Error(`outside the home: ${path}`);
    return full;
  }

  async readText(path: string): Promise<string | null> {
    try {
      return await readFile(this.absolute(path), 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async writeText(path: string, text: string, options: { replace: boolean }): Promise<void> {
    const target = this.absolute(path);
    await this.makeFolder(dirname(path));
    await writeDurable(target, Buffer.from(text, 'utf8'), {
      ...options,
      temporary: `${target}.${token(this.#random)}.tmp`,
    });
  }

  async remove(path: string): Promise<void> {
    try {
      await rm(this.absolute(path), { force: true });
    } catch (error) {
      throw asMediumFailure(error, 'a file could not be removed');
    }
  }

  async makeFolder(path: string): Promise<void> {
    try {
      await makeFolderDurable(this.absolute(path));
    } catch (error) {
      throw asMediumFailure(error, 'a folder could not be made');
    }
  }

  async listFolder(path: string): Promise<readonly string[]> {
    try {
      return (await readdir(this.absolute(path))).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async exists(path: string): Promise<boolean> {
    try {
      await access(this.absolute(path));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async openMode(path: string): Promise<string | null> {
    if (process.platform === 'win32') return null;
    const { mode } = await stat(this.absolute(path));
    return (mode & 0o077) === 0 ? null : (mode & 0o777).toString(8);
  }

  /** Streams to a temporary file, hashing on the way; the file is synced before its hash is believed. */
  async stage(bytes: AsyncIterable<Uint8Array>, hash: () => RunningHash): Promise<StagedFile> {
    await this.makeFolder('staging');
    const id = token(this.#random);
    const path = this.absolute(`staging/${id}`);
    const running = hash();
    let size = 0;
    try {
      const handle = await openTemporary(path);
      try {
        for await (const chunk of bytes) {
          running.update(chunk);
          size += chunk.length;
          for (let at = 0; at < chunk.length;) at += (await handle.write(chunk, at)).bytesWritten;
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw asMediumFailure(error, 'the evidence could not be stored');
    }
    return { id, sha256: Buffer.from(running.digest()).toString('hex'), size };
  }

  async *readOutside(path: string): AsyncIterable<Uint8Array> {
    if (!isAbsolute(path)) fail('FILE_NOT_READABLE', 'an absolute path is needed');
    const before = await stat(path).catch(() =>
      fail('FILE_NOT_READABLE', 'there is no such file, or it may not be read'),
    );
    if (!before.isFile()) fail('FILE_NOT_READABLE', 'that is not a regular file');
    let read = 0;
    try {
      for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
        read += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EACCES')
        fail('FILE_NOT_READABLE', 'the file may not be read');
      throw error;
    }
    const after = await stat(path);
    if (after.size !== read || after.mtimeMs !== before.mtimeMs)
      fail('FILE_CHANGED', 'size or modification time changed while it was read');
  }

  async dropStaged(id: string): Promise<void> {
    await rm(this.absolute(join('staging', id)), { force: true });
  }

  vault(incidentFolder: string): FileVault {
    return new FileVault(this.absolute(join(incidentFolder, 'vault')), this.absolute('staging'));
  }
}

function token(random: Random): string {
  return Buffer.from(random.bytes(16)).toString('hex');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
