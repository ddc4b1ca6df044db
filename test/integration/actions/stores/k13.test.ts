import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k13RegistryCredentials } from '../../../../playbooks/actions/stores/k13-registry-credentials.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { missingForRegistryRig, startRegistryRig, type RegistryRig } from '../../../support/rigs/registry-rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForRegistryRig();
if (missing.length > 0) console.warn(`K13 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K13 against a real registry', () => {
  const folder = temporaryFolder('k13');
  let rig: RegistryRig;
  let drive: Drive;
  let held: HeldSession;
  const driveWith = (other: Readonly<Record<string, string>>): Drive =>
    new Drive(k13RegistryCredentials, { ...rig, params: { ...rig.params, ...other } });

  beforeAll(async () => {
    rig = await startRegistryRig(folder.path);
    drive = driveWith({});
    held = await rig.holdSession();
  }, 240_000);
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the credential works, the control too, and a download is under way', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await drive.verdict('residual')).toBe('live');
    expect(await drive.verdict('collect')).toBe('done');
    expect((await drive.step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [{ name: 'works before', value: 'yes' }],
    });
  });

  test('the dry run refuses what is not there, and a registry that hands out tokens', async () => {
    expect(await driveWith({ user: 'nobody-here' }).verdict('dryRun')).toBe('refused');
    expect(await driveWith({ user: 'svc-serving' }).verdict('dryRun')).toBe('refused');
    const tokens = createServer((_request, answer) => {
      answer.writeHead(401, { 'www-authenticate': 'Bearer realm="https://auth.example/token"' }).end();
    }).listen(0, '127.0.0.1');
    await once(tokens, 'listening');
    const address = tokens.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { reading } = await driveWith({ registry: `http://127.0.0.1:${port}` }).step('dryRun');
    tokens.close();
    expect(reading.verdict).toBe('refused');
    expect(reading.summary).toContain('token service');
  });

  test('a refused password alone is no proof while the user stands in the file', async () => {
    expect(await driveWith({ userPassword: join(folder.path, 'next.pass') }).verdict('mustFail')).toBe('unclear');
  });

  test('apply: the next request is refused without a restart, but the download goes on and is reported', async () => {
    expect(await drive.verdict('apply')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await held.alive()).toBe(true);
    expect((await drive.step('residual')).reading.verdict).toBe('live');
  });

  test('the trap of the mirror: one that goes on serving is not cut', async () => {
    const mirror = createServer((_request, answer) => {
      answer.end('{"tags":["prod"]}');
    }).listen(0, '127.0.0.1');
    await once(mirror, 'listening');
    const address = mirror.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const verdict = await driveWith({ mirror: `http://127.0.0.1:${port}` }).verdict('mustFail');
    mirror.close();
    expect(verdict).toBe('passed');
  });

  test('killSessions ends what was under way; what came since is left alone', async () => {
    const { sessions = [] } = (await drive.step('residual')).reading;
    expect((await drive.step('killSessions', sessions)).reading.verdict).toBe('done');
    expect(await held.alive()).toBe(false);
    expect(await drive.verdict('residual', sessions)).toBe('none');
  });

  test('undo brings the user back with a new password; the old one stays dead', async () => {
    expect(await drive.verdict('undo')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('unclear');
    expect(await driveWith({ userPassword: rig.params['newPassword'] ?? '' }).verdict('mustFail')).toBe('passed');
  });

  test('a user that stands in the file twice goes as a whole', async () => {
    const file = rig.params['htpasswdFile'] ?? '';
    const line = (await readFile(file, 'utf8')).split('\n').find((one) => one.startsWith('svc-deploy:'));
    await appendFile(file, `${line ?? ''}\n`);
    expect(await drive.verdict('apply')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('blocked');
  });

  test('no secret is in any output or argument', async () => {
    const files = ['svc', 'control', 'next'].map((name) => join(folder.path, `${name}.pass`));
    expect(await stepsThatTell(drive, files, ['collect', 'dryRun', 'mustFail', 'apply', 'residual', 'undo'])).toEqual(
      [],
    );
  });

  test('a registry that is down, with a password file nobody can read, gives no proof of anything', async () => {
    await rig.stop();
    expect(await distinctVerdicts(drive, ['mustFail', 'mustWork', 'residual', 'undo'])).toEqual(['unclear']);
    await writeFile(rig.params['htpasswdFile'] ?? '', '');
    expect(await distinctVerdicts(drive, ['mustFail', 'dryRun', 'apply'])).toEqual(['unclear']);
  });
});
