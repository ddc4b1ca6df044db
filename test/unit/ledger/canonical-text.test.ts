import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInstant } from '../../../shared/domain/instant.ts';
import { canonical, isCanonicalText } from '../../../shared/ledger/canonical.ts';

/** The rule, the long way. */
function spelt(text: string): boolean {
  try {
    return canonical(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
function quick(text: string): boolean {
  try {
    return isCanonicalText(text, JSON.parse(text));
  } catch {
    return false;
  }
}

describe('the quick way to tell a canonical text', () => {
  test.each([
    '{"a":1,"b":2}',
    '{"b":2,"a":1}',
    '{"a":1,"a":1}',
    '{"10":1,"9":1}',
    '{"9":1,"10":1}',
    '{"":1,"a":2}',
    '[1,2]',
    '[1, 2]',
    '1.5',
    '1e3',
    '-0',
    '0',
    '9007199254740993',
    '"\\ud800"',
    '"\\uD800"',
    '"\\\\ud800"',
    '"\\u0041"',
    '"\\u001f"',
    '"\\u001F"',
    '"\\/"',
    '{"__proto__":1}',
    '{"constructor":1,"toString":2}',
    'null',
    'true',
    '{"é":1,"z":2}',
    `${'['.repeat(33)}${']'.repeat(33)}`,
    `${'['.repeat(32)}${']'.repeat(32)}`,
    `${'['.repeat(31)}1${']'.repeat(31)}`,
    `${'['.repeat(33)}1${']'.repeat(33)}`,
  ])('%s', (text) => expect(quick(text)).toBe(spelt(text)));

  test('agrees with the long way on canonical texts and on texts with something changed', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.nat(),
        fc.constantFrom(' ', '0', '"', '\\u0061', ',', '-', ''),
        (value, at, change) => {
          const text = JSON.stringify(value);
          const i = at % (text.length + 1);
          for (const one of [text, text.slice(0, i) + change + text.slice(i), text.slice(0, i) + text.slice(i + 1)])
            expect([one, quick(one)]).toEqual([one, spelt(one)]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('an instant is what a Date prints again, for every day there is and for those there are not', () => {
  const same = (text: string): boolean => {
    const ms = Date.parse(text);
    return Number.isFinite(ms) && new Date(ms).toISOString() === text;
  };
  for (const year of ['0000', '0004', '1900', '2000', '2023', '2024', '2026', '2100', '9999']) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= 31; day += 1) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T02:10:00.000Z`;
        expect([text, isInstant(text)]).toEqual([text, same(text)]);
      }
    }
  }
});
