import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { connections } from '../k11-probes.ts';
import { param } from '../param.ts';
import { addEdits, dropEdits, fileHex, hexOf, NO_LAST_COMMA } from './deny-list.ts';
import { authority, keyHeader, QUIET_CURL } from './gateway-calls.ts';
import { addLine, countLine, dropOwnLine, mapLine, nginxTest, testAndReload } from './nginx-list.ts';

const QUICK = 15_000;
/** Hashing every file of that size takes as long as the store is large. */
const SEARCH = 300_000;

function fresh(context: StepContext): string {
  return `${param(context, 'listFile')}.bulkhead-${context.actionId}.new`;
}

/** The proxy refuses manifest and blob, in every repository: content is addressed by digest, not by name. */
export function proxyLine(context: StepContext): string {
  const digests = [...new Set([hexOf(param(context, 'ociDigest')), fileHex(context)])].join('|');
  return mapLine(`~/(?:manifests|blobs)/sha256:(?:${digests})$`, '1');
}

function version(title: string, file: string): Command {
  return { title, argv: ['grep', '-o', '-m', '1', '-E', '^\\{"listVersion":[0-9]+', file], timeoutMs: QUICK };
}

function verify(context: StepContext, title: string, file: string): Command {
  return {
    title,
    argv: [
      'openssl',
      'pkeyutl',
      '-verify',
      '-rawin',
      '-pubin',
      '-inkey',
      param(context, 'publicKey'),
      '-sigfile',
      `${file}.sig`,
      '-in',
      file,
    ],
    timeoutMs: QUICK,
  };
}

function named(title: string, file: string, hex: string): Command {
  return { title, argv: ['grep', '-c', '-F', '-e', hex, file], timeoutMs: QUICK };
}

function pull(context: StepContext, title: string, digest: string): Command {
  const where = authority(param(context, 'host'), param(context, 'port'));
  const url = `${param(context, 'scheme') || 'http'}://${where}/v2/${param(context, 'repository')}/blobs/${digest}`;
  const keyFile = param(context, 'controlKeyFile');
  const key = keyFile === '' ? [] : ['-H', '@-'];
  // Only the head: a model is many gigabytes.
  return {
    title,
    argv: [...QUIET_CURL, '-I', ...key, '-o', '/dev/null', '-w', 'http_code=%{http_code}\\n', url],
    stdin: keyFile === '' ? [] : keyHeader(context, keyFile),
    timeoutMs: 12_000,
  };
}

function pullBad(context: StepContext): Command {
  return pull(context, 'Ask the registry proxy for the known-bad blob', `sha256:${fileHex(context)}`);
}

function pullControl(context: StepContext): Command {
  return pull(context, 'Ask the registry proxy for the control blob', param(context, 'controlDigest'));
}

/** Copies in a store, found by size and then by hash: names are no help. */
function copies(context: StepContext): Command {
  return {
    title: 'Look for copies in the store',
    argv: [
      'find',
      param(context, 'storePath'),
      '-xdev',
      '-type',
      'f',
      '-size',
      `${param(context, 'sizeBytes')}c`,
      '-exec',
      'sha256sum',
      '{}',
      '+',
      '-o',
      '-path',
      param(context, 'storePath'),
      '-printf',
      'searched %p\\n',
    ],
    timeoutMs: SEARCH,
  };
}

export function collectCommands(context: StepContext): readonly Command[] {
  const list = param(context, 'listFile');
  return [
    { title: 'Keep the list as it is', argv: ['grep', '-n', '', list], timeoutMs: QUICK },
    { title: 'Take its hash', argv: ['sha256sum', list, `${list}.sig`], timeoutMs: QUICK },
    connections(context),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  const list = param(context, 'listFile');
  return [
    version('Which version is published', list),
    verify(context, 'Check its signature', list),
    named('Whether it has the file already', list, fileHex(context)),
    version('Which version the start-up hook reads', param(context, 'hookList')),
    nginxTest(context),
    countLine(param(context, 'proxyList'), proxyLine(context)),
    pullBad(context),
    pullControl(context),
    copies(context),
  ];
}

/** Edit a copy, sign it, publish both only if the signature verifies with the public key others have. */
function publish(context: StepContext, edits: readonly string[]): readonly Command[] {
  const list = param(context, 'listFile');
  const next = fresh(context);
  const hook = param(context, 'hookList');
  const check = verify(context, '', next).argv;
  return [
    { title: 'Copy the list', argv: ['cp', list, next], timeoutMs: QUICK },
    {
      title: 'Write the new version',
      argv: ['sed', '-i', '-E', ...edits.flatMap((edit) => ['-e', edit]), next],
      timeoutMs: QUICK,
    },
    { title: 'Put its commas right', argv: ['sed', '-i', '-z', '-E', '-e', NO_LAST_COMMA, next], timeoutMs: QUICK },
    {
      title: 'Sign it',
      argv: [
        'openssl',
        'pkeyutl',
        '-sign',
        '-rawin',
        '-inkey',
        param(context, 'signingKey'),
        '-in',
        next,
        '-out',
        `${next}.sig`,
      ],
      timeoutMs: QUICK,
    },
    {
      // find runs the next command only when the one before succeeded: a list that is no JSON or has no good signature stays where it is.
      title: 'Publish it, only if it is good',
      argv: [
        'find',
        next,
        '-maxdepth',
        '0',
        '-exec',
        'python3',
        '-m',
        'json.tool',
        next,
        '/dev/null',
        ';',
        '-exec',
        ...check,
        ';',
        '-exec',
        'mv',
        '-f',
        `${next}.sig`,
        `${list}.sig`,
        ';',
        '-exec',
        'mv',
        '-f',
        next,
        list,
        ';',
      ],
      timeoutMs: QUICK,
    },
    { title: 'Give the hook the signature', argv: ['cp', '-f', `${list}.sig`, `${hook}.sig`], timeoutMs: QUICK },
    { title: 'Give the hook the list', argv: ['cp', '-f', list, hook], timeoutMs: QUICK },
    version('Read the published version back', list),
    verify(context, 'Check the published signature', list),
    named('Look for the file in the published list', list, fileHex(context)),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const proxy = param(context, 'proxyList');
  return [
    ...publish(context, addEdits(context)),
    ...addLine(context, proxy, proxyLine(context)),
    ...testAndReload(context),
    countLine(proxy, proxyLine(context)),
  ];
}

export function undoCommands(context: StepContext): readonly Command[] {
  const proxy = param(context, 'proxyList');
  return [
    ...publish(context, dropEdits(context)),
    dropOwnLine(context, proxy),
    ...testAndReload(context),
    countLine(proxy, proxyLine(context)),
  ];
}

/** At the proxy by asking; at the hook by what it reads: the hook itself is a program of somebody else and is not run from here. */
export function mustFailCommands(context: StepContext): readonly Command[] {
  const hook = param(context, 'hookList');
  return [
    pullBad(context),
    countLine(param(context, 'proxyList'), proxyLine(context)),
    version('Which version is published', param(context, 'listFile')),
    version('Which version the hook reads', hook),
    verify(context, 'Check the signature the hook checks', hook),
    named('Look for the file in what the hook reads', hook, fileHex(context)),
  ];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [
    pullControl(context),
    named(
      'Look for the control blob in what the hook reads',
      param(context, 'hookList'),
      hexOf(param(context, 'controlDigest')),
    ),
  ];
}
