import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Invocation } from '../invocation.ts';
import { readKnownFile } from '../known-file.ts';
import { withConsole } from '../open-console.ts';
import { printReport } from '../report-lines.ts';
import { UsageError } from '../usage-error.ts';
import { watched } from '../watched.ts';

/**
 * Checks a bundle on any machine: whoever receives one has no home here, and gets none. The console behind it is made of an
 * empty folder that is gone afterwards.
 */
export async function verify(invocation: Invocation): Promise<number> {
  const [path, ...more] = invocation.positionals;
  if (path === undefined || more.length > 0) throw new UsageError('verify needs the path of one bundle');
  const consoleFingerprint = invocation.optional('fingerprint');
  const file = invocation.optional('known');
  const known = file === undefined ? undefined : await readKnownFile(file);
  const witnesses = invocation.list('vkey');
  const home = await mkdtemp(join(tmpdir(), 'bulkhead-verify-'));
  try {
    return await withConsole({ ...invocation, home }, async ({ client }) => {
      const input = {
        path: resolve(path),
        ...(consoleFingerprint === undefined ? {} : { consoleFingerprint }),
        ...(known === undefined ? {} : { known }),
        witnesses: [...witnesses],
      };
      const report = await watched(client, (named, options) => client.handoff.verify({ ...input, ...named }, options));
      return printReport(report, invocation.flag('json'));
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
