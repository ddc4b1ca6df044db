import { fail } from '../../shared/domain/failure.ts';
import { concatBytes, fromBase64, toBase64, toHex } from '../../shared/ledger/encoding.ts';
import { isKeyName, makeVerifierKey, type VerifierKey, KEY_TYPES } from '../../shared/ledger/verifier-key.ts';
import type { Crypto, MlDsa44Signer, Signer } from '../ports/crypto.ts';
import type { HomeFiles } from '../ports/files.ts';

/** There is no witness while this is missing. */
export const KEY_FILE = 'witness.key';
const LATER_FILE = 'witness-ml-dsa-44.key';

export interface WitnessKey {
  readonly key: VerifierKey;
  readonly signer: Signer;
  /** ML-DSA-44 beside it, under the same name, where the runtime has it: for whoever asks for more than Ed25519 in later years. */
  readonly later: { readonly key: VerifierKey; readonly signer: MlDsa44Signer } | null;
  /** What the person who runs the witness must know about the key file; null when there is nothing. */
  readonly warning: string | null;
}

/**
 * The witness's own key, made on first use. In the text form of signer keys that the Go note library reads, with type 0x04.
 * Not sealed: a witness answers without anybody typing a passphrase, so it belongs on a machine of its own.
 */
export async function openWitnessKey(files: HomeFiles, crypto: Crypto, name: string | undefined): Promise<WitnessKey> {
  const own = await openEd25519(files, crypto, name);
  return { ...own, later: await openLater(files, crypto, own.key.name) };
}

async function openEd25519(
  files: HomeFiles,
  crypto: Crypto,
  name: string | undefined,
): Promise<Omit<WitnessKey, 'later'>> {
  const text = await files.readText(KEY_FILE);
  if (text !== null) return readKey(files, crypto, text, name);
  const seed = crypto.newSeed();
  const signer = crypto.signer(seed);
  const key = makeVerifierKey(
    crypto.sha256,
    name ?? `bulkhead/witness/${signer.fingerprint.slice(0, 16)}`,
    'cosignature-ed25519',
    signer.publicKey,
  );
  if (!isKeyName(key.name)) fail('BAD_INPUT', 'the name of a key holds neither spaces nor a plus', ['name']);
  const typed = concatBytes(new Uint8Array([KEY_TYPES['cosignature-ed25519']]), seed);
  await files.writeText(KEY_FILE, `PRIVATE+KEY+${key.name}+${toHex(key.keyId)}+${toBase64(typed)}\n`, {
    replace: false,
  });
  typed.fill(0);
  seed.fill(0);
  return {
    key,
    signer,
    warning: `made a key in ${files.absolute(KEY_FILE)}. It is not sealed: whoever can read that file can witness as ${key.name}`,
  };
}

/** Made on first use, as the other one. Null where the runtime has no ML-DSA-44. */
async function openLater(files: HomeFiles, crypto: Crypto, name: string): Promise<WitnessKey['later']> {
  const text = await files.readText(LATER_FILE);
  const seed = text === null ? crypto.newSeed() : seedOf(files, text);
  const signer = crypto.mlDsa44Signer(seed);
  if (!signer) return null;
  const key = makeVerifierKey(crypto.sha256, name, 'cosignature-ml-dsa-44', signer.publicKey);
  const written = `PRIVATE+KEY+${name}+${toHex(key.keyId)}+${toBase64(concatBytes(new Uint8Array([KEY_TYPES['cosignature-ml-dsa-44']]), seed))}\n`;
  if (text === null) await files.writeText(LATER_FILE, written, { replace: false });
  else if (text !== written) fail('KEY_NOT_AVAILABLE', `${files.absolute(LATER_FILE)} was changed`);
  return { key, signer };
}

function seedOf(files: HomeFiles, text: string): Uint8Array {
  const typed = fromBase64(text.trimEnd().split('+').slice(4).join('+'));
  return typed?.length === 33 && typed[0] === KEY_TYPES['cosignature-ml-dsa-44']
    ? typed.subarray(1)
    : fail('KEY_NOT_AVAILABLE', `${files.absolute(LATER_FILE)} is not an ML-DSA-44 key`);
}

async function readKey(
  files: HomeFiles,
  crypto: Crypto,
  text: string,
  name: string | undefined,
): Promise<Omit<WitnessKey, 'later'>> {
  const [, keyName = '', id = '', secret = ''] =
    /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n$/.exec(text) ?? [];
  const typed = fromBase64(secret);
  if (typed?.length !== 33 || typed[0] !== KEY_TYPES['cosignature-ed25519'])
    fail('KEY_NOT_AVAILABLE', `${files.absolute(KEY_FILE)} is not a witness key`);
  const signer = crypto.signer(typed.subarray(1));
  const key = makeVerifierKey(crypto.sha256, keyName, 'cosignature-ed25519', signer.publicKey);
  if (toHex(key.keyId) !== id)
    fail('KEY_NOT_AVAILABLE', `${files.absolute(KEY_FILE)} was changed: its key id does not fit`);
  if (name !== undefined && name !== keyName)
    fail(
      'BAD_INPUT',
      `this witness is called ${keyName}; another name needs another folder, because a key has one name`,
      ['name'],
    );
  return { key, signer, warning: await exposure(files) };
}

/** A key that others may read is not this witness's key alone. */
async function exposure(files: HomeFiles): Promise<string | null> {
  const mode = await files.openMode(KEY_FILE);
  return (
    mode && `other accounts may read ${files.absolute(KEY_FILE)} (mode ${mode}): chmod 600, and think about a new key`
  );
}
