import { fail } from '../../../../shared/domain/failure.ts';
import { toBase64 } from '../../../../shared/ledger/encoding.ts';
import type { Primitives } from '../../../../shared/ledger/primitives.ts';
import { keyFault } from '../../../../shared/ledger/roster.ts';

/** A key as a roster line writes it. */
export interface WrittenKey {
  readonly fingerprint: string;
  readonly publicKey: string;
}

/**
 * The one way in for a public key, made here or brought from elsewhere. A key whose signatures different programs would judge
 * differently must not get onto a record, where it could never be taken back. Throws KEY_UNACCEPTABLE.
 */
export function vetKey(sha256: Primitives['sha256'], key: WrittenKey): WrittenKey {
  const fault = keyFault(sha256, key.publicKey, key.fingerprint);
  return fault ? fail('KEY_UNACCEPTABLE', `this public key cannot be enrolled: ${fault.why}`) : key;
}

export function writtenKey(
  sha256: Primitives['sha256'],
  { fingerprint, publicKey }: { readonly fingerprint: string; readonly publicKey: Uint8Array },
): WrittenKey {
  return vetKey(sha256, { fingerprint, publicKey: toBase64(publicKey) });
}
