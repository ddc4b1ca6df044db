import { readFile } from 'node:fs/promises';
import { BulkheadError, fail } from '../../../../shared/domain/failure.ts';
import { formatCheckpoint } from '../../../../shared/ledger/checkpoint.ts';
import { PAPER_HEAD, readPaper } from '../../../../shared/ledger/paper.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { printReport } from '../report-lines.ts';

export async function fsck(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const file = invocation.optional('known');
  const known = file === undefined ? {} : { known: await readKnown(file) };
  return withOperator(invocation, async ({ client }) =>
    printReport(await client.incident.fsck({ incident, ...known }), invocation.flag('json')),
  );
}

/** A checkpoint from somewhere else: a signed note, its three lines, or what was typed in from paper. */
async function readKnown(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BulkheadError('FILE_NOT_READABLE', `${file} cannot be read.`, { cause });
  });
  if (!text.includes(PAPER_HEAD)) return text;
  const read = readPaper(text);
  return read.ok ? formatCheckpoint(read.checkpoint) : fail('BAD_INPUT', `${file} has a slip in it`, read.faults);
}
