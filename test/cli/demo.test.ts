import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingForCaRig } from '../../main/hosts/cli/demo/rig/ca-rig.ts';
import { missingForRedisRig } from '../../main/hosts/cli/demo/rig/redis-rig.ts';
import { missingForSshRig } from '../../main/hosts/cli/demo/rig/ssh-rig.ts';
import { root } from '../support/source-tree.ts';

const missing = [...missingForCaRig(), ...missingForSshRig(), ...missingForRedisRig()];

/** As README says it, with the pinned Node. */
function bulkhead(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, 'main/hosts/cli/entry.ts'), ...args], {
    encoding: 'utf8',
    timeout: 120_000,
  });
}

describe.skipIf(missing.length > 0)('the demo of README', () => {
  let dir: string;
  let bundle: string;
  let said: string;

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'bulkhead-demo-'));
    const demo = bulkhead('demo', '--home', join(dir, 'home'), '--out', join(dir, 'out'));
    if (demo.status !== 0 || demo.stderr !== '')
      throw new Error(`the demo ended ${String(demo.status)}: ${demo.stderr}`);
    said = demo.stdout;
    bundle = join(dir, 'out', readdirSync(join(dir, 'out'))[0] ?? '');
  }, 150_000);

  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test.each(['K11', 'K12', 'K18'])('%s was alive, was revoked, is proven, and its session is gone', (template) => {
    expect(said).toMatch(new RegExp(`${template} effective: must fail blocked, must work passed, residual none`));
    expect(said).toMatch(new RegExp(`${template} session held open from before: alive -> dead`));
  });

  test('command changed hands and clocks run', () => {
    expect(said).toContain('Ben Okafor commands');
    expect(said).toMatch(/clock NIS2\.EW .*: running, due/);
    expect(said).toMatch(/clock DORA\.IN .*: running, due/);
  });

  test('the bundle verifies by three programs', () => {
    const ours = bulkhead('verify', bundle);
    expect([ours.status, ours.stdout.split('\n')[0]]).toEqual([0, 'verified']);
    const python = spawnSync('python3', ['verify.py'], { cwd: bundle, encoding: 'utf8' });
    expect([python.status, python.stdout.trim().split('\n').at(-1)]).toEqual([0, 'VERIFIED']);
    expect(
      spawnSync('sha256sum', ['--strict', '--quiet', '-c', 'tagmanifest-sha256.txt', 'manifest-sha256.txt'], {
        cwd: bundle,
      }).status,
    ).toBe(0);
  });

  test('one changed byte of evidence is found and named by each', () => {
    const exhibits = join(bundle, 'data/exhibits');
    const name = readdirSync(exhibits)[0] ?? '';
    const path = join(exhibits, name);
    const bytes = readFileSync(path);
    const original = Buffer.from(bytes);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const answers = [
      bulkhead('verify', bundle),
      spawnSync('python3', ['verify.py'], { cwd: bundle, encoding: 'utf8' }),
      spawnSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: bundle, encoding: 'utf8' }),
    ];
    expect(answers.map(({ status, stdout }) => [status, stdout.includes(name)])).toEqual([
      [1, true],
      [1, true],
      [1, true],
    ]);
    writeFileSync(path, original);
  });

  test('no passphrase and no secret of the estate is in the bundle', () => {
    const secrets = [
      'ada.passphrase',
      'ben.passphrase',
      'estate/k18/svc.pass',
      'estate/k18/admin.pass',
      'estate/k18/next.pass',
      'estate/k11/ca.pass',
    ].map((file) => readFileSync(join(dir, 'home', file), 'utf8').trim());
    const files = readdirSync(bundle, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const leaking = files.filter((file) => {
      const text = readFileSync(join(file.parentPath, file.name), 'latin1');
      return secrets.some((secret) => text.includes(secret));
    });
    expect(leaking.map((file) => file.name)).toEqual([]);
  });
});
