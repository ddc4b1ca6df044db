import { resolve } from 'node:path';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { watched } from '../watched.ts';

export async function exportBundle(invocation: Invocation): Promise<number> {
  const input = {
    incident: invocation.required('incident') as `inc-${string}`,
    directory: resolve(invocation.required('out')),
    recipient: invocation.required('recipient'),
    purpose: invocation.required('purpose'),
  };
  return withOperator(invocation, async ({ client }) => {
    const { path, recorded } = await watched(client, (named, options) =>
      client.handoff.export({ ...input, ...named }, options),
    );
    tell(`recorded ${recorded}`);
    print(path);
    return 0;
  });
}
