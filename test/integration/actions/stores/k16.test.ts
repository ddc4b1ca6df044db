import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k16PostgresqlRole } from '../../../../playbooks/actions/stores/k16-postgresql-role.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { missingForPostgresRig, startPostgresRig, type PostgresRig } from '../../../support/rigs/postgres-rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForPostgresRig();
if (missing.length > 0) console.warn(`K16 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K16 against a real PostgreSQL', () => {
  const folder = temporaryFolder('k16');
  let rig: PostgresRig;
  let drive: Drive;
  let held: HeldSession;

  beforeAll(async () => {
    rig = await startPostgresRig(folder.path);
    drive = new Drive(k16PostgresqlRole, rig);
    held = await rig.holdSession();
  }, 240_000);
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the role logs in, the control role too, and a session is open', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await drive.verdict('residual')).toBe('live');
    expect(await drive.verdict('collect')).toBe('done');
  });

  test('the trap of REVOKE CONNECT: the role still logs in, and the probe says so', async () => {
    await rig.sql('REVOKE CONNECT ON DATABASE postgres FROM "svc_recommender";');
    expect(await drive.verdict('mustFail')).toBe('passed');
  });

  test('the dry run names who else holds the rights, and changes nothing', async () => {
    await rig.sql('CREATE ROLE "batch" LOGIN;', 'GRANT "svc_recommender" TO "batch";');
    const { reading } = await drive.step('dryRun');
    expect(reading).toMatchObject({ verdict: 'ok' });
    expect(reading.facts).toEqual(
      expect.arrayContaining([
        { name: 'works before', value: 'yes' },
        { name: 'open sessions', value: '1' },
        { name: 'other logins with its rights', value: 'batch' },
      ]),
    );
    expect(await drive.verdict('mustFail')).toBe('passed');
  });

  test.each([
    ['a role that is not there', { role: 'nobody_here' }],
    ['the administrator itself', { role: 'ir_admin' }],
    ['a control role that cannot log in', { controlPassword: 'svc.pass' }],
    [
      'an administrator without the right',
      {
        adminUser: 'svc_checkout',
        adminPassword: 'control.pass',
        controlRole: 'ir_admin',
        controlPassword: 'admin.pass',
      },
    ],
  ])('the dry run refuses %s', async (_what, other) => {
    const params = Object.entries({ ...rig.params, ...other }).map(
      ([name, value]) =>
        [name, value.endsWith('.pass') ? join(folder.path, value.split('/').at(-1) ?? '') : value] as const,
    );
    const wrong = new Drive(k16PostgresqlRole, { ...rig, params: Object.fromEntries(params) });
    expect(await wrong.verdict('dryRun')).toBe('refused');
  });

  test('a server that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustFail')).toBe('unclear');
    } finally {
      rig.resume();
    }
  }, 240_000);

  test('apply: logins fail, others work, but the open session goes on and is reported', async () => {
    expect(await drive.verdict('apply')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await held.alive()).toBe(true);
    const live = (await drive.step('residual')).reading;
    expect(live).toMatchObject({ verdict: 'live' });
    expect(live.sessions).toHaveLength(1);
  });

  test('killSessions ends it', async () => {
    expect((await drive.step('killSessions')).reading).toMatchObject({
      verdict: 'done',
      facts: [{ name: 'ended', value: '1' }],
    });
    expect(await held.alive()).toBe(false);
    expect(await drive.verdict('residual')).toBe('none');
  });

  test('undo brings the role back with a new password; the old one stays dead, and the server never saw it in clear', async () => {
    expect(await drive.verdict('undo')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('unclear');
    const renewed = new Drive(k16PostgresqlRole, {
      ...rig,
      params: { ...rig.params, rolePassword: rig.params['newPassword'] ?? '' },
    });
    expect(await renewed.verdict('mustFail')).toBe('passed');
    const next = (await readFile(join(folder.path, 'next.pass'), 'utf8')).trim();
    expect(rig.log()).toContain('ALTER');
    expect(rig.log()).not.toContain(next);
  });

  test('no secret is in any output or argument', async () => {
    const files = ['admin', 'svc', 'control', 'next'].map((name) => join(folder.path, `${name}.pass`));
    expect(await stepsThatTell(drive, files, ['collect', 'dryRun', 'mustFail', 'apply', 'residual', 'undo'])).toEqual(
      [],
    );
  });

  test('a server that is down gives no proof of anything', async () => {
    await rig.stop();
    const steps = ['mustFail', 'mustWork', 'residual', 'dryRun', 'collect', 'apply', 'undo', 'killSessions'] as const;
    expect(await distinctVerdicts(drive, steps)).toEqual(['unclear']);
  });
});
