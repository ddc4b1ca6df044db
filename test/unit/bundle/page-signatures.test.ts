import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strictVerifier } from '../../../renderer/verify-page/strict-ed25519.ts';
import { concatBytes, fromHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { alice, crypto } from '../../support/parties.ts';

// The page has arithmetic of its own, so it is held against OpenSSL, by way of node:crypto: on good signatures, on damaged ones,
// and on those that are made for the difference between verifiers.

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;
const inPage = strictVerifier();
const both = (key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const answer = inPage(key, message, signature);
  expect(answer).toBe(crypto.verifyEd25519(key, message, signature));
  return answer;
};
const bytes = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
const number = (from: Uint8Array): bigint => from.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
const { publicKey } = alice.signer;
const message = utf8('bulkhead/incident/00112233445566778899aabbccddeeff\n1\nAAAA\n');

describe('Ed25519 of the page', () => {
  test('takes what OpenSSL signed, for many messages and under more keys than have tables', () => {
    for (let i = 0; i < 20; i += 1) {
      const seed = new Uint8Array(32).fill(i);
      const der = concatBytes(fromHex('302e020100300506032b657004220420') ?? seed, seed);
      const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
      const raw = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
      for (let j = 0; j < 9; j += 1)
        expect(both(raw, utf8(`${i} ${j}`), sign(null, utf8(`${i} ${j}`), key))).toBe(true);
    }
  });

  test('refuses changed bits', () => {
    const signature = alice.signer.sign(message);
    expect(both(publicKey, message, signature)).toBe(true);
    for (let bit = 0; bit < 512; bit += 7) {
      const changed = new Uint8Array(signature);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(both(publicKey, message, changed)).toBe(false);
    }
  });

  test('answers as OpenSSL does for bytes of any kind', () => {
    const some = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(some, some, some, (key, r, s) => {
        both(key, message, concatBytes(r, s));
        both(publicKey, message, concatBytes(r, s));
      }),
      { numRuns: 50 },
    );
    for (const length of [0, 63, 65]) expect(inPage(publicKey, message, new Uint8Array(length))).toBe(false);
    expect(inPage(new Uint8Array(31), message, new Uint8Array(64))).toBe(false);
  });

  test('refuses a second spelling of S', () => {
    const signature = alice.signer.sign(message);
    const larger = bytes(number(signature.subarray(32)) + ORDER);
    expect(both(publicKey, message, concatBytes(signature.subarray(0, 32), larger))).toBe(false);
  });

  test('refuses a signature that holds only after clearing the cofactor, although the library takes it', () => {
    const torsion = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
    const [a, r] = [987_654_321n, 123_456_789n];
    const key = Point.BASE.multiply(a).toBytes();
    const commitment = Point.BASE.multiply(r).add(torsion).toBytes();
    const k = number(sha512(concatBytes(commitment, key, message))) % ORDER;
    const signature = concatBytes(commitment, bytes((r + k * a) % ORDER));
    expect(ed25519.verify(signature, message, key, { zip215: false })).toBe(true);
    expect(both(key, message, signature)).toBe(false);
  });

  test('takes, as OpenSSL does, a key with a torsion part where the equation holds without the cofactor', () => {
    const torsion = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
    const answers = Array.from({ length: 24 }, (_, i) => {
      const [a, r] = [BigInt(1000 + i), BigInt(77 + i)];
      const key = Point.BASE.multiply(a).add(torsion).toBytes();
      const commitment = Point.BASE.multiply(r).toBytes();
      const k = number(sha512(concatBytes(commitment, key, message))) % ORDER;
      return both(key, message, concatBytes(commitment, bytes((r + k * a) % ORDER)));
    });
    // Holds where k is a multiple of 8: for some of these and not for others.
    expect(new Set(answers).size).toBe(2);
  });
});
