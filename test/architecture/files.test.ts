import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { root, sourceFiles } from '../support/source-tree.ts';

const longest = 400;
const most = 220;

const files = sourceFiles();
const code = files.filter((path) => /\.tsx?$/.test(path));
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');

test(`no file is longer than ${longest} lines`, () => {
  const lines = code.map((path) => ({ path, lines: read(path).split('\n').length - 1 }));
  expect(lines.filter((file) => file.lines > longest)).toEqual([]);
  const sorted = lines.map((file) => file.lines).toSorted((a, b) => a - b);
  const p90 = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  if (p90 > most) console.warn(`nine files in ten should stay within ${most} lines; they stay within ${p90}`);
});

test('no file is named after what it is instead of what it is about', () => {
  expect(code.filter((path) => /^(index|utils?|helpers?|types|common|misc)\.(d\.)?tsx?$/.test(basename(path)))).toEqual(
    [],
  );
});

test('names are in kebab case', () => {
  expect(code.filter((path) => !/^[a-z0-9]+([.-][a-z0-9]+)*\.tsx?$/.test(basename(path)))).toEqual([]);
});

test('the top level holds the parts of the product and its configuration, nothing else', () => {
  const folders = ['.ci', '.git', 'build', 'docs', 'main', 'playbooks', 'renderer', 'shared', 'test'];
  const generated = ['.tsbuild', 'coverage', 'dist', 'node_modules', 'release', 'test-results'];
  const present = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(present.map(({ name }) => name).filter((name) => ![...folders, ...generated].includes(name))).toEqual([]);
});

// Each pattern has a letter in brackets, so that this file does not contain what it looks for.
const forbidden: readonly (readonly [string, RegExp])[] = [
  ['a path of one machine', /(?<![\w.-])\/(?:wor[k]|roo[t])\//],
  [
    'the host name of a package registry',
    /registr[y]\.[a-z0-9-]+\.(?:org|com|net|io|dev|local|internal)|verdacci[o]|artifactor[y]/i,
  ],
  ['work that was put off', /\b(?:TOD[O]|FIXM[E]|XX[X])\b/],
  ['a conflict marker', /^(?:<{7}|>{7}) /],
];

test.each(forbidden)('no file contains %s', (_what, pattern) => {
  const text = files.filter((path) => !/\.(?:woff2|png|ico|icns|db|sqlite|zip|bin)$/.test(path));
  const found = text.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.slice(0, 160)}`] : [])),
  );
  expect(found).toEqual([]);
});
