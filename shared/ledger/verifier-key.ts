import { concatBytes, fromBase64, toBase64, toHex, utf8 } from './encoding.ts';
import { publicKeyFault } from './key.ts';
import type { Primitives } from './primitives.ts';

/**
 * Type bytes of C2SP signed-note that this format knows: 0x01 signs a note itself (logs, operators), 0x04 and 0x06 are the two
 * cosignatures of C2SP tlog-cosignature (witnesses).
 */
export const KEY_TYPES = { ed25519: 0x01, 'cosignature-ed25519': 0x04, 'cosignature-ml-dsa-44': 0x06 } as const;
export type KeyType = keyof typeof KEY_TYPES;

const PUBLIC_BYTES: Readonly<Record<KeyType, number>> = {
  ed25519: 32,
  'cosignature-ed25519': 32,
  'cosignature-ml-dsa-44': 1312,
};

/** A verifier key ("vkey", C2SP signed-note) taken apart. Name and id together say which lines are meant; the key says who. */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  readonly keyId: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** First four bytes of SHA-256(name, newline, type byte, public key): tells keys apart, is not proof of one. */
export function keyIdOf(sha256: Primitives['sha256'], name: string, type: KeyType, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8(`${name}\n`), new Uint8Array([KEY_TYPES[type]]), publicKey)).subarray(0, 4);
}

export function makeVerifierKey(
  sha256: Primitives['sha256'],
  name: string,
  type: KeyType,
  publicKey: Uint8Array,
): VerifierKey {
  return { name, type, publicKey, keyId: keyIdOf(sha256, name, type, publicKey) };
}

/** `name+hex(key id)+base64(type || key)`. */
export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${toHex(key.keyId)}+${toBase64(concatBytes(new Uint8Array([KEY_TYPES[key.type]]), key.publicKey))}`;
}

/**
 * What two people compare: SHA-256 of the whole text form, as `printf %s VKEY | sha256sum` prints it. The key id inside will not
 * do, because 32 bits can be met by trying keys (C2SP signed-note says so).
 */
export function verifierKeyPrint(sha256: Primitives['sha256'], vkey: string): string {
  return toHex(sha256(utf8(vkey)));
}

/** The name in a verifier key, as it stands there. */
export function keyName(vkey: string): string {
  return vkey.slice(0, Math.max(0, vkey.indexOf('+')));
}

export type ParsedVerifierKey =
  | { readonly ok: true; readonly key: VerifierKey }
  | { readonly ok: false; readonly why: string };

/** C2SP signed-note "verifier keys", strictly: split in three at the first two pluses, because base64 may hold one too. */
export function parseVerifierKey(sha256: Primitives['sha256'], text: string): ParsedVerifierKey {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  if (first < 1 || second < 0) return refuse('not of the form name+id+key');
  const name = text.slice(0, first);
  const id = text.slice(first + 1, second);
  if (!isKeyName(name)) return refuse('the name is empty or holds a space, a plus or a control character');
  if (!/^[0-9a-f]{8}$/.test(id)) return refuse('the key id is not eight lower-case hex digits');
  const typed = fromBase64(text.slice(second + 1));
  if (!typed) return refuse('the key is not strict base64');
  const type = (Object.keys(KEY_TYPES) as KeyType[]).find((one) => KEY_TYPES[one] === typed[0]);
  if (!type) return refuse(`keys of type ${typed[0] ?? 'none'} are not known here`);
  const publicKey = typed.subarray(1);
  if (publicKey.length !== PUBLIC_BYTES[type])
    return refuse(`a key of this type has ${PUBLIC_BYTES[type]} bytes, this one ${publicKey.length}`);
  const fault = type === 'cosignature-ml-dsa-44' ? null : publicKeyFault(publicKey);
  if (fault) return refuse(fault);
  const key = makeVerifierKey(sha256, name, type, publicKey);
  return toHex(key.keyId) === id
    ? { ok: true, key }
    : refuse(`the key id does not belong to this name and key: it is ${toHex(key.keyId)}`);
}

/** Rule of C2SP signed-note for key names. U+0085 is a Unicode space that `\s` does not know. */
export function isKeyName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- owner: ledger; the rule of the format is about control characters
  return /^[^\s\u0085+\u0000-\u001f\u007f]+$/u.test(name) && name.isWellFormed();
}

function refuse(why: string): ParsedVerifierKey {
  return { ok: false, why };
}

/** Why a text is no key of a witness whose word is wanted; null when it is one. */
export function wantedKeyFault(sha256: Primitives['sha256'], text: string): string | null {
  const parsed = parseVerifierKey(sha256, text);
  if (!parsed.ok) return parsed.why;
  return parsed.key.type === 'ed25519' ? 'it is the key of a log; give its fingerprint' : null;
}
