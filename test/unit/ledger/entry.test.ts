import { describe, expect, test } from 'vitest';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { decodeEntry, encodeEntry, MAX_ENTRY_BYTES, type Entry } from '../../../shared/ledger/entry.ts';
import { vectorFile } from '../../support/vector-file.ts';

const { entries } = vectorFile('worked-example.json') as { entries: readonly { text: string }[] };
const note = entries[1]?.text ?? '';
const code = (text: string): string => {
  const decoded = decodeEntry(utf8(text));
  return decoded.ok ? 'ok' : decoded.code;
};
const swap = (what: string, by: string): string => {
  expect(note).toContain(what);
  return note.replace(what, by);
};

test('the vector itself decodes', () => {
  expect(code(note)).toBe('ok');
});

describe('another spelling of the same value is refused', () => {
  test.each([
    ['newline at the end', `${note}\n`],
    ['byte-order mark', `\ufeff${note}`],
    ['space', swap('"index":1', '"index": 1')],
    ['number with fraction', swap('"index":1', '"index":1.0')],
    ['key twice', swap('"index":1', '"index":1,"index":1')],
    ['order', swap('"index":1,"kind":"note.added"', '"kind":"note.added","index":1')],
    ['escape', swap('isolated', '\\u0069solated')],
    ['two values', note + note],
    ['nothing', ''],
    ['cut', note.slice(0, -1)],
  ])('%s', (_what, text) => {
    expect(code(text)).toBe('ENTRY_NOT_CANONICAL');
  });

  test('bytes that are not UTF-8', () => {
    const bytes = utf8(note);
    bytes[note.indexOf('isolated')] = 0xff;
    expect(decodeEntry(bytes)).toMatchObject({ ok: false, code: 'ENTRY_NOT_CANONICAL' });
  });
});

describe('canonical, but not an entry', () => {
  test.each([
    ['a field more', swap('"v":1', '"v":1,"w":1')],
    ['a field less', swap('"salt":"AQEBAQEBAQEBAQEBAQEBAQ==",', '')],
    ['version 2', swap('"v":1', '"v":2')],
    ['negative index', swap('"index":1', '"index":-1')],
    ['index as text', swap('"index":1', '"index":"1"')],
    ['actor without role', swap('"actor":"operator:', '"actor":"')],
    ['actor in capitals', swap('operator:9064b45b', 'operator:9064B45B')],
    ['short salt', swap('AQEBAQEBAQEBAQEBAQEBAQ==', 'AQEBAQ==')],
    ['salt with loose end bits', swap('AQEBAQEBAQEBAQEBAQEBAQ==', 'AQEBAQEBAQEBAQEBAQEBAR==')],
    ['a day that does not exist', swap('2026-11-21T20:01:30.250Z', '2026-02-30T20:01:30.250Z')],
    ['another zone', swap('2026-11-21T20:01:30.250Z', '2026-11-21T20:01:30.250+00:00')],
    ['no milliseconds', swap('2026-11-21T20:01:30.250Z', '2026-11-21T20:01:30Z')],
    ['a time more', swap('"event":', '"elsewhere":"2026-11-21T19:55:00.000Z","event":')],
    ['a body of another kind', swap('"kind":"note.added"', '"kind":"operator.revoked"')],
    ['a field more in the body', swap('{"text":', '{"__proto__":1,"text":')],
    ['a special name beside the others', swap('{"actor"', '{"__proto__":1,"actor"')],
    ['a list', '[]'],
    ['null', 'null'],
  ])('%s', (_what, text) => {
    expect(code(text)).toBe('ENTRY_MALFORMED');
  });

  test.each(['note.burned', 'constructor', '__proto__', ''])('kind %j', (kind) => {
    expect(code(swap('"kind":"note.added"', `"kind":"${kind}"`))).toBe('ENTRY_KIND_UNKNOWN');
  });
});

test('65,535 bytes are the limit, for reading and for writing', () => {
  // A note cannot be that long, so the size is reached with many small commands, whose schema has no sum.
  const entry = (argv: readonly string[]): Entry =>
    ({
      ...(JSON.parse(note) as Entry),
      kind: 'effect.started',
      body: {
        effect: '0.0',
        action: 'act-0011223344556677',
        step: 'apply',
        mode: 'card',
        commands: [{ title: 't', argv, stdin: '' }],
      },
    }) as unknown as Entry;
  const empty = encodeEntry(entry(['', ...Array.from({ length: 32 }, () => 'x'.repeat(2000))])).length;
  const at = (size: number): Entry =>
    entry(['y'.repeat(size - empty), ...Array.from({ length: 32 }, () => 'x'.repeat(2000))]);
  const largest = encodeEntry(at(MAX_ENTRY_BYTES));
  expect(largest).toHaveLength(MAX_ENTRY_BYTES);
  expect(decodeEntry(largest)).toMatchObject({ ok: true });
  expect(() => encodeEntry(at(MAX_ENTRY_BYTES + 1))).toThrow(RangeError);
  const padded = new Uint8Array(MAX_ENTRY_BYTES + 1);
  padded.set(largest);
  expect(decodeEntry(padded)).toMatchObject({ code: 'ENTRY_TOO_LARGE' });
});
