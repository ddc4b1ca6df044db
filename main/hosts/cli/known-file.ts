import { fail } from '../../../shared/domain/failure.ts';
import { formatCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { readKnown } from '../../../shared/ledger/known.ts';
import { printable } from '../../../shared/ledger/printable.ts';
import { readSmallFile } from './small-file.ts';

/** A note with as many lines as are read, each of the longest kind. */
const MOST_BYTES = 512 << 10;

/** A checkpoint from somewhere else: a signed note, its three lines, or what was typed in from paper. */
export async function readKnownFile(file: string): Promise<string> {
  const bytes = await readSmallFile(file, MOST_BYTES);
  const read = readKnown(bytes);
  if (!read.ok)
    fail('BAD_INPUT', `${file} is not a checkpoint that can be compared: ${printable(read.why)}`, ['known']);
  return read.note === null ? formatCheckpoint(read.checkpoint) : bytes.toString('utf8');
}
