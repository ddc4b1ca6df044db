import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex } from '../../../shared/ledger/encoding.ts';
import { checkCharacters, formatPaper, readPaper } from '../../../shared/ledger/paper.ts';

const root = fromHex('f51125c5d5cef5701143df90188b641c0ae2d6ec8c7619938c9e5e58df94a3d3') ?? new Uint8Array();
const checkpoint = { origin: 'bulkhead/incident/00112233445566778899aabbccddeeff', size: 418, root };
const paper = formatPaper(checkpoint);

describe('a root on paper', () => {
  test('looks like this, and always will', () => {
    expect(paper).toBe(
      [
        'BULKHEAD ROOT ON PAPER 1',
        'KIND  incident             G7',
        'ID1   0011 2233 4455 6677  AT',
        'ID2   8899 aabb ccdd eeff  9E',
        'SIZE  418                  SR',
        'R1    f511 25c5 d5ce f570  39',
        'R2    1143 df90 188b 641c  G2',
        'R3    0ae2 d6ec 8c76 1993  M3',
        'R4    8c9e 5e58 df94 a3d3  8Y',
        '',
      ].join('\n'),
    );
  });

  test('is read back, however it was typed', () => {
    expect(readPaper(paper)).toEqual({ ok: true, checkpoint });
    const typed = paper
      .toUpperCase()
      .replaceAll(/(?<=[0-9A-F]{4}) (?=[0-9A-F]{4} )/g, '')
      .split('\n')
      .toReversed()
      .join('\r\n');
    expect(readPaper(`found in the safe\n${typed}`)).toEqual({ ok: true, checkpoint });
  });

  test('any checkpoint comes back', () => {
    const any = fc.record({
      origin: fc
        .tuple(fc.constantFrom('journal', 'incident', 'exercise'), fc.uint8Array({ minLength: 16, maxLength: 16 }))
        .map(([kind, id]) => `bulkhead/${kind}/${Buffer.from(id).toString('hex')}`),
      size: fc.maxSafeNat(),
      root: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    });
    fc.assert(
      fc.property(any, (one) => {
        expect(readPaper(formatPaper(one))).toEqual({
          ok: true,
          checkpoint: { ...one, root: new Uint8Array(one.root) },
        });
      }),
    );
  });

  test('every single wrong character is found, in its line', () => {
    const lines = paper.split('\n');
    for (const [at, line] of lines.entries()) {
      if (at === 0) continue;
      for (let i = 6; i < line.length; i += 1) {
        if (line[i] === ' ') continue;
        for (const wrong of '0123456789abcdef') {
          if (wrong === line[i]?.toLowerCase()) continue;
          const typed = [
            ...lines.slice(0, at),
            line.slice(0, i) + wrong + line.slice(i + 1),
            ...lines.slice(at + 1),
          ].join('\n');
          const read = readPaper(typed);
          expect(read.ok).toBe(false);
          if (!read.ok) expect(read.faults.join()).toContain(line.split(' ')[0]);
        }
      }
    }
  });

  test('two neighbours exchanged are found, and so are lines exchanged, lost or typed twice', () => {
    for (const text of ['0ae2d6ec8c761993', '1143df90188b641c']) {
      for (let i = 0; i + 1 < text.length; i += 1) {
        if (text[i] === text[i + 1]) continue;
        const swapped = text.slice(0, i) + (text[i + 1] ?? '') + (text[i] ?? '') + text.slice(i + 2);
        expect(checkCharacters('R1', swapped)).not.toBe(checkCharacters('R1', text));
      }
    }
    expect(readPaper(paper.replace('R1 ', 'R9 ').replace('R2 ', 'R1 ').replace('R9 ', 'R2 ')).ok).toBe(false);
    expect(readPaper(paper.replace(/^R3.*\n/m, ''))).toEqual({ ok: false, faults: ['R3 is missing'] });
    expect(readPaper(`${paper}R3    0ae2 d6ec 8c76 1993  M3\n`)).toEqual({
      ok: false,
      faults: ['R3 stands there twice'],
    });
    expect(readPaper('')).toMatchObject({ ok: false });
  });

  test('the letters that are misread in the check characters are taken for what they stand for', () => {
    expect(readPaper(paper.replace(/^(R4.*)8Y$/m, '$18y')).ok).toBe(true);
    const withZero = Array.from({ length: 500 }, (_, size) => ({ ...checkpoint, size })).find((one) =>
      /0.$/m.test(formatPaper(one).split('\n')[4] ?? ''),
    );
    if (!withZero) throw new Error('no such size');
    expect(readPaper(formatPaper(withZero).replace(/^(SIZE.* )0(.)$/m, '$1O$2'))).toEqual({
      ok: true,
      checkpoint: withZero,
    });
  });
});
