import { stat } from 'node:fs/promises';
import { fail } from '../../../../shared/domain/failure.ts';
import { concatBytes, fromBase64, toBase64, toHex } from '../../../../shared/ledger/encoding.ts';
import { isKeyName, makeVerifierKey, type VerifierKey, KEY_TYPES } from '../../../../shared/ledger/verifier-key.ts';
import type { Crypto, Signer } from '../../../ports/crypto.ts';
import type { HomeFiles } from '../../../ports/files.ts';

const FILE = 'witness.key';

export interface WitnessKey {
  readonly key: VerifierKey;
  readonly signer: Signer;
  /** What the person who runs the witness must know about the key file; null when there is nothing. */
  readonly warning: string | null;
}

/**
 * The witness's own key, made on first use. In the text form of signer keys that the Go note library reads, with type 0x04.
 * Not sealed: a witness answers without anybody typing a passphrase, so it belongs on a machine of its own.
 */
export async function openWitnessKey(files: HomeFiles, crypto: Crypto, name: string | undefined): Promise<WitnessKey> {
  const text = await files.readText(FILE);
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
  await files.writeText(FILE, `PRIVATE+KEY+${key.name}+${toHex(key.keyId)}+${toBase64(typed)}\n`, { replace: false });
  typed.fill(0);
  seed.fill(0);
  return {
    key,
    signer,
    warning: `made a key in ${files.absolute(FILE)}. It is not sealed: whoever can read that file can witness as ${key.name}`,
  };
}

async function readKey(files: HomeFiles, crypto: Crypto, text: string, name: string | undefined): Promise<WitnessKey> {
  const [, keyName = '', id = '', secret = ''] =
    /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n$/.exec(text) ?? [];
  const typed = fromBase64(secret);
  if (typed?.length !== 33 || typed[0] !== KEY_TYPES['cosignature-ed25519'])
    fail('KEY_NOT_AVAILABLE', `${files.absolute(FILE)} is not a witness key`);
  const signer = crypto.signer(typed.subarray(1));
  const key = makeVerifierKey(crypto.sha256, keyName, 'cosignature-ed25519', signer.publicKey);
  if (toHex(key.keyId) !== id)
    fail('KEY_NOT_AVAILABLE', `${files.absolute(FILE)} was changed: its key id does not fit`);
  if (name !== undefined && name !== keyName)
    fail(
      'BAD_INPUT',
      `this witness is called ${keyName}; another name needs another folder, because a key has one name`,
      ['name'],
    );
  return { key, signer, warning: await exposure(files) };
}

/** A key that others may read is not this witness's key alone. Windows keeps no such bits. */
async function exposure(files: HomeFiles): Promise<string | null> {
  const path = files.absolute(FILE);
  if (process.platform === 'win32') return null;
  const { mode } = await stat(path);
  return (mode & 0o077) === 0
    ? null
    : `other accounts may read ${path} (mode ${(mode & 0o777).toString(8)}): chmod 600, and think about a new key`;
}
