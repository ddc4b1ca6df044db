import { constants } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DocumentWritten } from '../../../../shared/contract/contract.ts';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import { makeFolder } from '../../../adapters/files/make-folder.ts';

/** Puts a file that the console wrote into the folder of the caller too, byte for byte; answers its path there. Replaces nothing. */
export async function handOut({ path, name }: DocumentWritten, directory: string): Promise<string> {
  const target = join(resolve(directory), name);
  await makeFolder(resolve(directory));
  try {
    await copyFile(path, target, constants.COPYFILE_EXCL);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    // The name carries the hash: the same file from an earlier call is what was asked for.
    if (!(await readFile(path)).equals(await readFile(target)))
      throw new BulkheadError('DESTINATION_EXISTS', `${target} is there and is another file`, { cause });
  }
  return target;
}
