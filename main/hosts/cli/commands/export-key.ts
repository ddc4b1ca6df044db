import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';

/** The operator's own key, sealed, as a file for another console. The file is there before it is on record that a copy left. */
export async function exportKey(invocation: Invocation): Promise<number> {
  const path = resolve(invocation.required('out'));
  return withOperator(invocation, async ({ client }, passphrase) => {
    const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
      throw new BulkheadError('DESTINATION_EXISTS', `${path} is there already, or cannot be written.`, { cause });
    });
    try {
      const { fingerprint, text } = await client.operators.exportKey({ passphrase });
      await file.writeFile(text);
      await file.sync();
      tell(`key ${fingerprint}, sealed by its passphrase`);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    print(path);
    return 0;
  });
}
