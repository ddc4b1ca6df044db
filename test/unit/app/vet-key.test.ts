import { describe, expect, test } from 'vitest';
import { vetKey } from '../../../main/app/use-cases/people/new-key.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import { fromHex, toBase64 } from '../../../shared/ledger/encoding.ts';
import { keyFingerprint } from '../../../shared/ledger/key.ts';
import { alice, bob, crypto } from '../../support/parties.ts';

/** As an enrolment would bring it: rightly named, so that only the key itself is at fault. */
function written(hex: string) {
  const publicKey = fromHex(hex) ?? new Uint8Array();
  return { publicKey: toBase64(publicKey), fingerprint: keyFingerprint(crypto.sha256, publicKey) };
}

function refusal(key: { publicKey: string; fingerprint: string }): unknown {
  try {
    return vetKey(crypto.sha256, key);
  } catch (error) {
    return error;
  }
}

describe('a public key that is brought to an enrolment', () => {
  test('is taken when it is an honest one', () => {
    const { publicKey, fingerprint } = alice.signer;
    expect(refusal({ publicKey: toBase64(publicKey), fingerprint })).toEqual({
      publicKey: toBase64(publicKey),
      fingerprint,
    });
  });

  // The eight points of small order, in every encoding that some verifier accepts (CCTV ed25519vectors, RFC 8032 5.1.3).
  test.each([
    ['the identity', `01${'00'.repeat(31)}`, 'small order'],
    ['the identity with the sign bit set', `01${'00'.repeat(30)}80`, 'small order'],
    ['order 2', `ec${'ff'.repeat(30)}7f`, 'small order'],
    ['order 2 with the sign bit set', `ec${'ff'.repeat(31)}`, 'small order'],
    ['order 4', '00'.repeat(32), 'small order'],
    ['order 4, the other one', `${'00'.repeat(31)}80`, 'small order'],
    ['order 8, first', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'small order'],
    ['order 8, second', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85', 'small order'],
    ['order 8, third', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'small order'],
    ['order 8, fourth', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa', 'small order'],
    ['y = p, a second spelling of 0', `ed${'ff'.repeat(30)}7f`, 'not canonical'],
    ['the same with the sign bit set', `ed${'ff'.repeat(31)}`, 'not canonical'],
    ['y = p + 1, a second spelling of 1', `ee${'ff'.repeat(30)}7f`, 'not canonical'],
    ['the same with the sign bit set', `ee${'ff'.repeat(31)}`, 'not canonical'],
    ['y = 2^255 - 1, the last encoding', `${'ff'.repeat(31)}7f`, 'not canonical'],
    ['31 bytes', '02'.repeat(31), '32 bytes'],
    ['33 bytes', '02'.repeat(33), '32 bytes'],
  ])('is refused: %s', (_, hex, why) => {
    const error = refusal(written(hex));
    expect(error).toBeInstanceOf(BulkheadError);
    expect(error).toMatchObject({ code: 'KEY_UNACCEPTABLE' });
    expect((error as Error).message).toContain(why);
  });

  test('is refused under the fingerprint of another, and in another spelling', () => {
    expect(refusal({ publicKey: toBase64(alice.signer.publicKey), fingerprint: bob.signer.fingerprint })).toMatchObject(
      { code: 'KEY_UNACCEPTABLE' },
    );
    expect(refusal({ publicKey: 'not base64', fingerprint: bob.signer.fingerprint })).toMatchObject({
      code: 'KEY_UNACCEPTABLE',
    });
  });
});
