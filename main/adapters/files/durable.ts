import { constants } from 'node:fs';
import { link, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BulkheadError, fail } from '../../../shared/domain/failure.ts';
import { makeFolder } from './make-folder.ts';

const MEDIUM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO']);

/** Node's words into ours: a medium that refuses is CANNOT_RECORD, anything else stays what it is. */
export function asMediumFailure(error: unknown, what: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return MEDIUM.has(code)
    ? new BulkheadError('CANNOT_RECORD', `${what}: ${code}`, { cause: error, details: [code] })
    : error;
}

/** Makes the name itself durable. Windows cannot open folders; NTFS journals names. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function makeFolderDurable(path: string): Promise<void> {
  const made = await makeFolder(path);
  if (made !== null) await syncFolder(dirname(made));
}

/** Temporary file in the same folder, opened for this account only and never through a link. */
export async function openTemporary(path: string): Promise<FileHandle> {
  return open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
}

export async function writeDurable(
  path: string,
  bytes: Uint8Array,
  options: { replace: boolean; temporary: string },
): Promise<void> {
  try {
    const handle = await openTemporary(options.temporary);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (options.replace) await rename(options.temporary, path);
    else await linkNew(options.temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw asMediumFailure(error, 'a file could not be written');
  }
}

/** rename() replaces silently; link() refuses, which is what "never overwrite" needs. */
async function linkNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      fail('DESTINATION_EXISTS', 'the file exists already');
    throw error;
  } finally {
    await unlink(from);
  }
}
