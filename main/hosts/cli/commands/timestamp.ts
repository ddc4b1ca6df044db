import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BulkheadError } from '../../../../shared/domain/failure.ts';
import { certificateText } from '../../../../shared/ledger/certificate-text.ts';
import { fromBase64, utf8 } from '../../../../shared/ledger/encoding.ts';
import { makeFolder } from '../../../adapters/files/make-folder.ts';
import { readSmallFile } from '../small-file.ts';
import { printable } from '../../../../shared/ledger/printable.ts';
import { STAMP_MEANING } from '../../../../shared/view/timestamp-text.ts';
import type { Invocation } from '../invocation.ts';
import { withOperator } from '../open-console.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

/** The two halves of a time-stamp without a network: what goes out on a stick, and what comes back on it. */
export async function timestamp(invocation: Invocation): Promise<number> {
  const [what, ...rest] = invocation.positionals;
  if (rest.length === 0 && what === 'request') return request(invocation);
  if (rest.length === 0 && what === 'import') return importReply(invocation);
  throw new UsageError('timestamp is either request or import');
}

/** Prints the path of the request; what to do with it goes beside. */
async function request(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const folder = resolve(invocation.required('out'));
  const tsa = invocation.optional('tsa') ?? 'a time-stamping authority';
  return withOperator(invocation, async ({ client }) => {
    // A folder that cannot be made should cost no entry.
    await makeFolder(folder);
    const asked = await client.timestamp.request({ incident, tsa });
    await writeNew(resolve(folder, asked.stampedName), utf8(asked.stamped));
    const path = resolve(folder, asked.requestName);
    await writeNew(path, fromBase64(asked.request) ?? new Uint8Array(0));
    print(path);
    tell(`recorded ${asked.recorded}: over the first ${asked.size} entries`);
    tell('on a machine with a network, in the folder of the request:');
    for (const command of asked.commands) tell(`  ${command}`);
    return 0;
  });
}

async function importReply(invocation: Invocation): Promise<number> {
  const incident = invocation.required('incident') as `inc-${string}`;
  const reply = (await read(invocation.required('reply'))).toString('base64');
  const root = invocation.optional('root');
  const intermediates = invocation.optional('intermediates');
  const given = {
    ...(root === undefined ? {} : { rootPem: await readCertificate(root) }),
    ...(intermediates === undefined ? {} : { intermediatesPem: await readCertificate(intermediates) }),
  };
  return withOperator(invocation, async ({ client }) => {
    const { recorded } = await client.timestamp.import({ incident, reply, ...given });
    const { timestamps } = await client.incident.view({ incident });
    const { timestampRoots } = await client.console.view({});
    const stamp = timestamps.find(({ entry }) => entry === recorded);
    if (!stamp) throw new BulkheadError('INTERNAL', 'the stamp that was recorded is not there');
    print(`timestamped\t${stamp.size}\t${stamp.genTime}\t${printable(stamp.tsaName)}\t${stamp.verified}`);
    tell(`recorded ${recorded}`);
    const anchor = timestampRoots.find(({ rootSha256 }) => rootSha256 === stamp.rootSha256);
    tell(
      anchor
        ? `root ${anchor.rootSha256} ${printable(anchor.name)}: compare it with what the authority publishes`
        : 'whose certificate signed was not shown: import the reply again with --root FILE',
    );
    tell(STAMP_MEANING);
    return 0;
  });
}

/** Certificates and replies are small; a wrong path must not fill the memory. */
const MAX_BYTES = 300_000;

async function read(path: string): Promise<Buffer> {
  return readSmallFile(path, MAX_BYTES);
}

async function readCertificate(path: string): Promise<string> {
  const text = certificateText(await read(path));
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new BulkheadError('BAD_INPUT', `${path} is no certificate, neither in PEM nor in DER.`);
  return text;
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx' }).catch((cause: unknown) => {
    throw new BulkheadError('DESTINATION_EXISTS', `${path} could not be made anew.`, { cause });
  });
}
