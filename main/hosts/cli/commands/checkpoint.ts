import { formatCheckpoint } from '../../../../shared/ledger/checkpoint.ts';
import { fromHex } from '../../../../shared/ledger/encoding.ts';
import { formatPaper, readPaper } from '../../../../shared/ledger/paper.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { readAll } from '../standard-input.ts';
import { print, tell } from '../terminal.ts';

/** The last checkpoint for somebody else to keep: as a signed note, or in lines for paper; and back from paper. */
export async function checkpoint(invocation: Invocation): Promise<number> {
  if (invocation.flag('read-paper')) return fromPaper();
  const incident = invocation.required('incident') as `inc-${string}`;
  return withOperator(invocation, async ({ client }) => {
    const { note, origin, size, root, log } = await client.incident.checkpoint({ incident });
    if (invocation.list('vkey').length > 0) print(log);
    else if (invocation.flag('paper'))
      process.stdout.write(formatPaper({ origin, size, root: fromHex(root) ?? new Uint8Array(32) }));
    else process.stdout.write(note);
    return 0;
  });
}

/** Prints the three lines of the checkpoint, which `fsck --known` takes; or names every line with a slip in it. */
async function fromPaper(): Promise<number> {
  const read = readPaper(await readAll('the lines of the sheet'));
  if (read.ok) process.stdout.write(formatCheckpoint(read.checkpoint));
  else for (const fault of read.faults) tell(`error: ${fault}`);
  return read.ok ? 0 : 1;
}
