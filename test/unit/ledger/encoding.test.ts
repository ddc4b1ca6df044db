import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  fromUtf8,
  toBase64,
  toHex,
  utf8,
} from '../../../shared/ledger/encoding.ts';

describe('base64', () => {
  test('agrees with the platform on every input, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(toBase64(bytes)).toBe(text);
        expect(fromBase64(text)).toEqual(bytes);
      }),
    );
  });

  test('has exactly one spelling: whatever is accepted encodes to the same text', () => {
    const symbol = fc.constantFrom('A', 'B', 'Q', 'g', 'w', '1', '+', '/', '=', '-', '_', ' ', '\n');
    fc.assert(
      fc.property(fc.string({ unit: symbol, maxLength: 12 }), (text) => {
        const bytes = fromBase64(text);
        expect(bytes === null || toBase64(bytes) === text).toBe(true);
      }),
    );
  });

  test.each([
    'A',
    'AA',
    'AAA',
    'A===',
    '====',
    'AA=A',
    'AB==',
    'AAB=',
    'AA==AA==',
    'AA\n==',
    'AA==\n',
    'é===',
    'AAA\u0141',
  ])('%j is refused', (text) => {
    expect(fromBase64(text)).toBeNull();
  });

  test('the empty text is the empty bytes', () => {
    expect(fromBase64('')).toEqual(new Uint8Array(0));
  });
});

test('hex: round trip, and nothing but lower-case pairs', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
  for (const text of ['A0', 'a', '0x00', ' 00', '0g', '00\n']) expect(fromHex(text)).toBeNull();
});

describe('UTF-8', () => {
  test('round trip', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromUtf8(utf8(text))).toBe(text);
      }),
    );
  });

  test.each(['ff', 'c080', 'eda080', 'f4908080', 'e28094e2'])('bytes %s are refused', (hex) => {
    expect(fromUtf8(Buffer.from(hex, 'hex'))).toBeNull();
  });

  test('a byte-order mark is kept, so that it is seen', () => {
    expect(fromUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa');
  });
});

test('joining and comparing bytes', () => {
  expect(concatBytes(new Uint8Array([1]), new Uint8Array(0), new Uint8Array([2, 3]))).toEqual(
    new Uint8Array([1, 2, 3]),
  );
  expect(equalBytes(new Uint8Array([1]), new Uint8Array([1, 0]))).toBe(false);
  expect(equalBytes(new Uint8Array([1, 2]), new Uint8Array([1, 2]))).toBe(true);
});
