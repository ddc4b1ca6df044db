import { randomBytes, scrypt } from 'node:crypto';
import { fail } from '../../../shared/domain/failure.ts';
import type { SealedBox } from '../../ports/crypto.ts';
import { openWithKey, sealWithKey } from './aead.ts';

const R = 8;
const P = 1;
/** Accepted when opening: below it a stolen file is too cheap to guess, above it a hostile file could exhaust memory. */
const LOG_N = { min: 10, max: 20 };

function derive(passphrase: string, salt: Uint8Array, logN: number): Promise<Buffer> {
  const N = 2 ** logN;
  return new Promise((resolve, reject) => {
    // NFKC: the same passphrase typed on another keyboard layout or system gives the same bytes.
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r: R, p: P, maxmem: 256 * N * R }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

export async function sealBox(
  passphrase: string,
  plaintext: Uint8Array,
  context: string,
  logN: number,
): Promise<SealedBox> {
  const salt = randomBytes(16);
  const key = await derive(passphrase, salt, logN);
  const sealed = Buffer.from(sealWithKey(key, plaintext, context));
  key.fill(0);
  return {
    kdf: 'scrypt',
    logN,
    r: R,
    p: P,
    salt: salt.toString('base64'),
    nonce: sealed.subarray(0, 12).toString('base64'),
    sealed: sealed.subarray(12).toString('base64'),
  };
}

export async function openBox(passphrase: string, box: SealedBox, context: string): Promise<Uint8Array | null> {
  if (
    box.kdf !== 'scrypt' ||
    box.r !== R ||
    box.p !== P ||
    !Number.isInteger(box.logN) ||
    box.logN < LOG_N.min ||
    box.logN > LOG_N.max
  ) {
    fail('KEY_NOT_AVAILABLE', 'the sealed key asks for key derivation outside the accepted range');
  }
  const key = await derive(passphrase, Buffer.from(box.salt, 'base64'), box.logN);
  const opened = openWithKey(
    key,
    Buffer.concat([Buffer.from(box.nonce, 'base64'), Buffer.from(box.sealed, 'base64')]),
    context,
  );
  key.fill(0);
  return opened;
}
