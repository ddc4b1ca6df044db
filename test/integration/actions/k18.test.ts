import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k18RedisUser } from '../../../playbooks/actions/k18-redis-user.ts';
import { missingForRedisRig, startRedisRig } from '../../../main/hosts/cli/demo/rig/redis-rig.ts';
import type { HeldSession, Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from './drive.ts';
const missing = missingForRedisRig();
if (missing.length > 0) console.warn(`K18 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K18 against a real Redis', () => {
  const folder = temporaryFolder('k18');
  let rig: Rig;
  let drive: Drive;
  let held: HeldSession;

  beforeAll(async () => {
    rig = await startRedisRig(folder.path);
    drive = new Drive(k18RedisUser, rig);
    held = await rig.holdSession();
  });
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the credential works, so the must-fail probe passes', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await drive.verdict('residual')).toBe('live');
  });

  test('collect keeps the connections, the dry run finds nothing in the way', async () => {
    expect(await drive.verdict('collect')).toBe('done');
    const { reading } = await drive.step('dryRun');
    expect(reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'works before', value: 'yes' },
        { name: 'acl file', value: 'yes' },
      ],
    });
  });

  test('a server that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      const { reading, outputs } = await drive.step('mustFail');
      expect(outputs.map((output) => output.timedOut)).toEqual([true, true]);
      expect(reading.verdict).toBe('unclear');
    } finally {
      rig.resume();
    }
  });

  test('apply switches the user off: logins fail, others work, but revoked is not cut', async () => {
    const { reading } = await drive.step('apply');
    expect(reading).toMatchObject({
      verdict: 'done',
      facts: [
        { name: 'user state', value: 'off' },
        { name: 'saved', value: 'yes' },
      ],
    });
    expect(await drive.verdict('mustFail')).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await held.alive()).toBe(true);
  });

  test('the residual step finds the open connection, killSessions ends it', async () => {
    const live = (await drive.step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(live.sessions).toHaveLength(1);
    const kill = (await drive.step('killSessions', live.sessions)).reading;
    expect(kill).toMatchObject({ verdict: 'done', facts: [{ name: 'ended', value: '1' }] });
    expect(await held.alive()).toBe(false);
    expect(await drive.verdict('residual')).toBe('none');
  });

  test('no secret is in any output', async () => {
    const passwords = await secretsOf(rig);
    for (const name of ['dryRun', 'mustFail', 'apply'] as const) {
      const { outputs } = await drive.step(name);
      for (const password of passwords) expect(outputs.map((output) => output.text).join('')).not.toContain(password);
    }
  });

  test('undo brings the user back with a new password; the old one stays dead', async () => {
    expect(await drive.verdict('undo')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('unclear');
    const renewed = new Drive(k18RedisUser, {
      ...rig,
      params: { ...rig.params, userPassword: rig.params['newPassword'] ?? '' },
    });
    expect(await renewed.verdict('mustFail')).toBe('passed');
  });

  test('a server that is down gives no proof of anything', async () => {
    await rig.stop();
    for (const name of [
      'mustFail',
      'mustWork',
      'residual',
      'dryRun',
      'collect',
      'apply',
      'undo',
      'killSessions',
    ] as const) {
      expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
    }
  });
});

async function secretsOf(rig: Rig): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises');
  const files = ['userPassword', 'controlPassword', 'adminPassword', 'newPassword'].map(
    (name) => rig.params[name] ?? '',
  );
  return Promise.all(files.map(async (path) => (await readFile(path, 'utf8')).trim()));
}
