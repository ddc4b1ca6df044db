import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { root } from './source-tree.ts';

export const FROZEN_BUNDLE = resolve(root, 'test/vectors/bundle/v1/good');

export type Edit =
  | { readonly op: 'flip'; readonly path: string; readonly offset: number; readonly bit: number }
  | { readonly op: 'delete' | 'crlf'; readonly path: string }
  | { readonly op: 'write'; readonly path: string; readonly text: string }
  | { readonly op: 'truncate'; readonly path: string; readonly size: number }
  | { readonly op: 'rename' | 'swap' | 'link'; readonly path: string; readonly to: string };

export interface FolderCopy {
  readonly path: string;
  edit(edit: Edit): void;
  remove(): void;
}

/** The frozen bundle in a folder of its own, to be damaged. */
export function copyFrozenBundle(): FolderCopy {
  const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-bundle-'));
  const path = join(scratch, 'bundle');
  cpSync(FROZEN_BUNDLE, path, { recursive: true });
  return { path, edit: (edit) => apply(path, edit), remove: () => rmSync(scratch, { recursive: true, force: true }) };
}

function apply(folder: string, edit: Edit): void {
  const file = join(folder, edit.path);
  switch (edit.op) {
    case 'flip': {
      const bytes = readFileSync(file);
      if (edit.offset >= bytes.length) throw new Error(`${edit.path} has ${bytes.length} bytes`);
      bytes[edit.offset] = (bytes[edit.offset] ?? 0) ^ (1 << edit.bit);
      writeFileSync(file, bytes);
      return;
    }
    case 'crlf':
      writeFileSync(file, readFileSync(file, 'latin1').replaceAll('\n', '\r\n'), 'latin1');
      return;
    case 'delete':
      rmSync(file);
      return;
    case 'write':
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, edit.text);
      return;
    case 'truncate':
      truncateSync(file, edit.size);
      return;
    case 'rename':
      renameSync(file, join(folder, edit.to));
      return;
    case 'swap': {
      const [a, b] = [readFileSync(file), readFileSync(join(folder, edit.to))];
      writeFileSync(file, b);
      writeFileSync(join(folder, edit.to), a);
      return;
    }
    case 'link':
      symlinkSync(edit.to, file);
  }
}
