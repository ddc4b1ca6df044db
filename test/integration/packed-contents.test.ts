import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFakeRuntime } from '../../build/fake-runtime.ts';
import { type Check, checkArchive, checkFuses } from '../../build/packed-contents.ts';
import { firstUrl } from '../../build/packed-start.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-packed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

const faulty = (checks: readonly Check[]): readonly string[] =>
  checks.filter(({ fault }) => fault !== undefined).map(({ name }) => name);

/** What a package of this product looks like, and nothing more. */
function writeProduct(): void {
  write('app/package.json', JSON.stringify({ main: 'dist/main/index.js' }));
  const threads = ['judging', 'reading', 'foreign'].map((name) => `main/${name}-worker.js`);
  for (const path of ['main/index.js', ...threads, 'preload/preload.cjs', 'renderer/index.html', 'verify/verify.html'])
    write(`app/dist/${path}`, '');
  write('app/node_modules/better-sqlite3/prebuilds/linux-x64.node', '');
  write('packed/resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node', '');
}

async function inspect(): Promise<readonly string[]> {
  const archive = join(folder, 'app.asar');
  await createPackage(join(folder, 'app'), archive);
  return faulty(checkArchive(archive, join(folder, 'packed')));
}

describe('the package check', () => {
  test('finds nothing wrong with the product alone', async () => {
    writeProduct();
    expect(await inspect()).toEqual([]);
  });

  test.each([
    [
      'app/main/app/app.ts',
      '',
      ['the archive holds dist, node_modules, package.json and nothing else', 'no TypeScript'],
    ],
    ['app/dist/main/index.js.map', '', ['no source maps']],
    ['app/node_modules/zod/index.js', '', ['better-sqlite3 is the only package']],
    [
      'app/package.json',
      '{"main":"dist/main/index.js","devDependencies":{}}',
      ['the packed package.json names no development packages'],
    ],
    ['app/package.json', '{"main":"main/x.ts"}', ['the packed package.json starts the Electron entry']],
    ['packed/resources/app-update.yml', '', ['no update channel']],
    [
      'app/node_modules/better-sqlite3/prebuilds/win32-x64.node',
      '',
      [
        'there is one native binary, the one for this platform',
        'the native binary lies outside the archive, where it can be loaded',
      ],
    ],
  ])('reports %s %s', async (path, text, wanted) => {
    writeProduct();
    write(path, text);
    expect(await inspect()).toEqual(wanted);
  });

  test('reports the fuses of a runtime that nobody has flipped', async () => {
    writeFakeRuntime(folder, '1.0.0');
    expect(faulty(await checkFuses(join(folder, 'electron')))).toContain('fuse RunAsNode is off');
  });
});

describe('waiting for the link of a packed console', () => {
  test('gives the link', async () => {
    const entry = write(
      'entry.mjs',
      `console.log('open http://127.0.0.1:4711/enter?t=x'); setInterval(() => {}, 1000);`,
    );
    expect(await firstUrl(entry, join(folder, 'home'))).toEqual({ url: 'http://127.0.0.1:4711/enter?t=x' });
  });

  test('tells what a console printed that ended without one', async () => {
    const entry = write('entry.mjs', `console.error('no such module'); process.exitCode = 3;`);
    expect(await firstUrl(entry, join(folder, 'home'))).toEqual({
      fault: 'it ended with 3 and printed:\nno such module\n',
    });
  });
});
