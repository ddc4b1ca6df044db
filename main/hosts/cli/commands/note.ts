import { createInterface } from 'node:readline';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/**
 * Each line of stdin becomes one signed note. `recorded` is printed only after the entry was committed and read back, so
 * whoever reads that line may rely on it even if this process is killed the next instant.
 */
export async function note(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  if (!invocation.flag('stdin')) throw new UsageError('note reads its lines from --stdin');
  return withOperator(invocation, async ({ client }) => {
    for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      if (text.trim() === '') continue;
      const { recorded } = await client.incident.addNote({ incident, text });
      print(`recorded ${recorded}`);
    }
    return 0;
  });
}
