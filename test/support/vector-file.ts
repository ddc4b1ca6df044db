import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './source-tree.ts';

/** A frozen JSON vector. The caller states its shape; test/vectors/README.md says where each comes from. */
export function vectorFile(name: string): unknown {
  return JSON.parse(readFileSync(resolve(root, 'test/vectors', name), 'utf8'));
}
