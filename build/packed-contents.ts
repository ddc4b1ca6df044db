import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

export interface Check {
  readonly name: string;
  /** What was found instead; absent if the check holds. */
  readonly fault?: string;
}

const check = (name: string, found: unknown, wanted: unknown): Check => {
  const [is, should] = [JSON.stringify(found), JSON.stringify(wanted)];
  return is === should ? { name } : { name, fault: `found ${is}, wanted ${should}` };
};

/** What the archive holds, and what was left outside of it. */
export function checkArchive(archive: string, packed: string): readonly Check[] {
  const entries = listPackage(archive, { isPack: false }).map((entry) =>
    entry.replaceAll('\\', '/').replace(/^\//, ''),
  );
  const under = (folder: string): string[] =>
    [
      ...new Set(
        entries
          .filter((entry) => entry.startsWith(folder))
          .map((entry) => entry.slice(folder.length).split('/')[0] ?? ''),
      ),
    ].filter((name) => name !== '');
  const natives = entries.filter((entry) => entry.endsWith('.node'));
  const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>;
  return [
    check('the archive holds dist, node_modules, package.json and nothing else', under('').toSorted(), [
      'dist',
      'node_modules',
      'package.json',
    ]),
    check('dist holds all four parts', under('dist/').toSorted(), ['main', 'preload', 'renderer', 'verify']),
    check('the page is there', entries.includes('dist/renderer/index.html'), true),
    check('the verifier page is there', entries.includes('dist/verify/verify.html'), true),
    check('the preload is there', entries.includes('dist/preload/preload.cjs'), true),
    check('better-sqlite3 is the only package', under('node_modules/'), ['better-sqlite3']),
    check('there is one native binary, the one for this platform', natives, [
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]),
    check(
      'the native binary lies outside the archive, where it can be loaded',
      natives.map((native) => existsSync(join(packed, 'resources/app.asar.unpacked', native))),
      [true],
    ),
    check(
      'no source maps',
      entries.filter((entry) => entry.endsWith('.map')),
      [],
    ),
    check(
      'no TypeScript',
      entries.filter((entry) => /(?<!\.d)\.tsx?$/.test(entry)),
      [],
    ),
    check('the packed package.json names no development packages', manifest['devDependencies'] ?? null, null),
    check('the packed package.json starts the Electron entry', manifest['main'], 'dist/main/index.js'),
    check('the entry is there', entries.includes('dist/main/index.js'), true),
    check(
      'the threads that verify are there, as files of their own',
      ['judging-worker', 'reading-worker', 'foreign-worker'].map((name) => entries.includes(`dist/main/${name}.js`)),
      [true, true, true],
    ),
    check('no update channel', existsSync(join(packed, 'resources/app-update.yml')), false),
  ];
}

/** How the list of fuses in a binary spells on and off. */
const spelled = { on: '1'.charCodeAt(0), off: '0'.charCodeAt(0) };

const wantedFuses: Readonly<Record<keyof typeof FuseV1Options, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

export async function checkFuses(binary: string): Promise<readonly Check[]> {
  const wire = await getCurrentFuseWire(binary);
  return Object.entries(wantedFuses).map(([name, on]) => {
    const state = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
    return check(`fuse ${name} is ${on ? 'on' : 'off'}`, state, on ? spelled.on : spelled.off);
  });
}
