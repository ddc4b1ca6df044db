import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BulkheadError } from '../../../shared/domain/failure.ts';

/**
 * Makes a folder and those above it, for this account only; answers the topmost that was made, or null when it was there. Not Node's own
 * `recursive`: that never ends where a file system answers "no such file" to making one (procfs), and says EEXIST of a file in the way.
 */
export async function makeFolder(path: string): Promise<string | null> {
  try {
    return await makeOne(path);
  } catch (error) {
    const above = dirname(path);
    if (codeOf(error) !== 'ENOENT' || above === path) throw inTheWay(error, path);
    const made = await makeFolder(above);
    try {
      const own = await makeOne(path);
      return made ?? own;
    } catch (again) {
      throw inTheWay(again, path);
    }
  }
}

async function makeOne(path: string): Promise<string | null> {
  try {
    await mkdir(path, { mode: 0o700 });
    return path;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && (await stat(path)).isDirectory()) return null;
    throw error;
  }
}

/** What is no fault of the medium: a file stands where the folder should be, or nothing can be made there at all. */
function inTheWay(error: unknown, path: string): unknown {
  const code = codeOf(error);
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return new BulkheadError('DESTINATION_EXISTS', `${path} cannot be a folder: a file is in the way`, {
      cause: error,
    });
  if (code === 'ENOENT' || code === 'ENAMETOOLONG' || code === 'EINVAL')
    return new BulkheadError('DESTINATION_EXISTS', `no folder can be made at ${path}`);
  return error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
