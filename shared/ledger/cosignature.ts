import { parseCheckpoint } from './checkpoint.ts';
import { concatBytes, equalBytes, utf8 } from './encoding.ts';
import type { Primitives } from './primitives.ts';
import type { NoteSignature, SignedNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/**
 * C2SP tlog-cosignature: "as of this time, this is the largest consistent tree of that origin I have seen". Says nothing about
 * what the entries mean. The blob after the key id is a u64 of POSIX seconds, big-endian, and the signature.
 */
const TIME_BYTES = 8;
const SIGNATURE_BYTES = { ed25519: 0, 'cosignature-ed25519': 64, 'cosignature-ml-dsa-44': 2420 } as const;
const ML_DSA_LABEL = concatBytes(utf8('subtree/v1\n'), new Uint8Array([0]));

/** What an Ed25519 cosigner (type 0x04) signs: two lines, then the whole note text. It does not commit to the cosigner's name. */
export function cosignedMessage(time: number, noteText: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${noteText}`);
}

/** What an ML-DSA-44 cosigner (type 0x06) signs for a whole tree; null when the text is no checkpoint or a name is too long. */
export function cosignedTree(cosigner: string, time: number, noteText: string): Uint8Array | null {
  const checkpoint = parseCheckpoint(noteText);
  const name = utf8(cosigner);
  const origin = utf8(checkpoint?.origin ?? '');
  if (!checkpoint || name.length < 1 || name.length > 255 || origin.length < 1 || origin.length > 255) return null;
  return concatBytes(
    ML_DSA_LABEL,
    new Uint8Array([name.length]),
    name,
    u64(time),
    new Uint8Array([origin.length]),
    origin,
    u64(0),
    u64(checkpoint.size),
    checkpoint.root,
  );
}

/** `absent`: no line of this key. `unknown`: a line, but nothing here can verify its type; it counts as no line. */
export type Cosigned =
  | { readonly state: 'absent' | 'unknown' | 'invalid' }
  | { readonly state: 'valid'; readonly time: number; readonly line: NoteSignature };

/**
 * Looks for the cosignature of `key` on a note. By C2SP signed-note a known key must be verified, so one bad line under its
 * name and id spoils the good ones; of several good ones the earliest counts.
 */
export function checkCosignature(primitives: Primitives, note: SignedNote, key: VerifierKey): Cosigned {
  const lines = note.signatures.filter((line) => line.name === key.name && equalBytes(line.keyId, key.keyId));
  if (lines.length === 0 || key.type === 'ed25519') return { state: 'absent' };
  if (key.type === 'cosignature-ml-dsa-44' && !primitives.verifyMlDsa44) return { state: 'unknown' };
  let earliest: { time: number; line: NoteSignature } | null = null;
  for (const line of lines) {
    const time = verifiedTime(primitives, note.text, key, line.signature);
    if (time === null) return { state: 'invalid' };
    if (!earliest || time < earliest.time) earliest = { time, line };
  }
  return earliest ? { state: 'valid', ...earliest } : { state: 'absent' };
}

/** The time that the cosigner vouches for, or null when the blob is not a cosignature of this key on this text. */
function verifiedTime(primitives: Primitives, noteText: string, key: VerifierKey, blob: Uint8Array): number | null {
  if (blob.length !== TIME_BYTES + SIGNATURE_BYTES[key.type]) return null;
  const time = readU64(blob);
  if (time === null) return null;
  const signature = blob.subarray(TIME_BYTES);
  if (key.type === 'cosignature-ed25519') {
    return primitives.verifyEd25519(key.publicKey, cosignedMessage(time, noteText), signature) ? time : null;
  }
  const message = cosignedTree(key.name, time, noteText);
  return message && primitives.verifyMlDsa44?.(key.publicKey, message, signature) ? time : null;
}

/** The signature line of an Ed25519 cosigner. `time` in POSIX seconds. */
export function cosign(
  key: VerifierKey,
  sign: (message: Uint8Array) => Uint8Array,
  time: number,
  noteText: string,
): NoteSignature {
  return { name: key.name, keyId: key.keyId, signature: concatBytes(u64(time), sign(cosignedMessage(time, noteText))) };
}

/** The same of an ML-DSA-44 cosigner; null when the text is no checkpoint. */
export function cosignTree(
  key: VerifierKey,
  sign: (message: Uint8Array) => Uint8Array,
  time: number,
  noteText: string,
): NoteSignature | null {
  const message = cosignedTree(key.name, time, noteText);
  return message && { name: key.name, keyId: key.keyId, signature: concatBytes(u64(time), sign(message)) };
}

function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Null above 2^53 - 1: the format allows times up to 2^63 - 1 s, but no clock is 285 million years ahead. */
function readU64(bytes: Uint8Array): number | null {
  const value = new DataView(bytes.buffer, bytes.byteOffset, TIME_BYTES).getBigUint64(0);
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : null;
}
