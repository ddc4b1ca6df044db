import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { k15JwtSigningKey } from '../../../../playbooks/actions/stores/k15-jwt-signing-key.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { missingForJwksRig, startJwksRig, type JwksRig } from '../../../support/rigs/jwks-rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForJwksRig();
if (missing.length > 0) console.warn(`K15 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('K15 against verifiers that keep the key set', () => {
  const folder = temporaryFolder('k15');
  let rig: JwksRig;
  let held: HeldSession;
  const drive = (other: Readonly<Record<string, string>> = {}): Drive =>
    new Drive(k15JwtSigningKey, { ...rig, params: { ...rig.params, ...other } });

  beforeAll(async () => {
    rig = await startJwksRig(folder.path);
    held = await rig.holdSession();
  }, 240_000);
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: both tokens are taken everywhere, and a stream is open', async () => {
    expect(await drive().verdict('mustFail')).toBe('passed');
    expect(await drive().verdict('mustWork')).toBe('passed');
    expect(await drive().verdict('residual')).toBe('live');
    expect(await drive().verdict('collect')).toBe('done');
    expect((await drive().step('dryRun')).reading).toMatchObject({ verdict: 'ok' });
  });

  test('the dry run refuses key sets that would not help or would lock everybody out', async () => {
    const file = join(folder.path, 'wrong.json');
    expect(await drive({ newJwksFile: rig.params['jwksFile'] ?? '' }).verdict('dryRun')).toBe('refused');
    await writeFile(file, '{"keys": []}');
    expect(await drive({ newJwksFile: file }).verdict('dryRun')).toBe('refused');
    await writeFile(file, 'nonsense');
    expect(await drive({ newJwksFile: file }).verdict('dryRun')).toBe('refused');
    expect(await drive({ oldKid: '2020-01' }).verdict('dryRun')).toBe('refused');
    const strange = join(folder.path, 'strange.jwt');
    await writeFile(strange, 'e30.e30.e30');
    expect(await drive({ newToken: strange }).verdict('dryRun')).toBe('refused');
  });

  test('the trap: the key is not published any more, but one verifier kept it, and the probe names it', async () => {
    expect((await drive().step('apply')).reading).toMatchObject({
      verdict: 'done',
      facts: [{ name: 'kids', value: '2026-11' }],
    });
    const { reading } = await drive().step('mustFail');
    expect(reading).toMatchObject({ verdict: 'passed' });
    expect(reading.summary).toContain(new URL(rig.params['verifier1'] ?? '').host);
    expect(reading.summary).not.toContain(new URL(rig.params['verifier2'] ?? '').host);
    expect(await drive().verdict('mustWork')).toBe('passed');
  });

  test('told to read it again, every verifier refuses; the stream goes on and is reported', async () => {
    const told = drive({ verifierPidFile: join(folder.path, 'verifier1.pid'), verifierSignal: 'HUP' });
    expect(await told.verdict('apply')).toBe('done');
    expect(await told.settles('mustFail', 'blocked')).toMatchObject({ verdict: 'blocked' });
    expect(await told.verdict('mustWork')).toBe('passed');
    expect(await held.alive()).toBe(true);
    const { sessions = [], verdict } = (await told.step('residual')).reading;
    expect(verdict).toBe('live');
    expect(await told.verdict('killSessions', sessions)).toBe('done');
    expect(await held.alive()).toBe(false);
    expect(await told.verdict('residual', sessions)).toBe('none');
  });

  test('no token is in any output or argument', async () => {
    const files = ['old', 'new'].map((name) => join(folder.path, `${name}.pass`));
    expect(await stepsThatTell(drive(), files, ['collect', 'dryRun', 'mustFail', 'mustWork', 'residual'])).toEqual([]);
  });

  test('one verifier that hangs is enough for there to be no proof; so is one that is down', async () => {
    rig.suspend();
    try {
      expect(await drive().verdict('mustFail')).toBe('unclear');
    } finally {
      rig.resume();
    }
    await rig.stop();
    expect(await distinctVerdicts(drive(), ['mustFail', 'mustWork', 'residual', 'dryRun', 'collect', 'apply'])).toEqual(
      ['unclear'],
    );
  }, 240_000);
});
