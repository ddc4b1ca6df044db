import { describe, expect, test } from 'vitest';
import { checkGiven } from '../../../renderer/verify-page/proof-check.ts';
import { formatCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { fromUtf8, toBase64, utf8 } from '../../../shared/ledger/encoding.ts';
import { inclusionProof } from '../../../shared/ledger/merkle.ts';
import { formatNote, parseNote, verifierKey } from '../../../shared/ledger/signed-note.ts';
import { formatTlogProof } from '../../../shared/ledger/tlog-proof.ts';
import { LedgerBuilder, LIVE_ORIGIN } from '../../support/ledger-builder.ts';
import { alice, consoleParty, crypto } from '../../support/parties.ts';

/** What a ledger says about one thing that is wrong with it: one finding, by its code, with its place. */
function foundIn(ledger: LedgerBuilder): readonly string[] {
  const { verified, findings } = ledger.verify();
  expect(verified).toBe(findings.length === 0);
  for (const { message } of findings) expect(message).not.toBe('');
  return findings.map(({ code, entry, checkpoint }) => `${code} ${entry ?? ''}/${checkpoint ?? ''}`);
}

describe('a note in the middle of a ledger, spelt otherwise', () => {
  /** The note over entry 2 of 5; the next one seals that entry all the same. */
  const change = (edit: (note: string) => string | Uint8Array): LedgerBuilder => {
    const ledger = new LedgerBuilder();
    for (let i = 0; i < 4; i += 1) ledger.note(alice, `note ${i}`);
    const stored = ledger.notes[2];
    const edited = edit(fromUtf8(stored?.note ?? new Uint8Array()) ?? '');
    ledger.notes[2] = { size: 3, note: typeof edited === 'string' ? utf8(edited) : edited };
    return ledger;
  };
  const rootLine = (note: string): string => note.split('\n')[2] ?? '';
  const lastLine = (note: string): string => note.trimEnd().split('\n').at(-1) ?? '';
  /** The same bytes to a lax decoder: the bits that padding leaves over are set. */
  const loose = (base64: string): string => {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const end = base64.indexOf('=') - 1;
    return `${base64.slice(0, end)}${digits[digits.indexOf(base64.charAt(end)) + 1]}${base64.slice(end + 1)}`;
  };

  const edits: readonly (readonly [string, (note: string) => string | Uint8Array])[] = [
    ['CRLF', (note) => note.replaceAll('\n', '\r\n')],
    ['a tab', (note) => note.replace('— ', '—\t')],
    ['hyphens for the long dash', (note) => note.replaceAll('— ', '- ')],
    ['en dashes for the long dash', (note) => note.replaceAll('— ', '– ')],
    ['the size 03', (note) => note.replace('\n3\n', '\n03\n')],
    ['the size +3', (note) => note.replace('\n3\n', '\n+3\n')],
    ['a root with loose end bits', (note) => note.replace(rootLine(note), loose(rootLine(note)))],
    ['a root without padding', (note) => note.replace(rootLine(note), rootLine(note).replace('=', ''))],
    ['a signature without padding', (note) => note.replace(lastLine(note), lastLine(note).replace(/=+$/, ''))],
    ['101 signature lines', (note) => note + `${lastLine(note)}\n`.repeat(99)],
    ['an extension line', (note) => note.replace('\n\n', '\nmore\n\n')],
    ['no signature', (note) => `${note.split('\n\n')[0]}\n\n`],
    ['bytes that are no UTF-8', () => new Uint8Array([0xff, 0xfe, 0x0a])],
    ['a surrogate in UTF-8', (note) => new Uint8Array([...utf8(note.slice(0, 4)), 0xed, 0xa0, 0x80])],
    ['64 MiB of one line', () => new Uint8Array(1 << 26).fill(0x61)],
    ['nothing', () => ''],
  ];
  test.each(edits)('%s', (_what, edit) => {
    expect(foundIn(change(edit))).toEqual(['CHECKPOINT_MALFORMED /']);
  });

  test('unchanged, and with 100 signature lines, nothing is found', () => {
    expect(foundIn(change((note) => note))).toEqual([]);
    expect(foundIn(change((note) => note + `${lastLine(note)}\n`.repeat(98)))).toEqual([]);
  });

  test.each([
    [0, 'CONSOLE_SIGNATURE_MISSING 2/3'],
    [1, 'OPERATOR_SIGNATURE_MISSING 2/3'],
  ])('the key id of line %i off by one: a line of nobody, so that line is missing', (at, finding) => {
    const edited = change((text) => {
      const parsed = parseNote(utf8(text));
      if (!parsed.ok) throw new Error(parsed.why);
      const signatures = parsed.note.signatures.map((line, i) => ({
        ...line,
        keyId: i === at ? line.keyId.map((byte, j) => (j === 3 ? (byte + 1) % 256 : byte)) : line.keyId,
      }));
      return formatNote({ text: parsed.note.text, signatures });
    });
    expect(foundIn(edited)).toEqual([finding]);
  });
});

describe('an entry that was sealed as it is, spelt otherwise', () => {
  /** Entry 1 of 2 under a checkpoint of the console, whose root is that of these very bytes. */
  const sealed = (bytes: Uint8Array): LedgerBuilder => new LedgerBuilder().appendBytes(bytes).seal();
  const entry = (text: string): string =>
    `{"actor":"${consoleParty.actor}","at":{"recorded":"2026-11-21T20:00:01.000Z"},"body":{"text":"${text}"},"index":1,"kind":"note.added","salt":"AQEBAQEBAQEBAQEBAQEBAQ==","v":1}`;

  test('as it should be, nothing is found', () => {
    expect(foundIn(sealed(utf8(entry('calm'))))).toEqual([]);
  });

  const spellings: readonly (readonly [string, string])[] = [
    ['a space that means nothing', entry('calm').replace('"index":1', '"index": 1')],
    ['names in another order', entry('calm').replace('"index":1,"kind":"note.added"', '"kind":"note.added","index":1')],
    ['an escape for a letter', entry('\\u0063alm')],
    ['an escaped slash', entry('\\/')],
    ['the number 1e0', entry('calm').replace('"index":1', '"index":1e0')],
    ['the number 1.0', entry('calm').replace('"v":1', '"v":1.0')],
    ['minus zero', entry('calm').replace('"index":1', '"index":-0')],
    ['a key twice, with the same value', entry('calm').replace('"index":1', '"index":1,"index":1')],
    ['a key twice, with two values', entry('calm').replace('"text":"calm"', '"text":"calm","text":"storm"')],
    ['a lone high surrogate', entry('\\ud800')],
    ['a lone low surrogate', entry('\\udc00 after')],
    ['a pair written as escapes', entry('\\ud83d\\ude00')],
    ['CRLF at the end', `${entry('calm')}\r\n`],
    ['a byte-order mark', `\ufeff${entry('calm')}`],
    ['brackets 30,000 deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ];
  test.each(spellings)('%s', (_what, text) => {
    expect(foundIn(sealed(utf8(text)))).toEqual(['ENTRY_NOT_CANONICAL 1/']);
  });

  test('a surrogate in UTF-8', () => {
    const [before = '', after = ''] = entry('|').split('|');
    const bytes = new Uint8Array([...utf8(before), 0xed, 0xa0, 0x80, ...utf8(after)]);
    expect(foundIn(sealed(bytes))).toEqual(['ENTRY_NOT_CANONICAL 1/']);
  });

  test.each([65_536, 1 << 26])('a blob of %i bytes', (size) => {
    expect(foundIn(sealed(new Uint8Array(size).fill(0x61)))).toEqual(['ENTRY_TOO_LARGE 1/']);
  });

  test('CRLF and tabs inside a text are control characters: CR is refused, a tab is not', () => {
    expect(foundIn(sealed(utf8(entry('one\\r\\ntwo'))))).toEqual(['ENTRY_MALFORMED 1/']);
    expect(foundIn(sealed(utf8(entry('one\\ttwo'))))).toEqual([]);
  });
});

describe('a proof of the wrong shape', () => {
  const ledger = new LedgerBuilder();
  for (let i = 0; i < 6; i += 1) ledger.note(alice, `note ${i}`);
  const leaves = ledger.list.map(({ leaf }) => leaf);
  const note = fromUtf8(ledger.notes.at(-1)?.note ?? new Uint8Array()) ?? '';
  const hashes = inclusionProof(crypto.sha256, leaves, 3);
  const key = { name: LIVE_ORIGIN, publicKey: consoleParty.signer.publicKey };
  const bytes = ledger.list[3]?.bytes ?? new Uint8Array();
  const answer = (proof: string, entry: Uint8Array = bytes) =>
    checkGiven(crypto, {
      proof: utf8(proof),
      entry,
      keys: utf8(verifierKey(crypto.sha256, key)),
    });
  /** A checkpoint that the console did sign, over a tree of that size. */
  const signed = (size: number): string => {
    const empty = new LedgerBuilder().seal({ size, root: crypto.sha256(new Uint8Array()) });
    return fromUtf8(empty.notes.at(-1)?.note ?? new Uint8Array()) ?? '';
  };

  test('the right one holds', () => {
    expect(answer(formatTlogProof(3, hashes, note))).toMatchObject({ holds: true });
  });

  const proofs: readonly (readonly [string, string, RegExp])[] = [
    [
      'for a tree of size 0',
      formatTlogProof(3, [], signed(0)),
      /^there is no entry 3 under a checkpoint of 0 entries\.$/,
    ],
    ['a hash too few', formatTlogProof(3, hashes.slice(1), note), /has 2 hashes, .* takes 3\.$/],
    ['a hash too many', formatTlogProof(3, [...hashes, ...hashes.slice(0, 1)], note), /has 4 hashes, .* takes 3\.$/],
    ['no hash', formatTlogProof(3, [], note), /has 0 hashes, .* takes 3\.$/],
    [
      '64 hashes',
      formatTlogProof(
        3,
        Array.from({ length: 64 }, () => hashes[0] ?? new Uint8Array(32)),
        note,
      ),
      /more than 63/,
    ],
    ['a hash of 31 bytes', formatTlogProof(3, [new Uint8Array(31)], note), /hash 1 is not 32 bytes/],
    ['the index 03', formatTlogProof(3, hashes, note).replace('index 3', 'index 03'), /no leading zero/],
    ['a checkpoint of size 07', formatTlogProof(3, hashes, note.replace('\n7\n', '\n07\n')), /not three lines/],
    ['CRLF', formatTlogProof(3, hashes, note).replaceAll('\n', '\r\n'), /CRLF/],
    ['nothing', '', /empty/],
    ['cut off in its hashes', formatTlogProof(3, hashes, note).slice(0, 80), /no empty line/],
  ];
  test.each(proofs)('%s', (_what, proof, why) => {
    const given = answer(proof);
    expect(given.holds).toBe(false);
    if (!given.holds) expect(given.why).toMatch(why);
  });

  test('the entry with a line break at its end, and another entry', () => {
    const proof = formatTlogProof(3, hashes, note);
    for (const end of [[0x0a], [0x0d, 0x0a]])
      expect(answer(proof, new Uint8Array([...bytes, ...end]))).toMatchObject({
        code: 'PROOF_NOT_INCLUDED',
        why: expect.stringContaining('ends with a line break that the entry does not have') as string,
      });
    expect(answer(proof, ledger.list[2]?.bytes)).toMatchObject({
      code: 'PROOF_NOT_INCLUDED',
      why: 'these bytes are not entry 3 of the 7 under this checkpoint.',
    });
  });

  test('the checkpoint of a tree of size 0 itself is one of size 0', () => {
    expect(signed(0)).toContain(
      formatCheckpoint({ origin: LIVE_ORIGIN, size: 0, root: crypto.sha256(new Uint8Array()) }),
    );
    expect(toBase64(crypto.sha256(new Uint8Array()))).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });
});
