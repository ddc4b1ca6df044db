import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import {
  askBlobs,
  askCatalog,
  askControl,
  askDeletion,
  askManifest,
  deletions,
  hashSealed,
  repositories,
  sealedLayout,
} from './artefact-calls.ts';
import { endConnections, listConnections } from './earlier-connections.ts';
import { v2 } from './registry-calls.ts';

const QUICK = 20_000;
/** Weights are large. */
const COPYING = 7_200_000;

function host(context: StepContext): string {
  return param(context, 'registry')
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
}

function checksTls(context: StepContext): boolean {
  return param(context, 'registry').startsWith('https:');
}

/** skopeo takes a password on standard input at login only; the file it writes lives for one copy. */
function withLogin(context: StepContext, title: string, from: string, to: string): readonly Command[] {
  const file = ['--authfile', `${param(context, 'sealedFolder')}/login.json`];
  const tls = String(checksTls(context));
  return [
    {
      title: 'Log in for the copy',
      argv: [
        'skopeo',
        'login',
        `--tls-verify=${tls}`,
        ...file,
        '--username',
        param(context, 'adminUser'),
        '--password-stdin',
        host(context),
      ],
      stdin: [{ secretFile: param(context, 'adminPassword') }, { text: '\n' }],
      timeoutMs: QUICK,
    },
    {
      title,
      argv: [
        'skopeo',
        '--insecure-policy',
        'copy',
        '--preserve-digests',
        `--src-tls-verify=${tls}`,
        `--dest-tls-verify=${tls}`,
        ...file,
        from,
        to,
      ],
      timeoutMs: COPYING,
    },
    { title: 'Log out again', argv: ['skopeo', 'logout', ...file, host(context)], timeoutMs: QUICK },
  ];
}

export function collectCommands(context: StepContext): readonly Command[] {
  const source = `docker://${host(context)}/${param(context, 'repository')}@${param(context, 'manifest')}`;
  const sealed = `oci:${sealedLayout(context)}:${param(context, 'tag')}`;
  return [
    {
      title: 'Make the sealed folder',
      argv: ['mkdir', '-p', '-m', '700', param(context, 'sealedFolder')],
      timeoutMs: QUICK,
    },
    ...withLogin(context, 'Copy the artefact into the sealed folder', source, sealed),
    hashSealed(context),
    askBlobs(context),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    hashSealed(context),
    askCatalog(context),
    askBlobs(context),
    askManifest(context),
    askDeletion(context),
    askControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  const manifest = v2(context, `${param(context, 'repository')}/manifests/${param(context, 'manifest')}`);
  const blobs = repositories(context).map((name) => v2(context, `${name}/blobs/${param(context, 'blob')}`));
  return [
    deletions('Withdraw the manifest', context, [manifest]),
    // Without this the weights are still there for whoever knows their digest.
    deletions('Withdraw the weights from every repository', context, blobs),
    askBlobs(context),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [askBlobs(context), askManifest(context), askCatalog(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [askControl(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return listConnections('List the open connections', param(context, 'port'));
}

export function killCommands(context: StepContext): readonly Command[] {
  return endConnections('End the connections from before', param(context, 'port'), context);
}

export function undoCommands(context: StepContext): readonly Command[] {
  const sealed = `oci:${sealedLayout(context)}:${param(context, 'tag')}`;
  const target = `docker://${host(context)}/${param(context, 'repository')}:${param(context, 'tag')}`;
  return [...withLogin(context, 'Push the sealed copy back', sealed, target), askManifest(context), askBlobs(context)];
}
