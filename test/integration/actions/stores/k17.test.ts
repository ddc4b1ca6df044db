import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k17MariadbAccount } from '../../../../playbooks/actions/stores/k17-mariadb-account.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { missingForMariadbRig, startMariadbRig, type MariadbRig } from '../../../support/rigs/mariadb-rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForMariadbRig();
if (missing.length > 0) console.warn(`K17 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K17 against a real MariaDB', () => {
  const folder = temporaryFolder('k17');
  let rig: MariadbRig;
  let drive: Drive;
  let held: HeldSession;

  beforeAll(async () => {
    rig = await startMariadbRig(folder.path);
    drive = new Drive(k17MariadbAccount, rig);
    held = await rig.holdSession();
  }, 240_000);
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the user logs in, the control user too, and a session is open', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await drive.verdict('residual')).toBe('live');
    expect(await drive.verdict('collect')).toBe('done');
  });

  test('the dry run counts host patterns and sessions, and changes nothing', async () => {
    const { reading } = await drive.step('dryRun');
    expect(reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'works before', value: 'yes' },
        { name: 'host patterns open', value: '10.% 127.0.0.1' },
        { name: 'open sessions', value: '1' },
        { name: 'events in its name', value: '0' },
      ],
    });
    expect(await drive.verdict('mustFail')).toBe('passed');
  });

  test.each([
    ['a user that is not there', { user: 'nobody_here' }],
    ['the administrator itself', { user: 'ir_admin' }],
    [
      'an administrator without the rights',
      { adminUser: 'svc_checkout', adminPassword: 'control', controlUser: 'ir_admin', controlPassword: 'admin' },
    ],
  ])('the dry run refuses %s', async (_what, other: Record<string, string>) => {
    const passwords = ['adminPassword', 'controlPassword'].flatMap((name) =>
      other[name] === undefined ? [] : [[name, join(folder.path, `${other[name]}.pass`)] as const],
    );
    const params = { ...rig.params, ...other, ...Object.fromEntries(passwords) };
    expect(await new Drive(k17MariadbAccount, { ...rig, params }).verdict('dryRun')).toBe('refused');
  });

  test('the trap of host patterns: locked at one of them is not cut', async () => {
    await rig.sql("ALTER USER 'svc_recommender'@'127.0.0.1' ACCOUNT LOCK;");
    expect(await drive.verdict('mustFail')).toBe('unclear');
    await rig.sql("ALTER USER 'svc_recommender'@'127.0.0.1' ACCOUNT UNLOCK;");
  });

  test('apply locks every pattern: logins fail, others work, but the open session goes on and is reported', async () => {
    expect((await drive.step('apply')).reading).toMatchObject({
      verdict: 'done',
      facts: [{ name: 'accounts locked', value: '2' }],
    });
    expect(await drive.verdict('mustFail')).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await held.alive()).toBe(true);
    expect((await drive.step('residual')).reading).toMatchObject({ verdict: 'live' });
  });

  test('an administrator who sees and ends nobody else proves nothing', async () => {
    const blind = new Drive(k17MariadbAccount, {
      ...rig,
      params: { ...rig.params, adminUser: 'svc_checkout', adminPassword: join(folder.path, 'control.pass') },
    });
    expect(await blind.verdict('residual')).toBe('unclear');
    expect(await blind.verdict('killSessions')).toBe('failed');
    expect(await blind.verdict('apply')).toBe('failed');
    expect(await held.alive()).toBe(true);
  });

  test('killSessions ends it', async () => {
    expect((await drive.step('killSessions')).reading).toMatchObject({
      verdict: 'done',
      facts: [{ name: 'ended', value: '1' }],
    });
    expect(await held.alive()).toBe(false);
    expect(await drive.verdict('residual')).toBe('none');
  });

  test('undo brings the user back with a new password; the old one stays dead', async () => {
    expect(await drive.verdict('undo')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('unclear');
    const renewed = new Drive(k17MariadbAccount, {
      ...rig,
      params: { ...rig.params, userPassword: rig.params['newPassword'] ?? '' },
    });
    expect(await renewed.verdict('mustFail')).toBe('passed');
  });

  test('no secret is in any output or argument', async () => {
    const files = ['admin', 'svc', 'control', 'next'].map((name) => join(folder.path, `${name}.pass`));
    expect(await stepsThatTell(drive, files, ['collect', 'dryRun', 'mustFail', 'apply', 'residual', 'undo'])).toEqual(
      [],
    );
  });

  test('a server that hangs or is down gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustWork')).toBe('unclear');
    } finally {
      rig.resume();
    }
    await rig.stop();
    const steps = ['mustFail', 'mustWork', 'residual', 'dryRun', 'collect', 'apply', 'undo', 'killSessions'] as const;
    expect(await distinctVerdicts(drive, steps)).toEqual(['unclear']);
  }, 240_000);
});
