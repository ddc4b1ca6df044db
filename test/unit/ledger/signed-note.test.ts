import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../main/adapters/crypto/node-crypto.ts';
import { fromBase64, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { formatCheckpoint, parseCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import {
  checkLine,
  formatNote,
  noteKeyId,
  parseNote,
  verifierKey,
  type NoteKey,
} from '../../../shared/ledger/signed-note.ts';
import { vectorFile } from '../../support/vector-file.ts';

const primitives = nodeCrypto(4);

interface Accepted {
  readonly note: string;
  readonly lines: number;
  readonly vkeys: readonly string[];
  readonly states: readonly string[];
  readonly why: string;
}
const notes = vectorFile('signed-note.json') as {
  accept: readonly Accepted[];
  refuse: readonly { note: string; why: string }[];
  refuseBytes: readonly { hex: string; why: string }[];
};

function keyOf(vkey: string): NoteKey {
  const [name = '', , ...rest] = vkey.split('+');
  const typed = fromBase64(rest.join('+')) ?? new Uint8Array();
  return { name, publicKey: typed.subarray(1) };
}

describe('notes', () => {
  test.each(notes.accept)('$why', ({ note, lines, vkeys, states }) => {
    const parsed = parseNote(utf8(note));
    if (!parsed.ok) throw new Error(parsed.why);
    expect(parsed.note.signatures).toHaveLength(lines);
    expect(formatNote(parsed.note)).toBe(note);
    expect(vkeys.map((vkey) => checkLine(primitives, parsed.note, keyOf(vkey)))).toEqual(states);
    for (const vkey of vkeys) {
      expect(verifierKey(primitives.sha256, keyOf(vkey))).toBe(vkey);
      expect(toHex(noteKeyId(primitives.sha256, keyOf(vkey)))).toBe(vkey.split('+')[1]);
    }
  });

  test.each(notes.refuse)('refused: $why', ({ note }) => {
    expect(parseNote(utf8(note))).toMatchObject({ ok: false });
  });

  test.each(notes.refuseBytes)('refused: $why', ({ hex }) => {
    expect(parseNote(Buffer.from(hex, 'hex'))).toMatchObject({ ok: false });
  });
});

describe('lines of one key', () => {
  const key = { name: 'k.example', publicKey: primitives.signer(new Uint8Array(32)).publicKey };
  const text = 'text\n';
  const line = (signature: Uint8Array): { name: string; keyId: Uint8Array; signature: Uint8Array } => ({
    name: key.name,
    keyId: noteKeyId(primitives.sha256, key),
    signature,
  });
  const good = primitives.signer(new Uint8Array(32)).sign(utf8(text));

  test('a bad line beside a good one spoils it', () => {
    expect(checkLine(primitives, { text, signatures: [line(good)] }, key)).toBe('valid');
    expect(checkLine(primitives, { text, signatures: [line(good), line(new Uint8Array(64))] }, key)).toBe('invalid');
    expect(checkLine(primitives, { text, signatures: [line(good.subarray(1))] }, key)).toBe('invalid');
  });

  test('another name or another id is another key', () => {
    expect(checkLine(primitives, { text, signatures: [{ ...line(good), name: 'l.example' }] }, key)).toBe('absent');
    expect(checkLine(primitives, { text, signatures: [{ ...line(good), keyId: new Uint8Array(4) }] }, key)).toBe(
      'absent',
    );
  });
});

describe('checkpoints', () => {
  const texts = vectorFile('checkpoint.json') as {
    accept: readonly { text: string; size: number; why: string }[];
    refuse: readonly { text: string; why: string }[];
  };

  test.each(texts.accept)('$why', ({ text, size }) => {
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint?.size).toBe(size);
    expect(checkpoint && formatCheckpoint(checkpoint)).toBe(text);
  });

  test.each(texts.refuse)('refused: $why', ({ text }) => {
    expect(parseCheckpoint(text)).toBeNull();
  });
});
