import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, equalBytes } from '../../shared/ledger/encoding.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;

/** A key that keeps coming back gets a table, which makes each further check about four times as fast; a few hundred keys do not. */
const USES_BEFORE_TABLE = 8;
const MAX_TABLES = 16;
const MAX_KEYS = 1024;

interface Key {
  readonly point: InstanceType<typeof Point>;
  uses: number;
}

/**
 * Ed25519 exactly as OpenSSL, and so as the console and verify.py, decide it: S below the group order, canonical key, and the
 * equation without the cofactor, compared in encoded form. `ed25519.verify` of the library clears the cofactor even in strict
 * mode; a signature made for the difference would then be good here and bad everywhere else.
 */
export function strictVerifier(): Primitives['verifyEd25519'] {
  const keys = new Map<string, Key | null>();
  let tables = 0;

  function keyOf(publicKey: Uint8Array): InstanceType<typeof Point> | null {
    const id = publicKey.join();
    let key = keys.get(id);
    if (key === undefined) {
      key = decode(publicKey);
      if (keys.size < MAX_KEYS) keys.set(id, key);
    }
    if (key === null) return null;
    key.uses += 1;
    if (key.uses === USES_BEFORE_TABLE && tables < MAX_TABLES) {
      tables += 1;
      key.point.precompute(6);
    }
    return key.point;
  }

  return (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const key = keyOf(publicKey);
    const s = littleEndian(signature.subarray(32));
    if (key === null || s >= ORDER) return false;
    const r = signature.subarray(0, 32);
    const k = littleEndian(sha512(concatBytes(r, publicKey, message))) % ORDER;
    const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k));
    return equalBytes(expected.toBytes(), r);
  };
}

function decode(publicKey: Uint8Array): Key | null {
  try {
    return { point: Point.fromBytes(publicKey, false), uses: 0 };
  } catch {
    return null; // Not a point of the curve, or not in its one spelling: no signature is good under it.
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(bytes[i] ?? 0);
  return value;
}
