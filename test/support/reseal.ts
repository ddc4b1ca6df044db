import {
  encodeStatement,
  formatEnvelope,
  parseEnvelope,
  preAuthEncoding,
  type Predicate,
} from '../../shared/bundle/attestation.ts';
import { bagInfoText } from '../../shared/bundle/bag-info.ts';
import {
  ALGORITHMS,
  BAG_INFO,
  CHECKPOINT,
  ENVELOPE,
  PAE,
  payloadManifest,
  signatureFile,
  tagManifest,
} from '../../shared/bundle/layout.ts';
import { formatManifest } from '../../shared/bundle/manifest.ts';
import type { MemoryBundle } from './memory-bundle.ts';
import { alice, consoleParty, type Party } from './parties.ts';

/**
 * Makes manifests and attestation fit a changed bundle again, as a dishonest exporter would who holds the keys: what is then
 * still found is found by what the files say, not by their hashes.
 */
export async function reseal(
  bundle: MemoryBundle,
  options: { change?: Partial<Predicate>; signers?: readonly Party[]; bagInfo?: boolean } = {},
): Promise<MemoryBundle> {
  const { change = {}, signers = [consoleParty, alice] } = options;
  const parsed = parseEnvelope(bundle.bytes(ENVELOPE));
  if (!parsed.ok) throw new Error(parsed.why);
  const predicate = { ...parsed.attestation.statement.predicate, ...change };
  const payload = [...bundle.files.keys()].filter((path) => path.startsWith('data/'));
  if (options.bagInfo !== false) {
    const bytes = payload.reduce((sum, path) => sum + bundle.bytes(path).length, 0);
    bundle.setText(BAG_INFO, bagInfoText(predicate, { bytes, files: payload.length }));
  }
  const lines = (paths: readonly string[], algorithm: 'sha256' | 'sha512') =>
    Promise.all(paths.map(async (path) => [path, (await bundle.digest(path))[algorithm]] as const)).then(
      formatManifest,
    );
  for (const algorithm of ALGORITHMS) bundle.setText(payloadManifest(algorithm), await lines(payload, algorithm));
  const tags = [...bundle.files.keys()].filter((path) => !/^(data\/|tagmanifest-|attestation\.)/.test(path));
  for (const algorithm of ALGORITHMS) bundle.setText(tagManifest(algorithm), await lines(tags, algorithm));
  const subjects = [tagManifest('sha256'), tagManifest('sha512'), CHECKPOINT];
  const digests = await Promise.all(subjects.map(async (path) => (await bundle.digest(path)).sha256));
  const statement = encodeStatement(predicate, digests);
  const message = preAuthEncoding(statement);
  for (const path of bundle.files.keys()) if (path.endsWith('.sig')) bundle.files.delete(path);
  const signatures = signers.map(({ signer }) => ({ keyid: signer.fingerprint, sig: signer.sign(message) }));
  bundle.setText(ENVELOPE, formatEnvelope(statement, signatures));
  bundle.files.set(PAE, message);
  for (const { keyid, sig } of signatures) bundle.files.set(signatureFile(keyid), new Uint8Array(sig));
  return bundle;
}
