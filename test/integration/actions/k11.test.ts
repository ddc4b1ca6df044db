import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k11TlsCertificate } from '../../../playbooks/actions/k11-tls-certificate.ts';
import { runnerFiles } from '../../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../../main/adapters/process/run-command.ts';
import { missingForCaRig, startCaRig } from '../../../main/hosts/cli/demo/rig/ca-rig.ts';
import type { HeldSession, Rig } from '../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from './drive.ts';
const missing = missingForCaRig();
if (missing.length > 0) console.warn(`K11 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K11 against a real CA and nginx', () => {
  const folder = temporaryFolder('k11');
  let rig: Rig;
  let drive: Drive;
  let held: HeldSession;

  beforeAll(async () => {
    rig = await startCaRig(folder.path);
    drive = new Drive(k11TlsCertificate, rig);
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
  });

  test('collect keeps certificate and CRL, the dry run finds nothing in the way', async () => {
    expect(await drive.verdict('collect')).toBe('done');
    const { reading } = await drive.step('dryRun');
    expect(reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'serial', value: '0A' },
        { name: 'works before', value: 'yes' },
      ],
    });
  });

  test('the dry run refuses the serial of another certificate', async () => {
    const wrong = new Drive(k11TlsCertificate, { ...rig, params: { ...rig.params, serial: '0B' } });
    expect(await wrong.verdict('dryRun')).toBe('refused');
  });

  test('a gateway that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustFail')).toBe('unclear');
    } finally {
      rig.resume();
    }
  });

  test('a probe that presents no certificate is not a proof, although nginx answers 400', async () => {
    const [curl] = k11TlsCertificate.steps.mustFail.commands({ params: rig.params, actionId: 'x', sessions: [] });
    const argv = (curl?.argv ?? []).filter(
      (word, index, all) => !['--cert', '--key'].includes(word) && !['--cert', '--key'].includes(all[index - 1] ?? ''),
    );
    const output = await createCommandRunner({ files: runnerFiles }).run({
      title: 'no certificate',
      argv,
      timeoutMs: 9000,
    });
    expect(output.text).toContain('http_code=400');
    expect(
      k11TlsCertificate.steps.mustFail.parse([output], { params: rig.params, actionId: 'x', sessions: [] }).verdict,
    ).toBe('unclear');
  });

  test('a wrong CA password changes nothing', async () => {
    const before = await readFile(at('crlFile'), 'utf8');
    const wrong = new Drive(
      k11TlsCertificate,
      { ...rig, params: { ...rig.params, caKeyPassword: at('probeFile') } },
      'test0002',
    );
    expect(await wrong.verdict('apply')).toBe('failed');
    expect(await readFile(at('crlFile'), 'utf8')).toBe(before);
  });

  test('apply revokes: the certificate is refused, others work, but revoked is not cut', async () => {
    expect(await drive.verdict('apply')).toBe('done');
    expect(await drive.settles('mustFail', 'blocked')).toMatchObject({
      verdict: 'blocked',
      facts: [{ value: '400' }, { value: 'refused' }],
    });
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await held.alive()).toBe(true);
  });

  test('apply again, after a crash in doubt, ends in the same state', async () => {
    expect(await drive.verdict('apply')).toBe('done');
    expect((await drive.settles('mustFail', 'blocked')).verdict).toBe('blocked');
    expect(await held.alive()).toBe(true);
  });

  test('the residual step finds the old worker with the open stream, killSessions ends it', async () => {
    const live = (await drive.step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(live.sessions).toHaveLength(1);
    expect(await drive.verdict('killSessions', live.sessions)).toBe('done');
    expect((await drive.settles('residual', 'none')).verdict).toBe('none');
    expect(await held.alive()).toBe(false);
    expect(await drive.verdict('mustWork')).toBe('passed');
  });

  test('a session that is resumed past the CRL counts as getting in, until nginx is restarted', async () => {
    const cached = temporaryFolder('k11-cache');
    const gateway = await startCaRig(cached.path, { sessionCache: true });
    try {
      const other = new Drive(k11TlsCertificate, gateway);
      expect(await other.verdict('apply')).toBe('done');
      await wait(500);
      const { reading, outputs } = await other.step('mustFail');
      expect(outputs[0]?.text).toContain('http_code=400');
      expect(reading).toMatchObject({ verdict: 'passed', facts: [{ name: 'resumed session', value: 'admitted' }] });
      await gateway.restart();
      expect(await other.verdict('mustFail')).toBe('blocked');
      expect(await other.verdict('mustWork')).toBe('passed');
    } finally {
      await gateway.stop();
      cached.remove();
    }
  });

  test('a second run is refused: the certificate is on the list already', async () => {
    expect(await drive.verdict('dryRun')).toBe('refused');
  });

  test('an expired CRL refuses everybody and is not taken for a proof', async () => {
    const runner = createCommandRunner({ files: runnerFiles });
    const argv = [
      'openssl',
      'ca',
      '-config',
      at('caConfig'),
      '-passin',
      'stdin',
      '-gencrl',
      '-crlsec',
      '1',
      '-out',
      at('crlFile'),
    ];
    await runner.run({
      title: 'short-lived CRL',
      argv,
      stdin: [{ secretFile: at('caKeyPassword') }, { text: '\n' }],
      timeoutMs: 5000,
    });
    await runner.run({ title: 'reload', argv: ['nginx', '-s', 'reload', '-c', at('nginxConfig')], timeoutMs: 5000 });
    await wait(2500);
    expect(await drive.verdict('mustWork')).toBe('blocked');
    expect((await drive.step('mustFail')).reading).toMatchObject({
      verdict: 'unclear',
      summary: expect.stringContaining('expired') as string,
    });
    expect(await drive.verdict('dryRun')).toBe('refused');
  });

  test('a gateway that is down gives no proof of anything', async () => {
    await rig.stop();
    expect(await drive.verdict('mustFail')).toBe('unclear');
    expect(await drive.verdict('mustWork')).toBe('unclear');
  });

  function at(name: string): string {
    return name === 'probeFile'
      ? (rig.params['caConfig']?.replace('ca.cnf', 'serial') ?? '')
      : (rig.params[name] ?? '');
  }
});
