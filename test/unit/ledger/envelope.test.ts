import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { decodeEntry, Envelope, isPlainEnvelope } from '../../../shared/ledger/entry.ts';
import { canonical } from '../../../shared/ledger/canonical.ts';
import { vectorFile } from '../../support/vector-file.ts';

const { entries } = vectorFile('worked-example.json') as { entries: readonly { text: string }[] };
const good = entries.map(({ text }) => JSON.parse(text) as Record<string, unknown>);

const odd = fc.oneof(
  fc.constantFrom(
    0,
    1,
    -1,
    -0,
    0.5,
    2 ** 53,
    Number.MAX_SAFE_INTEGER,
    '',
    '1',
    null,
    true,
    [],
    {},
    [1, 2, 3, 4, 5, 6, 7],
  ),
  fc.constantFrom(
    '2026-11-21T20:01:30.250Z',
    '2026-02-30T20:01:30.250Z',
    'AQEBAQEBAQEBAQEBAQEBAQ==',
    'AQEBAQEBAQEBAQEBAQEBAR==',
  ),
  fc.constantFrom(
    `operator:${'a'.repeat(64)}`,
    `console:${'0'.repeat(64)}`,
    `operator:${'A'.repeat(64)}`,
    `x:${'a'.repeat(64)}`,
  ),
  fc.constantFrom(
    { recorded: '2026-11-21T20:01:30.250Z' },
    { recorded: '2026-11-21T20:01:30.250Z', event: '2026-11-21T20:01:30.250Z' },
    { recorded: '2026-11-21T20:01:30.250Z', elsewhere: '2026-11-21T20:01:30.250Z' },
    { recorded: null },
    { event: '2026-11-21T20:01:30.250Z' },
    JSON.parse('{"recorded":"2026-11-21T20:01:30.250Z","__proto__":"2026-11-21T20:01:30.250Z"}') as object,
  ),
  fc.jsonValue(),
);
const names = ['v', 'index', 'kind', 'actor', 'at', 'salt', 'body', 'more', '__proto__', 'constructor'];

test('the check by hand accepts what the schema accepts, and nothing else; and the schema changes nothing', () => {
  for (const value of good) expect(isPlainEnvelope(value)).toBe(true);
  const changed = fc.record({
    base: fc.nat(good.length - 1),
    set: fc.array(fc.tuple(fc.constantFrom(...names), odd), { maxLength: 3 }),
    drop: fc.array(fc.constantFrom(...names), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(fc.oneof(changed, odd), (given) => {
      let value: unknown = given;
      if (typeof given === 'object' && given !== null && 'base' in given && 'drop' in given) {
        const { base, set, drop } = given as { base: number; set: [string, unknown][]; drop: string[] };
        const fields = new Map(Object.entries(good[base] ?? {}));
        for (const [name, to] of set) fields.set(name, to);
        for (const name of drop) fields.delete(name);
        // As JSON brings it: `__proto__` is a field like any other.
        value = JSON.parse(
          `{${[...fields].map(([name, to]) => `${JSON.stringify(name)}:${JSON.stringify(to)}`).join()}}`,
        );
      }
      const schema = Envelope.safeParse(value);
      expect(isPlainEnvelope(value)).toBe(schema.success);
      if (schema.success) expect(schema.data).toEqual(value);
    }),
    { numRuns: 3000 },
  );
});

test('a decoded entry is what its bytes say', () => {
  for (const value of good) {
    const decoded = decodeEntry(utf8(canonical(value)));
    expect(decoded).toEqual({ ok: true, entry: value });
  }
});
