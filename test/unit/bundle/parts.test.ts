import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatEnvelope, parseEnvelope, preAuthEncoding } from '../../../shared/bundle/attestation.ts';
import { isSafePath } from '../../../shared/bundle/layout.ts';
import { parseCheckpointLine, parseLeaf, splitLines } from '../../../shared/bundle/ledger-files.ts';
import { formatManifest, parseManifest } from '../../../shared/bundle/manifest.ts';
import { fromUtf8, utf8 } from '../../../shared/ledger/encoding.ts';
import { MemoryBundle } from '../../support/memory-bundle.ts';
import { writeSample } from '../../support/sample-bundle.ts';

const h = (digit: string): string => digit.repeat(64);

describe('manifests', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.dictionary(path, hash, { maxKeys: 8, noNullPrototype: true }), (lines) => {
        const parsed = parseManifest(utf8(formatManifest(Object.entries(lines))), 'sha256');
        expect(parsed.ok && Object.fromEntries(parsed.manifest)).toEqual(lines);
      }),
    );
  });

  test.each([
    ['no newline at the end', `${h('a')}  x`],
    ['CRLF', `${h('a')}  x\r\n`],
    ['one space', `${h('a')} x\n`],
    ['binary mark', `${h('a')} *x\n`],
    ['capitals', `${h('A')}  x\n`],
    ['short hash', `${h('a').slice(1)}  x\n`],
    ['SHA-512 where SHA-256 belongs', `${h('a')}${h('a')}  x\n`],
    ['twice', `${h('a')}  x\n${h('a')}  x\n`],
    ['out of order', `${h('a')}  y\n${h('a')}  x\n`],
    ['an empty line', `${h('a')}  x\n\n`],
    ['up and out', `${h('a')}  data/../../x\n`],
    ['from the root', `${h('a')}  /etc/passwd\n`],
    ['home', `${h('a')}  ~/x\n`],
    ['a drive', `${h('a')}  C:/x\n`],
    ['percent', `${h('a')}  a%0Ab\n`],
    ['a folder', `${h('a')}  data/\n`],
  ])('%s is refused', (_what, text) => {
    expect(parseManifest(utf8(text), 'sha256')).toMatchObject({ ok: false });
  });
});

test('names', () => {
  for (const good of ['a', 'bagit.txt', 'data/exhibits/0a', 'a-b_c.d/e']) expect(isSafePath(good)).toBe(true);
  for (const bad of [
    '',
    '.',
    '..',
    'a/..',
    'a//b',
    '/a',
    'a/',
    '.a',
    'a.',
    'a b',
    'a\\b',
    'a:b',
    'a\n',
    '\u00e4',
    'a'.repeat(241),
  ]) {
    expect(isSafePath(bad)).toBe(false);
  }
});

describe('the envelope', () => {
  test('has one spelling: whatever else is accepted would be written differently, so nothing is', async () => {
    const bundle = new MemoryBundle();
    await writeSample(bundle);
    const text = bundle.text('attestation.intoto.jsonl');
    const parsed = parseEnvelope(utf8(text));
    if (!parsed.ok) throw new Error(parsed.why);
    const { payload, signatures } = parsed.attestation;
    expect(formatEnvelope(payload, signatures)).toBe(text);
    expect(preAuthEncoding(payload)).toEqual(bundle.bytes('attestation.pae'));
    const others = [
      text.slice(0, -1),
      `${text}\n`,
      ` ${text}`,
      text + text,
      text.replace('{"payload"', '{ "payload"'),
      text.replace('"keyid"', '"keyID"'),
      '',
      '{}\n',
      'null\n',
      '[]\n',
    ];
    for (const other of others) expect(parseEnvelope(utf8(other))).toMatchObject({ ok: false });
    const more = JSON.stringify({ ...(JSON.parse(text) as object), extra: 1 });
    expect(parseEnvelope(utf8(`${more}\n`))).toMatchObject({ ok: false });
  });

  test('counts bytes, not characters (DSSE protocol 1.0.2)', () => {
    expect(fromUtf8(preAuthEncoding(utf8('ü')))).toBe('DSSEv1 28 application/vnd.in-toto+json 2 ü');
  });
});

describe('lines', () => {
  test('are split without losing a byte', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.map((byte) => (byte < 64 ? 0x0a : byte))),
        (bytes) => {
          const { lines, rest } = splitLines(bytes);
          const joined = lines.flatMap((line) => [...line, 0x0a]);
          expect([...joined, ...bytes.subarray(bytes.length - rest)]).toEqual([...bytes]);
        },
      ),
    );
  });

  test('leaf hashes and checkpoint lines are strict', () => {
    expect(parseLeaf(utf8(h('a')))).toHaveLength(32);
    for (const bad of ['', h('A'), h('a').slice(1), `${h('a')}a`]) expect(parseLeaf(utf8(bad))).toBeNull();
    expect(parseCheckpointLine(utf8('{"note":"a\\n","size":1}'))).toEqual({ size: 1, note: utf8('a\n') });
    for (const bad of [
      '',
      'null',
      '{"note":"a","size":"1"}',
      '{"size":1,"note":"a"}',
      '{"note":"a","size":1,"x":1}',
      '{"note":"a","size":1.5}',
      '{"note":"\\ud800","size":1}',
    ]) {
      expect(parseCheckpointLine(utf8(bad))).toBeNull();
    }
  });
});
