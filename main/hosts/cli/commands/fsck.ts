import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import type { Invocation } from '../invocation.ts';
import { readKnownFile } from '../known-file.ts';
import { withOperator } from '../open-console.ts';
import { printReport } from '../report-lines.ts';
import { checkForeignLedger } from '../foreign-ledger.ts';
import { UsageError } from '../usage-error.ts';
import { watched } from '../watched.ts';
import { wantedWitnesses } from '../witness-keys.ts';

export async function fsck(invocation: Invocation): Promise<number> {
  const foreign = invocation.optional('file');
  if (foreign !== undefined) return fsckFile(invocation, foreign);
  if (invocation.given.some((name) => name === 'vkey' || name === 'fingerprint'))
    throw new UsageError(
      '--vkey and --fingerprint go with --file; here the console’s own key and the witnesses it trusts are taken',
    );
  const incident = invocation.required('incident') as `inc-${string}`;
  const file = invocation.optional('known');
  const known = file === undefined ? {} : { known: await readKnownFile(file) };
  return withOperator(invocation, async ({ client }) =>
    printReport(
      await watched(client, (named, options) => client.incident.fsck({ incident, ...known, ...named }, options)),
      invocation.flag('json'),
    ),
  );
}

/** A ledger file from anywhere, without its vault. Needs no home and no passphrase. */
async function fsckFile(invocation: Invocation, path: string): Promise<number> {
  if (invocation.optional('incident') !== undefined)
    throw new UsageError('either --incident, of this home, or --file, from elsewhere');
  const file = invocation.optional('known');
  const consoleFingerprint = invocation.optional('fingerprint');
  const trust = {
    wanted: wantedWitnesses(invocation),
    ...(file === undefined ? {} : { known: await readKnownFile(file) }),
    ...(consoleFingerprint === undefined ? {} : { consoleFingerprint }),
  };
  // A slip in the path is no finding about a ledger. More than that is not asked of the file here.
  await lstat(path).catch((cause: unknown) => {
    throw new BulkheadError('FILE_NOT_READABLE', `There is no file at ${path}.`, { cause });
  });
  return printReport(await checkForeignLedger({ path: resolve(path), trust }), invocation.flag('json'));
}
