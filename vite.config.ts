import { builtinModules } from 'node:module';
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';
import { paperFonts } from './build/paper-fonts.ts';
import { singlePage } from './build/single-page.ts';

const root = import.meta.dirname;
const at = (path: string): string => resolve(root, path);

/** Entries of the host side. Vite does not bundle a worker that a server file starts, so each worker is an entry too. */
const entries: Readonly<Record<string, string>> = {
  index: 'main/hosts/electron/entry.ts',
  loopback: 'main/hosts/loopback/entry.ts',
  cli: 'main/hosts/cli/entry.ts',
};
const workers = Object.fromEntries(
  globSync('main/adapters/**/*-worker.ts', { cwd: root }).map((path): [string, string] => [
    basename(path, '.ts'),
    path,
  ]),
);
const preload = 'main/hosts/electron/preload.ts';
const page = 'renderer/index.html';
const verifyPage = 'renderer/verify-page/entry.ts';
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { readonly version: string };

// Everything else is bundled, so that the package carries one native module and nothing that a bundle does not need.
const external = [/^node:/, ...builtinModules, 'electron', 'better-sqlite3'];

const hostSide = {
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron', 'better-sqlite3'] },
} satisfies EnvironmentOptions;

export default defineConfig({
  root: at('renderer'),
  publicDir: false,
  plugins: [
    react(),
    paperFonts('main', root),
    singlePage('verify', { template: at('renderer/verify-page/page.html'), fileName: 'verify.html', version }),
  ],
  environments: {
    client: {
      build: {
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        target: 'chrome150',
        // The content security policy admits files of our own, not data: in place of them, and no inline script.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        license: true,
        rolldownOptions: { input: at(page) },
      },
    },
    // The recipient's verifier: one file, for whatever browser a stranger has.
    verify: {
      consumer: 'client',
      build: {
        outDir: at('dist/verify'),
        emptyOutDir: true,
        target: ['chrome123', 'firefox121', 'safari17.5'],
        modulePreload: { polyfill: false },
        cssCodeSplit: false,
        license: true,
        rolldownOptions: {
          input: { verify: at(verifyPage) },
          output: { format: 'iife', codeSplitting: false },
        },
      },
    },
    main: {
      ...hostSide,
      build: {
        ssr: true,
        target: 'node24',
        outDir: at('dist/main'),
        emptyOutDir: true,
        license: true,
        rolldownOptions: {
          external,
          input: Object.fromEntries(Object.entries({ ...entries, ...workers }).map(([name, path]) => [name, at(path)])),
          // Shared code stays beside the entries, because it finds workers relative to itself.
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
    preload: {
      ...hostSide,
      build: {
        ssr: true,
        target: 'node24',
        outDir: at('dist/preload'),
        emptyOutDir: true,
        rolldownOptions: {
          external,
          input: { preload: at(preload) },
          // A sandboxed preload is one CommonJS file: it can neither import nor split.
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'verify', 'main', 'preload']) {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`no build environment ${name}`);
        await builder.build(environment);
      }
    },
  },
});
