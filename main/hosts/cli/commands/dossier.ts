import { resolve } from 'node:path';
import { makeFolder } from '../../../adapters/files/make-folder.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { watched } from '../watched.ts';
import { handOut } from './hand-out.ts';

const FORMATS = ['pdf', 'json'] as const;

/** The law desk of an incident as one file for counsel, on record by its hash; as PDF unless `--format json`. */
export async function dossier(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const out = invocation.required('out');
  const text = invocation.optional('format') ?? 'pdf';
  const format = FORMATS.find((one) => one === text);
  if (format === undefined) throw new UsageError(`--format is one of ${FORMATS.join(', ')}`);
  return withOperator(invocation, async ({ client }) => {
    // A folder that cannot be made should cost no entry.
    await makeFolder(resolve(out));
    const written = await watched(client, (named, options) =>
      client.notification.dossier({ incident, format, ...named }, options),
    );
    tell(`recorded ${written.recorded}`);
    print(await handOut(written, out));
    return 0;
  });
}
