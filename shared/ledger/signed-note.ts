import { concatBytes, fromBase64, fromUtf8, toBase64, utf8 } from './encoding.ts';
import type { Primitives } from './primitives.ts';

/** C2SP signed-note v1.0.0. The signed bytes are `text` with its final newline; signature lines follow after one empty line. */
export interface NoteSignature {
  readonly name: string;
  /** First four bytes of the blob: tells which key, is not proof of it. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteKey {
  readonly name: string;
  readonly publicKey: Uint8Array;
}

/** Go's reference parser stops at 100; so do we. */
const MAX_SIGNATURES = 100;
const ED25519 = 0x01;
/** A key name holds no plus and no Unicode space; U+0085 is one that `\s` does not know. */
const LINE = /^— ([^\s\u0085+]+) ([A-Za-z0-9+/]+={0,2})$/u;
/** A control character other than newline, C0 or DEL: forbidden anywhere in a note. */
// oxlint-disable-next-line no-control-regex -- owner: ledger; the rule of the format is about control characters
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f]/u;

export function noteKeyId(sha256: Primitives['sha256'], key: NoteKey): Uint8Array {
  return sha256(concatBytes(utf8(`${key.name}\n`), new Uint8Array([ED25519]), key.publicKey)).subarray(0, 4);
}

/** Text form of a verifier key: `name+hex(key id)+base64(type || key)`. */
export function verifierKey(sha256: Primitives['sha256'], key: NoteKey): string {
  const id = Array.from(noteKeyId(sha256, key), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${key.name}+${id}+${toBase64(concatBytes(new Uint8Array([ED25519]), key.publicKey))}`;
}

export function formatNote(note: SignedNote): string {
  const lines = note.signatures.map(
    ({ name, keyId, signature }) => `— ${name} ${toBase64(concatBytes(keyId, signature))}\n`,
  );
  return `${note.text}\n${lines.join('')}`;
}

export type ParsedNote =
  | { readonly ok: true; readonly note: SignedNote }
  | { readonly ok: false; readonly why: string };

export function parseNote(bytes: Uint8Array): ParsedNote {
  const whole = fromUtf8(bytes);
  if (whole === null) return refuse('not UTF-8');
  if (CONTROL.test(whole)) return refuse('contains a control character other than newline');
  const gap = whole.lastIndexOf('\n\n');
  if (gap < 0) return refuse('no empty line between text and signatures');
  const text = whole.slice(0, gap + 1);
  const block = whole.slice(gap + 2);
  if (!block.endsWith('\n')) return refuse('the last signature line does not end with a newline');
  const lines = block.slice(0, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return refuse(`more than ${MAX_SIGNATURES} signature lines`);
  const signatures: NoteSignature[] = [];
  for (const [i, line] of lines.entries()) {
    const match = LINE.exec(line);
    const blob = match?.[2] === undefined ? null : fromBase64(match[2]);
    if (!match?.[1] || !blob || blob.length < 5) return refuse(`signature line ${i + 1} ${lineFault(line)}`);
    signatures.push({ name: match[1], keyId: blob.subarray(0, 4), signature: blob.subarray(4) });
  }
  return { ok: true, note: { text, signatures } };
}

/** What is wrong with a signature line that cannot be read, for whoever got it by mail or out of an editor. */
function lineFault(line: string): string {
  if (/^[-\u2010-\u2013\u2015\u2212] /u.test(line))
    return 'begins with another dash than — (U+2014): mail or an editor changed it';
  if (!line.startsWith('— ')) return 'does not begin with — (U+2014) and a space';
  return 'is not a key name, a space, and key id and signature in strict base64';
}

function refuse(why: string): ParsedNote {
  return { ok: false, why };
}

export type LineState = 'absent' | 'valid' | 'invalid';

/** Looks for the line of `key`. Two lines under the same name and id count as invalid unless every one of them verifies. */
export function checkLine(primitives: Primitives, note: SignedNote, key: NoteKey): LineState {
  const named = note.signatures.filter((line) => line.name === key.name);
  if (named.length === 0) return 'absent';
  const id = noteKeyId(primitives.sha256, key);
  const lines = named.filter((line) => line.keyId.every((byte, i) => byte === id[i]));
  if (lines.length === 0) return 'absent';
  const message = utf8(note.text);
  return lines.every((line) => primitives.verifyEd25519(key.publicKey, message, line.signature)) ? 'valid' : 'invalid';
}
