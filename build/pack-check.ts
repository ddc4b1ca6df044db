// `npm run pack:check`: packs for Linux against a placeholder runtime and looks into the result. What it cannot show without a
// real Electron is whether the window opens.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll } from '@electron/asar';
import { writeFakeRuntime } from './fake-runtime.ts';
import { checkArchive, checkFuses, type Check } from './packed-contents.ts';
import { firstUrl } from './packed-start.ts';

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'bulkhead-pack-'));

try {
  process.exitCode = await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main(): Promise<number> {
  if (!existsSync(join(root, 'dist/main/loopback.js'))) {
    console.error('pack:check: there is no dist/main/loopback.js; run `npm run build` first');
    return 1;
  }
  const packed = pack();
  if (packed === undefined) return 1;
  const archive = join(packed, 'resources/app.asar');
  const checks = [
    ...checkArchive(archive, packed),
    ...(await checkFuses(join(packed, 'bulkhead'))),
    await checkStart(archive),
  ];
  for (const { name, fault } of checks)
    console.log(fault === undefined ? `ok      ${name}` : `NOT OK  ${name}: ${fault}`);
  const failed = checks.filter(({ fault }) => fault !== undefined).length;
  console.log(`pack:check: ${checks.length - failed} of ${checks.length} assertions hold`);
  return failed === 0 ? 0 : 1;
}

function pack(): string | undefined {
  const runtime = join(scratch, 'runtime');
  const version = /^electronVersion: (.*)$/m.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))?.[1] ?? '';
  writeFakeRuntime(runtime, version);
  const args = [
    '--linux',
    'dir',
    '--x64',
    `-c.electronDist=${runtime}`,
    `-c.directories.output=${join(scratch, 'out')}`,
  ];
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const done = spawnSync(process.execPath, [builder, ...args], { cwd: root, encoding: 'utf8' });
  const packed = join(scratch, 'out/linux-unpacked');
  if (done.status === 0 && existsSync(packed)) return packed;
  console.error(`${done.stdout}${done.stderr}\npack:check: electron-builder ended with ${String(done.status)}`);
  return undefined;
}

/** The archive, taken apart and away from this repository's node_modules, must be enough for plain Node to serve the console. */
async function checkStart(archive: string): Promise<Check> {
  const name = `the packed loopback console starts under Node ${process.versions.node}`;
  const app = join(scratch, 'app');
  extractAll(archive, app);
  const started = await firstUrl(join(app, 'dist/main/loopback.js'), join(scratch, 'home'));
  return 'url' in started ? { name } : { name, fault: started.fault };
}
