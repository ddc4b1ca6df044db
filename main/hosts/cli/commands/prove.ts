import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import { makeFolder } from '../../../adapters/files/make-folder.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * One entry for somebody who may see no other: the proof on standard output and the bytes of the entry into a file of their own, or
 * with `--out` both as files of a folder. The keys to check it with go beside, because they have to travel another way.
 */
export async function prove(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const index = indexOf(invocation);
  const folder = invocation.optional('out');
  const file = invocation.optional('entry');
  if (folder !== undefined && file !== undefined) throw new UsageError('either --out for both files, or --entry');
  return withOperator(invocation, async ({ client }) => {
    const { proof, entry, size, log, witnesses } = await client.incident.proof({ incident, index });
    if (folder === undefined) {
      if (file !== undefined) await writeNew(file, entry);
      process.stdout.write(proof);
    } else {
      const place = resolve(folder);
      await makeFolder(place);
      for (const [name, text] of [
        [`entry-${index}.json`, entry],
        [`entry-${index}.tlog-proof`, proof],
      ] as const) {
        await writeNew(join(place, name), text);
        print(join(place, name));
      }
    }
    tell(`entry ${index} of ${size}`);
    for (const vkey of [log, ...witnesses]) tell(`key ${vkey}`);
    return 0;
  });
}

function indexOf(invocation: Invocation): number {
  const [first, ...more] = invocation.positionals;
  const named = invocation.optional('index');
  const text = first ?? named;
  if (more.length > 0 || (first !== undefined && named !== undefined))
    throw new UsageError('prove takes the number of one entry');
  // `Number` would take 05, 0x5 and an empty text too.
  if (text === undefined || !/^(0|[1-9]\d{0,15})$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new UsageError('prove needs the number of an entry, like: prove 5');
  return Number(text);
}

async function writeNew(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((cause: unknown) => {
    throw new BulkheadError('DESTINATION_EXISTS', `${path} could not be made anew.`, { cause });
  });
}
