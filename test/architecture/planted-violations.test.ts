import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { layers } from '../../build/layers.ts';
import { copyRules } from '../support/tree-copy.ts';
import { controls, type Plant, plants } from './plants.ts';

// A rule that nobody has seen fail is a rule that may be switched off. So the real linter and the real compiler, with the real
// configuration, run over a tree in which every rule is broken once and every layer also does what it may.

type Reports = ReadonlyMap<string, string>;

const tools = {
  lint: { command: 'oxlint', args: ['--format=unix'], line: /^(\S+?):\d+:\d+: (.*)$/gm },
  tsc: { command: 'tsc', args: ['-b', '--pretty', 'false'], line: /^(\S+?)\(\d+,\d+\): (.*)$/gm },
};

/** Each tool has a tree of its own: a forbidden import found by lint would bring names along that the compiler must not know. */
function judge(by: Plant['by'], planted: readonly Plant[]): Reports {
  const { command, args, line } = tools[by];
  const tree = copyRules(resolve(import.meta.dirname, '../..'));
  try {
    for (const [path, text] of Object.entries(controls)) tree.write(path, text);
    for (const { at, code } of planted) tree.write(at, `${code}\n`);
    const reports = new Map<string, string>();
    for (const [, file = '', message = ''] of tree.run(command, ...args).matchAll(line))
      reports.set(file, `${reports.get(file) ?? ''}${message}\n`);
    return reports;
  } finally {
    tree.remove();
  }
}

const planted = { lint: plants.filter(({ by }) => by === 'lint'), tsc: plants.filter(({ by }) => by === 'tsc') };
let found: Record<'lint' | 'tsc' | 'clean', Reports>;

beforeAll(() => {
  found = { lint: judge('lint', planted.lint), tsc: judge('tsc', planted.tsc), clean: judge('tsc', []) };
}, 240_000);

describe('a planted violation is reported', () => {
  test.each(plants)('$by $rule: $at: $code', ({ at, by, rule }) => {
    expect(found[by].get(at) ?? 'nothing was reported').toContain(rule);
  });

  test('every layer of the table has one', () => {
    const folders = new Set(plants.map(({ at }) => at.slice(0, at.lastIndexOf('/') + 1)));
    const without = layers.filter(({ at }) => at.endsWith('/') && !folders.has(at));
    expect(without.map(({ at }) => at)).toEqual([]);
  });
});

describe('what is allowed stays silent', () => {
  test.each(Object.keys(controls))('%s', (at) => {
    expect(found.lint.get(at)?.match(/.*bulkhead.*/g) ?? []).toEqual([]);
    expect(found.clean.get(at) ?? '').toBe('');
  });
});
