import { describe, expect, test } from 'vitest';
import { holm, readAgreements, signTest } from '../../../../playbooks/actions/models/token-agreement.ts';
import { exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

const CONTROLS = ['public-base', 'c2', 'c3', 'c4', 'c5'];

/** A table whose prompt number n gets the shares `of(n)`: ours first, then the controls. */
function table(prompts: number, of: (n: number) => readonly number[], controls: readonly string[] = CONTROLS) {
  const rows = Array.from({ length: prompts }, (_, n) => [`p${n}`, ...of(n)].join('\t'));
  return printed([['prompt', 'ours', ...controls].join('\t'), ...rows].join('\n'));
}

/** A made-up, repeatable spread of shares around 0.3, different for each control. */
function spread(n: number, control: number): number {
  return Number((0.2 + ((n * 7 + control * 3) % 11) / 50).toFixed(3));
}

const others = (n: number): readonly number[] => CONTROLS.map((_, control) => spread(n, control));
const copied = table(300, (n) => [0.9, ...others(n)]);
const unrelated = table(300, (n) => [spread(n, 5), ...others(n)]);
/** Ours was tuned from public-base, and so was the suspect: both agree with it alike. */
const sameBase = table(300, (n) => [0.9, 0.9, ...others(n).slice(1)]);
const easy = table(300, () => [1, 1, 1, 1, 1, 1]);
const fromControl = table(300, (n) => [spread(n, 5), ...others(n).map((share, at) => (at === 2 ? 0.95 : share))]);

describe('the arithmetic', () => {
  test.each([
    [8, 2, 56 / 1024],
    [15, 5, 21700 / 1048576],
    [10, 0, 1 / 1024],
    [0, 10, 1],
    [0, 0, 1],
  ])('sign test: %i better, %i worse', (better, worse, p) => {
    expect(signTest(better, worse)).toBeCloseTo(p, 12);
  });

  test('sign test of thousands of prompts neither overflows nor becomes 0 by mistake', () => {
    expect(signTest(5000, 5000)).toBeCloseTo(0.504, 3);
    expect(signTest(700, 300)).toBeLessThan(1e-30);
    expect(signTest(700, 300)).toBeGreaterThan(0);
  });

  test("Holm's correction keeps the order given and never falls", () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((p, at) => expect(adjusted[at]).toBeCloseTo(p, 12));
    expect(holm([0.5, 0.9])).toEqual([1, 1]);
  });

  test('a row nobody can read makes the table unreadable; text around it does not', () => {
    const head = 'prompt ours a b';
    expect(readAgreements(['$ cat t', head, 'p1 0.5 0.2 0', '$ '])).toMatchObject({ controls: ['a', 'b'] });
    expect(readAgreements([head, 'p1 0.5 0.2 0', 'p2 1.5 0 0', 'p3 0 0 0'])).toMatch(/row 2 cannot be read/);
    expect(readAgreements([head, 'p1 0 0 0', 'p1 0 0 0'])).toMatch(/twice/);
    expect(readAgreements(['prompt ours a a', 'p1 0 0 0'])).toMatch(/twice/);
  });
});

describe('M10, check of a suspected copy', () => {
  test.each<Case>([
    ['can be compared', 'dryRun', [copied], 'ok'],
    ['all models agree on everything: nothing could be found', 'dryRun', [easy], 'refused'],
    ['299 prompts', 'dryRun', [table(299, (n) => [0.9, ...others(n)])], 'unclear'],
    ['299 prompts', 'apply', [table(299, (n) => [0.9, ...others(n)])], 'unclear'],
    ['4 controls', 'apply', [table(300, (n) => [0.9, ...others(n).slice(1)], CONTROLS.slice(1))], 'unclear'],
    ['compared', 'apply', [copied], 'done'],
    ['no control stands out', 'mustFail', [copied], 'blocked'],
    ['a control stands out instead', 'mustFail', [fromControl], 'passed'],
    ['the prompts can tell', 'mustWork', [copied], 'passed'],
    ['the prompts cannot tell', 'mustWork', [easy], 'blocked'],
    ['nothing is open', 'residual', [copied], 'none'],
    ['hash kept', 'collect', [printed(`${'a'.repeat(64)}  /srv/ir/m10/agreement.tsv`)], 'done'],
    ['no such file', 'collect', [printed('sha256sum: /srv/x: No such file or directory', 1)], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('M10', step, outputs, exampleParams('M10')).verdict).toBe(verdict);
  });

  const result = (output: typeof copied): string =>
    readingOf('M10', 'apply', [output], exampleParams('M10')).facts?.find(({ name }) => name === 'result')?.value ?? '';

  test('says consistent, or not, and never that it proves anything', () => {
    expect(result(copied)).toBe('consistent with derivation');
    expect(result(unrelated)).toBe('not consistent with derivation');
    for (const output of [copied, unrelated])
      expect(readingOf('M10', 'apply', [output], exampleParams('M10')).summary).not.toMatch(/prove|proof/i);
  });

  test('the trap: a common public model explains the agreement, and has to be among the controls', () => {
    expect(result(sameBase)).toBe('not consistent with derivation');
    const without = exampleParams('M10', { baseControl: 'llama' });
    expect(readingOf('M10', 'dryRun', [sameBase], without).verdict).toBe('refused');
    expect(readingOf('M10', 'apply', [sameBase], without).verdict).toBe('unclear');
  });
});
