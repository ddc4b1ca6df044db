import { resolve } from 'node:path';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';

export async function exportTiles(invocation: Invocation): Promise<number> {
  const input = {
    incident: invocation.required('incident') as `inc-${string}`,
    directory: resolve(invocation.required('out')),
  };
  return withOperator(invocation, async ({ client }) => {
    const { path, size, root, added, kept } = await client.handoff.exportTiles(input);
    tell(`${size} entries, root ${root}: ${added} files added, ${kept} were there`);
    print(path);
    return 0;
  });
}
