import { createReadStream } from 'node:fs';
import { access, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../shared/domain/failure.ts';
import type { StagedFile, Vault } from '../../ports/files.ts';
import { asMediumFailure, makeFolderDurable, syncFolder } from './durable.ts';

const CHUNK = 1 << 20;
const HASH = /^[0-9a-f]{64}$/;

/** `vault/<first two hex digits>/<sha256>`: write-once, named by content. */
export class FileVault implements Vault {
  readonly #root: string;
  readonly #staging: string;

  constructor(root: string, staging: string) {
    this.#root = root;
    this.#staging = staging;
  }

  async promote(staged: StagedFile): Promise<void> {
    const from = join(this.#staging, staged.id);
    const folder = join(this.#root, staged.sha256.slice(0, 2));
    try {
      if (await this.has(staged.sha256)) {
        await rm(from, { force: true });
        return;
      }
      await makeFolderDurable(folder);
      await rename(from, join(folder, staged.sha256));
      await syncFolder(folder);
    } catch (error) {
      throw asMediumFailure(error, 'the evidence could not be stored');
    }
  }

  async has(sha256: string): Promise<boolean> {
    return access(this.#path(sha256)).then(
      () => true,
      () => false,
    );
  }

  async *read(sha256: string): AsyncIterable<Uint8Array> {
    if (!(await this.has(sha256))) fail('EVIDENCE_MISSING', `the vault has no ${sha256}`);
    for await (const chunk of createReadStream(this.#path(sha256), { highWaterMark: CHUNK })) yield chunk as Buffer;
  }

  async list(): Promise<readonly { readonly name: string; readonly size: number }[]> {
    const names = await readdir(this.#root, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = names.filter((entry) => entry.isFile());
    return Promise.all(
      files.map(async (file) => ({ name: file.name, size: (await stat(join(file.parentPath, file.name))).size })),
    );
  }

  #path(sha256: string): string {
    if (!HASH.test(sha256)) throw new Error('not a SHA-256');
    return join(this.#root, sha256.slice(0, 2), sha256);
  }
}
