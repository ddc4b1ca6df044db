import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, NotCanonicalError } from '../../../shared/ledger/canonical.ts';
import { vectorFile } from '../../support/vector-file.ts';

interface Case {
  readonly json: string;
  readonly canonical?: string;
  readonly why?: string;
}
const vectors = vectorFile('canonical.json') as Record<'accept' | 'refuse' | 'otherSpelling', readonly Case[]>;

describe('frozen vectors', () => {
  test.each(vectors.accept)('$json', ({ json, canonical: text }) => {
    expect(canonical(JSON.parse(json))).toBe(text);
    expect(canonical(JSON.parse(text ?? ''))).toBe(text);
  });

  test.each(vectors.refuse)('refused, $why: $json', ({ json }) => {
    expect(() => canonical(JSON.parse(json))).toThrow(NotCanonicalError);
  });

  test.each(vectors.otherSpelling)('not its own canonical text, $why: $json', ({ json }) => {
    expect(canonical(JSON.parse(json))).not.toBe(json);
  });
});

const symbolKey = { [Symbol('s')]: 1 };
class Thing {
  readonly a = 1;
}
const sparse: unknown[] = [];
sparse[1] = 1;

describe('values that JSON does not have', () => {
  const values: readonly (readonly [string, unknown])[] = [
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['undefined in an array', [undefined]],
    ['a hole', sparse],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['minus zero', -0],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a symbol key', symbolKey],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['an instance of a class', new Thing()],
    ['a boxed string', Object('a')],
    ['an object that brings toJSON', { toJSON: () => 1 }],
    ['a hidden property', Object.defineProperty({}, 'a', { value: 1, enumerable: false })],
    ['an array with a named property', Object.assign([1], { name: 2 })],
  ];
  test.each(values)('%s is refused', (_what, value) => {
    expect(() => canonical(value)).toThrow(NotCanonicalError);
  });

  test('the place is named', () => {
    expect(() => canonical({ a: [{ b: 1.5 }] })).toThrow('.a[0].b');
  });

  test('a circle ends', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => canonical(circle)).toThrow('deeper than 32 levels');
  });
});

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
    text,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(text, tie('any'), { maxKeys: 4 }),
  ),
})).any;

describe('for every value of the subset', () => {
  test('parsing gives the value back, and encoding again the same text', () => {
    fc.assert(
      fc.property(value, (v) => {
        const encoded = canonical(v);
        const back: unknown = JSON.parse(encoded);
        expect(back).toEqual(v);
        expect(canonical(back)).toBe(encoded);
      }),
    );
  });

  test('the order in which names were set does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.integer(), { maxKeys: 8 }), (o) => {
        const reversed = Object.fromEntries(Object.entries(o).toReversed());
        expect(canonical(reversed)).toBe(canonical(o));
      }),
    );
  });

  test('any string is either well-formed and kept, or refused', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).map((s) => s.slice(0, 8)),
        (s) => {
          if (s.isWellFormed()) expect(JSON.parse(canonical(s))).toBe(s);
          else expect(() => canonical(s)).toThrow(NotCanonicalError);
        },
      ),
    );
  });
});
