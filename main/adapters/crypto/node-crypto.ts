import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hash as digestOnce,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { keyFingerprint, spkiOf } from '../../../shared/ledger/key.ts';
import type { Crypto, Signer } from '../../ports/crypto.ts';
import { mlDsa44Signer, mlDsa44Verifier } from './ml-dsa.ts';
import { openWithKey, sealWithKey } from './aead.ts';
import { openBox, sealBox } from './passphrase-box.ts';

/** RFC 8410 PrivateKeyInfo of an Ed25519 seed: this prefix and the 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicKeys = new Map<string, KeyObject>();

export function nodeCrypto(kdfLogN: number): Crypto {
  // As text and then bytes: half the time of asking for a buffer, which is made outside the heap for every single hash.
  const sha256 = (bytes: Uint8Array): Uint8Array => Buffer.from(digestOnce('sha256', bytes, 'binary'), 'binary');
  const verifyMlDsa44 = mlDsa44Verifier();
  return {
    sha256,
    verifyEd25519,
    ...(verifyMlDsa44 ? { verifyMlDsa44 } : {}),
    hash: (algorithm) => {
      const running = createHash(algorithm);
      return { update: (bytes) => void running.update(bytes), digest: () => running.digest() };
    },
    newSeed: () => randomBytes(32),
    signer: (seed) => makeSigner(seed, sha256),
    mlDsa44Signer,
    seal: (passphrase, plaintext, context) => sealBox(passphrase, plaintext, context, kdfLogN),
    open: openBox,
    sealWithKey,
    openWithKey,
  };
}

/** Of the text in UTF-8; each byte of the hash is one character. */
export function sha256OfText(text: string): string {
  return digestOnce('sha256', text, 'binary');
}

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const id = Buffer.from(publicKey).toString('base64');
  let key = publicKeys.get(id);
  if (!key) {
    key = createPublicKey({ key: Buffer.from(spkiOf(publicKey)), format: 'der', type: 'spki' });
    // Hostile bundles may bring many keys; parsing is the expensive part, so a few are kept.
    if (publicKeys.size < 256) publicKeys.set(id, key);
  }
  return verify(null, message, key, signature);
}

function makeSigner(seed: Uint8Array, sha256: (bytes: Uint8Array) => Uint8Array): Signer {
  const der = Buffer.concat([PKCS8_PREFIX, seed]);
  let key: KeyObject | null = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
  return {
    fingerprint: keyFingerprint(sha256, publicKey),
    publicKey,
    sign: (message) => {
      if (!key) throw new Error('the key was wiped');
      return sign(null, message, key);
    },
    wipe: () => {
      // OpenSSL holds its own copy, freed with the object; dropping the reference is all JavaScript can do (docs/SECURITY.md).
      key = null;
    },
  };
}
