import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judgeImport } from '../../build/judge-import.ts';
import { scanImports } from '../support/scan-imports.ts';
import { root, sourceFiles } from '../support/source-tree.ts';

const plantedOnPurpose = 'test/architecture/plants.ts';

describe('the scanner', () => {
  test('finds every way to import', () => {
    const code = [
      `import 'a';`,
      `import b from 'b';`,
      `import { c, type D, e as f } from './c.ts';`,
      `import {\n  g,\n} from 'g';`,
      `import type { H } from 'h';`,
      `import * as i from 'i';`,
      `export { j } from 'j';`,
      `export * from 'k';`,
      `const l = await import('l');`,
      `const m = require('m');`,
      `export const n = 'n';`,
      `// import 'o';`,
    ].join('\n');
    expect(scanImports(code).map(({ specifier, typeOnly, names }) => [specifier, typeOnly, names])).toEqual([
      ['a', false, undefined],
      ['b', false, undefined],
      ['./c.ts', false, ['c', 'e']],
      ['g', false, ['g']],
      ['h', true, ['H']],
      ['i', false, undefined],
      ['j', false, ['j']],
      ['k', false, undefined],
      ['l', false, undefined],
      ['m', false, undefined],
    ]);
  });
});

test('every import in the tree is in the layer table', () => {
  const sources = sourceFiles().filter((path) => /\.tsx?$/.test(path) && path !== plantedOnPurpose);
  const violations = sources.flatMap((path) =>
    scanImports(readFileSync(resolve(root, path), 'utf8')).flatMap((found) => {
      const message = judgeImport(path, found);
      return message === undefined ? [] : [`${path}: ${message}`];
    }),
  );
  expect(violations).toEqual([]);
});

test('relative imports name the file they mean', () => {
  const sources = sourceFiles().filter((path) => /\.tsx?$/.test(path) && path !== plantedOnPurpose);
  const bare = sources.flatMap((path) =>
    scanImports(readFileSync(resolve(root, path), 'utf8'))
      .filter(({ specifier }) => specifier.startsWith('.') && !/\.[a-z0-9]+(\?.*)?$/.test(specifier))
      .map(({ specifier }) => `${path}: ${specifier}`),
  );
  expect(bare).toEqual([]);
});
