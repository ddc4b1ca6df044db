import { resolve } from 'node:path';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { watched } from '../watched.ts';

export async function exportTiles(invocation: Invocation): Promise<number> {
  const input = {
    incident: invocation.required('incident') as `inc-${string}`,
    directory: resolve(invocation.required('out')),
  };
  return withOperator(invocation, async ({ client }) => {
    const { path, size, root, added, kept } = await watched(client, (named, options) =>
      client.handoff.exportTiles({ ...input, ...named }, options),
    );
    tell(`${size} entries, root ${root}: ${added} files added, ${kept} were there`);
    print(path);
    return 0;
  });
}
