import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k19Pkcs11Key } from '../../../../playbooks/actions/stores/k19-pkcs11-key.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { missingForTokenRig, startTokenRig, type TokenRig } from '../../../support/rigs/token-rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForTokenRig();
if (missing.length > 0) console.warn(`K19 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K19 against a real SoftHSM', () => {
  const folder = temporaryFolder('k19');
  let rig: TokenRig;
  let held: HeldSession;
  const drive = (other: Readonly<Record<string, string>> = {}): Drive =>
    new Drive(k19Pkcs11Key, { ...rig, params: { ...rig.params, ...other } });

  beforeAll(async () => {
    rig = await startTokenRig(folder.path);
  }, 240_000);
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: both keys sign', async () => {
    expect(await drive().verdict('mustFail')).toBe('passed');
    expect(await drive().verdict('mustWork')).toBe('passed');
    expect(await drive().verdict('collect')).toBe('done');
    expect((await drive().step('dryRun')).reading).toMatchObject({ verdict: 'ok' });
  });

  test('the dry run refuses a wrong PIN after one try, and the right one still works', async () => {
    expect(await drive({ pin: join(folder.path, 'wrong.pin') }).verdict('dryRun')).toBe('refused');
    expect((await drive().step('dryRun')).reading.facts).toEqual([
      { name: 'private keys on the token', value: '2' },
      { name: 'tries left', value: 'few' },
    ]);
  });

  test.each([
    ['a key that is not there', { keyId: '07' }],
    ['an id that is none', { keyId: 'leaked' }],
    ['a control key that is not there', { controlId: '09' }],
  ])('the dry run refuses %s', async (_what, other) => {
    expect(await drive(other).verdict('dryRun')).toBe('refused');
  });

  test('an id that is none deletes nothing', async () => {
    expect(drive({ keyId: 'leaked' }).commands('apply')).toEqual([]);
  });

  test('the trap: two keys with one id are refused', async () => {
    await rig.p11tool(
      '--generate-privkey=ecdsa',
      '--curve=secp256r1',
      '--id=03',
      '--label=a',
      `pkcs11:token=${rig.params['token'] ?? ''}`,
    );
    await rig.p11tool(
      '--generate-privkey=ecdsa',
      '--curve=secp256r1',
      '--id=03',
      '--label=b',
      `pkcs11:token=${rig.params['token'] ?? ''}`,
    );
    const { reading } = await drive({ keyId: '03' }).step('dryRun');
    expect(reading).toMatchObject({ verdict: 'refused' });
    expect(reading.summary).toContain('2 private keys');
  });

  test('apply: the key is gone, the control key signs', async () => {
    held = await rig.holdSession();
    expect(await drive().verdict('apply')).toBe('done');
    expect(await drive().verdict('mustFail')).toBe('blocked');
    expect(await drive().verdict('mustWork')).toBe('passed');
  });

  test('a wrong PIN afterwards proves nothing', async () => {
    expect(await drive({ pin: join(folder.path, 'wrong.pin') }).verdict('apply')).toBe('unclear');
    expect(await drive().verdict('mustWork')).toBe('passed');
  });

  test('a process that has the module loaded is found and ended', async () => {
    const { sessions = [], verdict } = (await drive().step('residual')).reading;
    expect(verdict).toBe('live');
    // Others on this machine may use the module too: only ours is ended here.
    const ours = sessions.filter(({ id }) => id === String(rig.heldPid()));
    expect(ours).toHaveLength(1);
    expect(await drive().verdict('killSessions', ours)).toBe('done');
    for (let left = 50; left > 0 && (await held.alive()); left -= 1) await wait(100);
    expect(await held.alive()).toBe(false);
    const after = (await drive().step('residual')).reading;
    expect(after.sessions?.filter(({ id }) => id === ours[0]?.id)).toEqual([]);
  });

  test('the PIN is in no output or argument', async () => {
    const pin = [join(folder.path, 'token.pin')];
    expect(await stepsThatTell(drive(), pin, ['collect', 'dryRun', 'mustFail', 'apply', 'mustWork'])).toEqual([]);
  });

  test('a module that cannot be loaded, or shows no such token, gives no proof of anything', async () => {
    const lost = { module: join(folder.path, 'nothing.so') };
    expect(await distinctVerdicts(drive({ token: 'nothing' }), ['mustFail', 'mustWork', 'dryRun', 'apply'])).toEqual([
      'unclear',
    ]);
    expect(await distinctVerdicts(drive(lost), ['mustFail', 'mustWork', 'dryRun', 'collect', 'apply'])).toEqual([
      'unclear',
    ]);
  });
});
