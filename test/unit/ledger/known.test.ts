import { describe, expect, test } from 'vitest';
import { parseCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { fromUtf8, utf8 } from '../../../shared/ledger/encoding.ts';
import type { Report } from '../../../shared/ledger/finding.ts';
import { readKnown } from '../../../shared/ledger/known.ts';
import { formatPaper } from '../../../shared/ledger/paper.ts';
import { EXERCISE_ORIGIN, LedgerBuilder } from '../../support/ledger-builder.ts';
import { alice } from '../../support/parties.ts';

const ledger = (text = 'note'): LedgerBuilder => {
  const builder = new LedgerBuilder();
  for (let i = 0; i < 4; i += 1) builder.note(alice, `${text} ${i}`);
  return builder;
};
/** The checkpoint over the first three entries, as text. */
const kept = (of: LedgerBuilder = ledger()): string => fromUtf8(of.notes[2]?.note ?? new Uint8Array()) ?? '';
const lines = (note: string): string => `${note.split('\n\n')[0]}\n`;
const told = ({ findings, statements }: Report): string =>
  [...findings.map(({ code, message }) => `${code} ${message}`), ...statements].join('\n');
const check = (known: string, of: LedgerBuilder = ledger()): Report => of.verify({ known: utf8(known) });

describe('a checkpoint that somebody kept', () => {
  test('counts as a note, as its lines, and as a sheet of paper, with or without its heading', () => {
    const checkpoint = parseCheckpoint(lines(kept()));
    if (!checkpoint) throw new Error('no checkpoint');
    const paper = formatPaper(checkpoint);
    for (const text of [
      kept(),
      lines(kept()),
      paper,
      paper.replaceAll('\n', '\r\n'),
      paper.split('\n').slice(1).join('\n'),
    ])
      expect(told(check(text))).toContain('The checkpoint you hold (size 3) is part of this ledger');
  });

  test.each([
    ['nothing', '', /empty/],
    ['spaces', ' \n\n', /empty/],
    ['CRLF', kept().replaceAll('\n', '\r\n'), /CRLF/],
    ['a byte-order mark', `\uFEFF${kept()}`, /byte-order mark/],
    ['cut off', kept().slice(0, -20), /cut off/],
    ['no line end', lines(kept()).trimEnd(), /no line end/],
    ['the wrong dash', kept().replaceAll('—', '-'), /signature line 1 begins with another dash/],
    ['101 signatures', `${kept()}${`${kept().split('\n').at(-2)}\n`.repeat(99)}`, /more than 100/],
    ['a tab', kept().replace('incident', 'incident\t'), /control character/],
    ['the size 03', kept().replace('\n3\n', '\n03\n'), /three lines/],
    ['loose end bits', lines(kept()).replace(/.=\n$/, 'B=\n'), /three lines/],
    ['a slip on paper', 'KIND  incident  G8', /KIND has a slip in it/],
  ])('%s: one finding that says why', (_, text, why) => {
    const { findings, verified } = check(text);
    expect(verified).toBe(false);
    expect(findings).toMatchObject([{ code: 'CHECKPOINT_MALFORMED', message: expect.stringMatching(why) as string }]);
  });

  test('bytes that are no text', () => {
    expect(readKnown(new Uint8Array([0xff, 0xfe]))).toMatchObject({
      ok: false,
      why: expect.stringContaining('UTF-8') as string,
    });
  });

  test('of another ledger is told as such, and not as a fork or a rollback, whatever its size', () => {
    const other = new LedgerBuilder({ origin: EXERCISE_ORIGIN });
    for (let i = 0; i < 9; i += 1) other.note(alice, 'another');
    for (const { note } of [other.notes[2], other.notes[9]].flatMap((one) => one ?? [])) {
      const report = check(fromUtf8(note) ?? '');
      expect(report.findings.map(({ code }) => code)).toEqual(['ORIGIN_MISMATCH']);
      expect(told(report)).toContain(EXERCISE_ORIGIN);
    }
  });

  test('of another story: the reader learns whether this console signed it, and is not told that rollback is open', () => {
    const fork = kept(ledger('another'));
    expect(told(check(fork))).toContain('The console of this ledger signed what you hold.');
    expect(told(check(lines(fork)))).toContain('has no signature: look for a slip');
    const altered = kept().replace(/\n3\n/, '\n4\n');
    expect(told(check(altered))).toContain('did not sign what you hold');
    for (const text of [fork, altered]) {
      expect(told(check(text))).toContain('KNOWN_CHECKPOINT_FORK');
      expect(told(check(text))).not.toContain('Rollback cannot be excluded');
    }
  });

  test('a newer one: rolled back, with no second thought beside it', () => {
    const longer = kept(ledger());
    const report = check(longer, new LedgerBuilder());
    expect(report.findings.map(({ code }) => code)).toEqual(['KNOWN_CHECKPOINT_AHEAD']);
    expect(told(report)).not.toContain('Rollback cannot be excluded');
  });

  test('of no entries shows nothing, and says so', () => {
    const empty = `${lines(kept()).split('\n')[0]}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`;
    const report = check(empty);
    expect(report.verified).toBe(true);
    expect(told(report)).toContain('covers no entries, so it shows nothing');
    expect(told(report)).toContain('Rollback cannot be excluded');
  });
});
