import { z } from 'zod';
import { fail } from '../../shared/domain/failure.ts';
import { canonical } from '../../shared/ledger/canonical.ts';
import { fromBase64, toBase64, utf8 } from '../../shared/ledger/encoding.ts';
import { keyFingerprint, publicKeyFault } from '../../shared/ledger/key.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import type { SealedBox, Signer } from '../ports/crypto.ts';
import { Base64, SealedBoxFile } from './key-files.ts';

/**
 * The key of one person on the way to another console: their seed alone, sealed by their passphrase. What opens the console key, which
 * lies beside the seed in a file of a home, does not travel.
 */
const TravellingKeyFile = z.strictObject({
  format: z.literal('bulkhead-key/1'),
  name: z.string().min(1).max(120),
  publicKey: Base64,
  box: SealedBoxFile,
  /** By the key itself, over everything above: what arrives is what was sent, under the name it was sent with. */
  signature: Base64,
});
type TravellingKeyFile = z.infer<typeof TravellingKeyFile>;

/** A key file that holds together. Whether the key may be enrolled is asked elsewhere, and needs the passphrase. */
export interface TravellingKey {
  readonly name: string;
  readonly fingerprint: string;
  readonly publicKey: string;
  readonly box: SealedBox;
}

/** Far more than any such file has. */
const MAX_TEXT = 8192;

export function writeTravellingKey(name: string, signer: Signer, box: SealedBox): string {
  const unsigned = { format: 'bulkhead-key/1' as const, name, publicKey: toBase64(signer.publicKey), box };
  const signature = toBase64(signer.sign(signedBytes(unsigned)));
  return `${canonical({ ...unsigned, signature })}\n`;
}

/** Throws KEY_NOT_AVAILABLE for anything but a whole key file, KEY_UNACCEPTABLE for a key that no roster takes. */
export function readTravellingKey({ sha256, verifyEd25519 }: Primitives, text: string): TravellingKey {
  const { signature, ...unsigned } = parse(text);
  const publicKey = fromBase64(unsigned.publicKey) ?? new Uint8Array();
  // First: under some keys a signature means nothing.
  const why = publicKeyFault(publicKey);
  if (why) fail('KEY_UNACCEPTABLE', `this public key cannot be enrolled: ${why}`);
  const by = fromBase64(signature);
  if (!by || !verifyEd25519(publicKey, signedBytes(unsigned), by))
    fail('KEY_NOT_AVAILABLE', 'this key file was changed on the way: its own key did not sign it as it is');
  const { name, box } = unsigned;
  return { name, box, publicKey: unsigned.publicKey, fingerprint: keyFingerprint(sha256, publicKey) };
}

export function travelContext(fingerprint: string): string {
  return `bulkhead travelling key ${fingerprint}`;
}

function parse(text: string): TravellingKeyFile {
  const parsed = text.length > MAX_TEXT ? null : TravellingKeyFile.safeParse(jsonOf(text));
  return parsed?.success
    ? parsed.data
    : fail('KEY_NOT_AVAILABLE', 'this is no key file of a console, or it is damaged');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Begins like nothing else that a key signs: a checkpoint begins with `bulkhead/`, a statement with `DSSEv1 `. */
function signedBytes(unsigned: Omit<TravellingKeyFile, 'signature'>): Uint8Array {
  return utf8(`bulkhead-key/1\n${canonical(unsigned)}`);
}
