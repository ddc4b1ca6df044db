import { readFile, readdir, rename } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k12SshCertificate } from '../../../playbooks/actions/k12-ssh-certificate.ts';
import { runnerFiles } from '../../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../../main/adapters/process/run-command.ts';
import { missingForSshRig, startSshRig } from '../../../main/hosts/cli/demo/rig/ssh-rig.ts';
import type { HeldSession, Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from './drive.ts';
const missing = missingForSshRig();
if (missing.length > 0) console.warn(`K12 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K12 against a real sshd', () => {
  const folder = temporaryFolder('k12');
  let rig: Rig;
  let drive: Drive;
  let held: HeldSession;

  beforeAll(async () => {
    rig = await startSshRig(folder.path);
    drive = new Drive(k12SshCertificate, rig);
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

  test('collect keeps the certificate and the list, the dry run changes nothing', async () => {
    expect(await drive.verdict('collect')).toBe('done');
    const before = await readFile(at('krlFile'));
    const { reading } = await drive.step('dryRun');
    expect(reading).toMatchObject({
      verdict: 'ok',
      facts: [{ value: '7' }, { value: 'rig-compromised' }, { name: 'works before', value: 'yes' }],
    });
    expect(await readFile(at('krlFile'))).toEqual(before);
    expect((await readdir(folder.path)).filter((name) => name.includes('.bulkhead-'))).toEqual([]);
  });

  test('the dry run refuses a serial that is not the one of the certificate, and a range', async () => {
    for (const serial of ['8', '1-99']) {
      const wrong = new Drive(k12SshCertificate, { ...rig, params: { ...rig.params, serial } });
      expect(await wrong.verdict('dryRun')).toBe('refused');
    }
  });

  test('a server that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustFail')).toBe('unclear');
    } finally {
      rig.resume();
    }
  });

  test('a list that cannot be read denies everybody and is not taken for a proof', async () => {
    await rename(at('krlFile'), `${at('krlFile')}.away`);
    try {
      expect(await drive.verdict('mustWork')).toBe('blocked');
      expect(await drive.verdict('mustFail')).toBe('unclear');
    } finally {
      await rename(`${at('krlFile')}.away`, at('krlFile'));
    }
  });

  test('apply revokes: login denied, others work, but revoked is not cut', async () => {
    expect((await drive.step('apply')).reading).toMatchObject({
      verdict: 'done',
      facts: [{ name: 'undo possible', value: 'yes' }],
    });
    expect(await drive.verdict('mustFail')).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await held.alive()).toBe(true);
  });

  test('apply again changes nothing and keeps the first backup', async () => {
    expect(await drive.verdict('apply')).toBe('done');
  });

  test('the residual step finds the open session, killSessions ends it', async () => {
    const live = (await drive.step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(live.sessions).toHaveLength(1);
    expect(await drive.verdict('killSessions', live.sessions)).toBe('done');
    expect((await drive.settles('residual', 'none')).verdict).toBe('none');
    expect(await held.alive()).toBe(false);
  });

  test('a broken new list never reaches its place', async () => {
    const before = await readFile(at('krlFile'));
    const broken = new Drive(
      k12SshCertificate,
      { ...rig, params: { ...rig.params, controlCert: at('cert') } },
      'test0002',
    );
    expect(await broken.verdict('apply')).not.toBe('done');
    expect(await readFile(at('krlFile'))).toEqual(before);
  });

  test('undo puts the list back, names what is lost with it, and the certificate works again', async () => {
    const add = createCommandRunner({ files: runnerFiles });
    const argv = ['ssh-keygen', '-k', '-u', '-f', at('krlFile'), '-s', at('caPublicKey'), '-'];
    await add.run({ title: 'somebody else revokes 99', argv, stdin: [{ text: 'serial: 99\n' }], timeoutMs: 5000 });
    expect((await drive.step('undo')).reading).toMatchObject({
      verdict: 'done',
      facts: [{ name: 'lost entry', value: 'serial: 99' }],
    });
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
  });

  test('a server that is down gives no proof of anything', async () => {
    await rig.stop();
    expect(await drive.verdict('mustFail')).toBe('unclear');
    expect(await drive.verdict('mustWork')).toBe('unclear');
  });

  function at(name: string): string {
    return rig.params[name] ?? '';
  }
});
