import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const generated = new Set(['.git', '.tsbuild', 'coverage', 'dist', 'node_modules', 'release', 'test-results']);

/** Every file that a person wrote, relative to the repository root, with `/`. */
export function sourceFiles(folder = ''): readonly string[] {
  return readdirSync(resolve(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    // In a linked working copy `.git` is a file.
    if (generated.has(entry.name)) return [];
    if (entry.isDirectory()) return sourceFiles(`${path}/`);
    return entry.isFile() ? [path] : [];
  });
}
