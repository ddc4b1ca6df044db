import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { registryCall, v2, type RegistryLogin } from './registry-calls.ts';

const HASHING = 3_600_000;
const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];
const AS_MANIFEST = ['-o', '/dev/null', '-H', `Accept: ${MANIFESTS.join(', ')}`];
/** The same for each address asked: curl forgets -o after the first. */
const ONLY_CODES = ['--no-progress-meter', '-I'];
/** Of no content: asking to delete it tells whether deletion is allowed, and changes nothing. */
const NO_SUCH_DIGEST = `sha256:${'0'.repeat(64)}`;

export function reader(context: StepContext): RegistryLogin {
  return { user: param(context, 'reader'), passwordFile: param(context, 'readerPassword') };
}

export function admin(context: StepContext): RegistryLogin {
  return { user: param(context, 'adminUser'), passwordFile: param(context, 'adminPassword') };
}

/** Every repository in which the blob is looked for. */
export function repositories(context: StepContext): readonly string[] {
  const elsewhere = param(context, 'elsewhere');
  const all = [param(context, 'repository'), ...(elsewhere === '' ? [] : elsewhere.split(','))];
  return [...new Set(all)];
}

export function blobUrls(context: StepContext): readonly string[] {
  const bases = param(context, 'mirror') === '' ? ['registry'] : ['registry', 'mirror'];
  return bases.flatMap((base) =>
    repositories(context).map((name) => v2(context, `${name}/blobs/${param(context, 'blob')}`, base)),
  );
}

/** Asked by the digest of the weights: after a manifest is gone they are still there for whoever knows it, in other repositories too. */
export function askBlobs(context: StepContext): Command {
  return registryCall(
    'Ask for the weights by digest in every repository',
    reader(context),
    blobUrls(context),
    ONLY_CODES,
  );
}

export function askCatalog(context: StepContext): Command {
  // The most a registry answers at once; the header tells when there is more.
  return registryCall('List the repositories', reader(context), [v2(context, '_catalog?n=1000')], ['-D', '-']);
}

export function askManifest(context: StepContext): Command {
  const url = v2(context, `${param(context, 'repository')}/manifests/${param(context, 'manifest')}`);
  return registryCall('Ask for the manifest by digest', reader(context), [url], AS_MANIFEST);
}

export function askControl(context: StepContext): Command {
  const url = v2(context, `${param(context, 'controlRepository')}/manifests/${param(context, 'controlTag')}`);
  return registryCall('Ask for the control artefact', reader(context), [url], AS_MANIFEST);
}

export function askDeletion(context: StepContext): Command {
  const url = v2(context, `${param(context, 'repository')}/blobs/${NO_SUCH_DIGEST}`);
  return registryCall('Ask whether anything may be deleted', admin(context), [url], ['-X', 'DELETE']);
}

export function deletions(title: string, context: StepContext, urls: readonly string[]): Command {
  return registryCall(title, admin(context), urls, ['-X', 'DELETE']);
}

export function hexOf(context: StepContext, name: string): string {
  return param(context, name).replace('sha256:', '');
}

export function sealedLayout(context: StepContext): string {
  return `${param(context, 'sealedFolder')}/artefact`;
}

/** The sealed copy names its files by content, so hashing them again shows that it is whole. */
export function hashSealed(context: StepContext): Command {
  return {
    title: 'Hash the sealed copy',
    argv: ['sha256sum', `${sealedLayout(context)}/blobs/sha256/${hexOf(context, 'blob')}`],
    timeoutMs: HASHING,
  };
}
