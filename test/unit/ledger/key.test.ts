import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../main/adapters/crypto/node-crypto.ts';
import { keyFingerprint, publicKeyFault, spkiOf } from '../../../shared/ledger/key.ts';
import { vectorFile } from '../../support/vector-file.ts';

const { sha256, verifyEd25519, ...crypto } = nodeCrypto(4);
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

test('fingerprints of the worked example', () => {
  const { keys } = vectorFile('worked-example.json') as {
    keys: Record<string, { seed: string; publicKey: string; fingerprint: string }>;
  };
  for (const { seed, publicKey, fingerprint } of Object.values(keys)) {
    const key = crypto.signer(bytes(seed));
    expect(Buffer.from(key.publicKey).toString('base64')).toBe(publicKey);
    expect(key.fingerprint).toBe(fingerprint);
    expect(keyFingerprint(sha256, key.publicKey)).toBe(fingerprint);
    expect(spkiOf(key.publicKey)).toHaveLength(44);
    expect(publicKeyFault(key.publicKey)).toBeNull();
  }
});

describe('keys that verifiers disagree about are not accepted', () => {
  // The eight points of small order in every encoding that decoders take for them; RFC 8032 section 5.1.7 is silent on them.
  test.each([
    '0100000000000000000000000000000000000000000000000000000000000000',
    '0000000000000000000000000000000000000000000000000000000000000080',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  ])('%s', (hex) => {
    expect(publicKeyFault(bytes(hex))).not.toBeNull();
  });

  test.each([0, 31, 33])('%s bytes', (length) => {
    expect(publicKeyFault(new Uint8Array(length).fill(7))).not.toBeNull();
  });
});

test('verification answers false for what is not a key or not a signature, and does not throw', () => {
  const key = crypto.signer(new Uint8Array(32));
  const message = new Uint8Array(3);
  const signature = key.sign(message);
  expect(verifyEd25519(key.publicKey, message, signature)).toBe(true);
  // y = 2 is not on the curve.
  const offCurve = new Uint8Array(32);
  offCurve[0] = 2;
  expect(verifyEd25519(offCurve, message, signature)).toBe(false);
  expect(verifyEd25519(new Uint8Array(5), message, signature)).toBe(false);
  expect(verifyEd25519(key.publicKey, message, new Uint8Array(0))).toBe(false);
  expect(verifyEd25519(key.publicKey, new Uint8Array(4), signature)).toBe(false);
});
