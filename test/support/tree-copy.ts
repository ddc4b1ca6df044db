import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Everything that decides what the linter and the compiler say, and none of the code they say it about. */
const judges = [
  '.gitignore',
  '.oxlintrc.json',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'build/judge-import.ts',
  'build/layers.ts',
  'build/lint-plugin.ts',
  'build/tsconfig.json',
  'main/electron-preload.d.ts',
  'main/env-core.d.ts',
  'main/env-preload.d.ts',
  'main/tsconfig.core.json',
  'main/tsconfig.json',
  'main/tsconfig.node.json',
  'main/tsconfig.preload.json',
  'playbooks/tsconfig.json',
  'renderer/tsconfig.json',
  'shared/env.d.ts',
  'shared/tsconfig.json',
  'test/tsconfig.json',
];

export interface TreeCopy {
  write(path: string, text: string): void;
  /** Runs an installed tool in the copy and returns all it printed. */
  run(tool: string, ...args: readonly string[]): string;
  remove(): void;
}

/** The repository's rules over an empty tree, outside the repository, so that nothing planted can stay behind in it. */
export function copyRules(root: string): TreeCopy {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'bulkhead-rules-')));
  for (const path of judges) cpSync(join(root, path), join(copy, path));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return {
    write(path, text) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    },
    run(tool, ...args) {
      const script = join(root, 'node_modules', '.bin', tool);
      const done = spawnSync(process.execPath, [script, ...args], { cwd: copy, encoding: 'utf8', maxBuffer: 1 << 26 });
      return done.stdout + done.stderr;
    },
    remove() {
      rmSync(copy, { recursive: true, force: true });
    },
  };
}
