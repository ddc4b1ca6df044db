import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createBuilder, type Plugin } from 'vite';
import { root } from './source-tree.ts';

export interface BuiltHosts {
  /** Path of a built entry: `index` is Electron's. */
  entry(name: 'index' | 'loopback' | 'cli'): string;
  remove(): void;
}

export const stubPage = '<!doctype html><title>stub</title><script type="module" src="./assets/app-0.js"></script>';

/**
 * Builds the hosts of the tree as it is now, apart from `dist`: a test never judges yesterday's build, and several can build at
 * once. The page is a stub, because the hosts do not care what they serve. It lies inside the tree, where the native module
 * is found.
 */
export async function buildHosts(...plugins: readonly Plugin[]): Promise<BuiltHosts> {
  mkdirSync(resolve(root, 'test-results'), { recursive: true });
  const folder = mkdtempSync(resolve(root, 'test-results/built-'));
  const into = (name: string) => ({ build: { outDir: join(folder, name) } });
  try {
    const builder = await createBuilder({
      configFile: resolve(root, 'vite.config.ts'),
      logLevel: 'error',
      environments: { main: into('main'), preload: into('preload') },
      plugins: [...plugins],
    });
    for (const name of ['main', 'preload']) {
      const environment = builder.environments[name];
      if (environment !== undefined) await builder.build(environment);
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer/index.html'), stubPage);
  writeFileSync(join(folder, 'renderer/assets/app-0.js'), 'export {};\n');
  return {
    entry: (name) => join(folder, 'main', `${name}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
