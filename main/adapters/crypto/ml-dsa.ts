import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { MlDsa44Signer } from '../../ports/crypto.ts';

/** DER of a SubjectPublicKeyInfo up to the 1,312 key bytes: id-ml-dsa-44 is 2.16.840.1.101.3.4.3.17 (RFC 9881). */
const SPKI_PREFIX = Buffer.from('30820532300b06096086480165030403110382052100', 'hex');
const PUBLIC_BYTES = 1312;

/**
 * ML-DSA-44 where the runtime has it, else undefined: OpenSSL 3.5 does, BoringSSL under Electron need not (reference 1, fact 10).
 * Asked once, with a key of zeros, which is a key like any other as far as its form goes.
 */
export function mlDsa44Verifier():
  | ((publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean)
  | undefined {
  try {
    keyOf(new Uint8Array(PUBLIC_BYTES));
  } catch {
    return undefined; // The answer to the question, not a fault.
  }
  return (publicKey, message, signature) =>
    publicKey.length === PUBLIC_BYTES &&
    signature.length === 2420 &&
    verify(null, message, keyOf(publicKey), signature);
}

/** DER of a PKCS #8 private key up to the 32 bytes of the seed, in the form that holds the seed alone (RFC 9881 section 6). */
const PKCS8_PREFIX = Buffer.from('3034020100300b060960864801650304031104228020', 'hex');

/** The key of a 32-byte seed, where the runtime has ML-DSA-44; else null. */
export function mlDsa44Signer(seed: Uint8Array): MlDsa44Signer | null {
  if (!mlDsa44Verifier()) return null;
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: Uint8Array.from(spki.subarray(SPKI_PREFIX.length)),
    sign: (message) => Uint8Array.from(sign(null, message, key)),
  };
}

function keyOf(publicKey: Uint8Array) {
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, publicKey]), format: 'der', type: 'spki' });
}
