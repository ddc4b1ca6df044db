import { writeFile } from 'node:fs/promises';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** One entry for somebody who may see no other: the proof on standard output, the bytes of the entry into a file of their own. */
export async function prove(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const index = Number(invocation.required('index'));
  if (!Number.isSafeInteger(index) || index < 0)
    throw new UsageError('prove needs --index with the number of an entry');
  const file = invocation.optional('entry');
  return withOperator(invocation, async ({ client }) => {
    const { proof, entry, size, log, witnesses } = await client.incident.proof({ incident, index });
    if (file !== undefined) {
      await writeFile(file, entry, { flag: 'wx' }).catch((cause: unknown) => {
        throw new BulkheadError('DESTINATION_EXISTS', `${file} could not be made anew.`, { cause });
      });
    }
    process.stdout.write(proof);
    tell(`entry ${index} of ${size}`);
    for (const vkey of [log, ...witnesses]) tell(`key ${vkey}`);
    return 0;
  });
}
