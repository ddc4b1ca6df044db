import { concatBytes, toHex } from './encoding.ts';
import type { Primitives } from './primitives.ts';

/** Fixed DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410); the raw 32-byte key follows. */
const SPKI_PREFIX = new Uint8Array([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]);

export function spkiOf(publicKey: Uint8Array): Uint8Array {
  return concatBytes(SPKI_PREFIX, publicKey);
}

/** Fingerprint that names a key everywhere in the product: lower-case hex of SHA-256 over the SPKI bytes, 64 characters. */
export function keyFingerprint(sha256: Primitives['sha256'], publicKey: Uint8Array): string {
  return toHex(sha256(spkiOf(publicKey)));
}

/** Encodings of the points of small order, canonical and not; a signature under such a key splits verifiers (reference 1, fact 9). */
const LOW_ORDER = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
]);

/** Why this public key is not accepted for an operator or console, or null. Canonical: the y coordinate is below 2^255 - 19. */
export function publicKeyFault(publicKey: Uint8Array): string | null {
  if (publicKey.length !== 32) return 'an Ed25519 public key has 32 bytes';
  if (LOW_ORDER.has(toHex(publicKey))) return 'the point has small order';
  const top = (publicKey[31] ?? 0) & 0x7f;
  const middleAllOnes = publicKey.subarray(1, 31).every((byte) => byte === 0xff);
  if (top === 0x7f && middleAllOnes && (publicKey[0] ?? 0) >= 0xed) return 'the encoding is not canonical';
  return null;
}
