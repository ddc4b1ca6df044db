import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../shared/ledger/finding.ts';
import { type BuiltHosts, buildHosts } from '../support/built-hosts.ts';
import { type Ended, runNode } from '../support/run-node.ts';
import { declaration, passphrase, setupFile } from '../support/setup-input.ts';

let built: BuiltHosts;
let scratch: string;
let bundle: string;
let report: Report;

/** As on the recipient's machine: an empty account, no home, no passphrase. */
const verify = (...args: readonly string[]): Promise<Ended> =>
  runNode([built.entry('cli'), 'verify', ...args], '', { HOME: join(scratch, 'recipient') });

beforeAll(async () => {
  built = await buildHosts();
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-verify-test-'));
  mkdirSync(join(scratch, 'recipient'));
  mkdirSync(join(scratch, 'out'));
  writeFileSync(join(scratch, 'passphrase'), passphrase);
  writeFileSync(join(scratch, 'setup.json'), JSON.stringify(setupFile));
  const signed = ['--home', join(scratch, 'home'), '--passphrase-file', join(scratch, 'passphrase')];
  const run = async (args: readonly string[], input?: unknown): Promise<string> => {
    const { code, stdout, stderr } = await runNode([built.entry('cli'), ...args, ...signed], JSON.stringify(input));
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  await run(['setup', join(scratch, 'setup.json')]);
  const { incident } = JSON.parse(await run(['call', 'incidents.declare'], declaration)) as { incident: string };
  const about = ['--out', join(scratch, 'out'), '--recipient', 'Counsel', '--purpose', 'legal hold'];
  bundle = (await run(['export', '--incident', incident, ...about])).trim();
  report = JSON.parse((await verify(bundle, '--json')).stdout) as Report;
});

afterAll(() => {
  built.remove();
  rmSync(scratch, { recursive: true, force: true });
});

test('an untouched bundle is verified, and nothing is left on the machine that checked it', async () => {
  expect(report).toMatchObject({
    verified: true,
    summary: { type: 'incident', operators: [{ name: 'Ada Commander' }] },
  });
  expect(await verify(bundle)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^verified\n/) as string });
  expect(readdirSync(join(scratch, 'recipient'))).toEqual([]);
  expect(existsSync(join(scratch, 'recipient', '.bulkhead'))).toBe(false);
});

test('a checkpoint that was kept shows that nothing was cut off since; one that fits nothing, and one that is none', async () => {
  const kept = join(bundle, 'data/ledger/checkpoint');
  const good = await verify(bundle, '--known', kept);
  expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('is part of this ledger') as string });
  const other = join(scratch, 'other');
  const [origin, size, root] = readFileSync(kept, 'utf8').split('\n');
  writeFileSync(other, `${origin}\n${Number(size) + 1}\n${root}\n`);
  const ahead = await verify(bundle, '--known', other);
  expect(ahead).toMatchObject({ code: 1, stdout: expect.stringContaining('KNOWN_CHECKPOINT_AHEAD') as string });
  writeFileSync(other, readFileSync(kept, 'utf8').replaceAll('\n', '\r\n'));
  const mailed = await verify(bundle, '--known', other);
  expect(mailed).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('(CRLF)') as string });
});

test('the fingerprint of the console, known from elsewhere, anchors it; another one refuses it', async () => {
  const fingerprint = report.summary.consoleFingerprint ?? '';
  expect(await verify(bundle, '--fingerprint', fingerprint)).toMatchObject({ code: 0 });
  const other = await verify(
    bundle,
    '--fingerprint',
    fingerprint.replace(/./g, (digit) => (digit === '0' ? '1' : '0')),
  );
  expect(other).toMatchObject({ code: 1, stdout: expect.stringMatching(/^NOT verified\nerror\t/) as string });
});

test('one changed byte, in whichever file, is found', async () => {
  const files = readdirSync(bundle, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(5);
  for (const { parentPath, name } of files) {
    const copy = join(scratch, 'copy');
    rmSync(copy, { recursive: true, force: true });
    cpSync(bundle, copy, { recursive: true });
    const path = join(parentPath, name).replace(bundle, copy);
    const bytes = readFileSync(path);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, stdout } = await verify(copy);
    expect([name, code]).toEqual([name, 1]);
    expect(stdout).toMatch(/^$|^NOT verified\nerror\t/);
  }
});

test('what is no bundle at all is a failure with a hint, not a verdict', async () => {
  const { code, stdout, stderr } = await verify(join(scratch, 'recipient'));
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/error: .*\(BUNDLE_UNREADABLE\)\n(?: .*\n)*hint: /);
});

test('a witness whose word is wanted, and a key that is none', async () => {
  const witness = 'witness.example/w1+773a6c12+BMhTrQ8M0rYZrqks7sT9VqJNZJnVhM55JX5Fz9gTm2Cn';
  const wanted = await verify(bundle, '--vkey', witness);
  expect(wanted).toMatchObject({ code: 1, stdout: expect.stringContaining('TRUST_NOT_ANCHORED') as string });
  const slip = await verify(bundle, '--vkey', witness.replace('773a6c12', '773a6c13'));
  expect(slip).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('it is 773a6c12') as string });
  const log = readFileSync(join(bundle, 'trust/vkeys.txt'), 'utf8').split('\n')[0] ?? '';
  expect((await verify(bundle, '--vkey', log)).stderr).toContain('the key of a log');
});

test.runIf(existsSync('/dev/zero'))('a checkpoint that never ends is refused, not read', async () => {
  const { code, stderr } = await verify(bundle, '--known', '/dev/zero');
  expect(code).toBe(1);
  expect(stderr).toContain('larger than what belongs here');
});
