import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KINDS, foundFile, foundText } from '../../build/list-content.ts';
import { root } from '../support/source-tree.ts';

test.each(KINDS.map((kind) => [foundFile(kind), kind] as const))('%s is what lies in its folder', (file, kind) => {
  expect(readFileSync(join(root, file), 'utf8'), 'run: npm run content').toBe(foundText(kind));
});
