import { chmodSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { n11CircuitBreaker } from '../../../../playbooks/actions/gateways/n11-circuit-breaker.ts';
import type { HeldSession, Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { startBreakerRig } from './breaker-rig.ts';
import { missingForGateway } from './nginx-gateway.ts';

const missing = missingForGateway();
if (missing.length > 0) console.warn(`N11 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('N11 against a real nginx in front of a model that stalls', () => {
  const folder = temporaryFolder('n11');
  let rig: Rig;
  let drive: Drive;
  let held: HeldSession;
  const differing = (params: Readonly<Record<string, string>>): Drive =>
    new Drive(n11CircuitBreaker, { ...rig, params: { ...rig.params, ...params } });

  beforeAll(async () => {
    chmodSync(folder.path, 0o755);
    rig = await startBreakerRig(folder.path);
    drive = new Drive(n11CircuitBreaker, rig);
    held = await rig.holdSession();
  });
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the checkout waits for the model; the fallback is rehearsed', async () => {
    expect(await drive.verdict('collect')).toBe('done');
    expect((await drive.step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'model before', value: 'no answer' },
        { name: 'checkout before', value: 'no answer' },
        { name: 'rehearsed', value: 'yes' },
      ],
    });
    expect(await drive.verdict('mustWork')).toBe('unclear');
  });

  test('a gateway without a fallback is found in the dry run', async () => {
    expect(await differing({ rehearsalPath: '/llm/unguarded' }).verdict('dryRun')).toBe('refused');
  });

  test('a time-out with a fallback behind it is not taken for an open breaker', async () => {
    const { reading } = await differing({ probePath: '/llm/passive' }).step('mustFail');
    expect(reading.verdict).toBe('passed');
    expect(reading.summary).toMatch(/a time-out, not an open breaker/);
  });

  test('open: the model is not asked any more and the checkout works through the fallback', async () => {
    expect(await drive.verdict('apply')).toBe('done');
    expect((await drive.settles('mustFail', 'blocked')).verdict).toBe('blocked');
    // A worker that is going may cut one call off; the console asks again too.
    expect((await drive.settles('mustWork', 'passed')).verdict).toBe('passed');
  });

  test('a call from before still waits: the residual step finds it and ends it', async () => {
    expect(await held.alive()).toBe(true);
    const live = (await drive.step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(await drive.verdict('killSessions', live.sessions)).toBe('done');
    for (let tries = 0; tries < 50 && (await held.alive()); tries += 1) await wait(100);
    expect(await held.alive()).toBe(false);
    expect((await drive.settles('residual', 'none')).verdict).toBe('none');
  });

  test('a fallback that answers without our line proves nothing', async () => {
    const { reading } = await differing({ breaker: 'other' }).step('mustFail');
    expect(reading.verdict).toBe('unclear');
  });

  test('undo closes the breaker: calls wait for the model again', async () => {
    expect(await drive.verdict('undo')).toBe('done');
    expect((await drive.settles('mustWork', 'unclear')).verdict).toBe('unclear');
  });

  test('a gateway that is down gives no proof of anything', async () => {
    await rig.stop();
    for (const name of ['mustFail', 'mustWork', 'residual'] as const)
      expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
    expect(await drive.verdict('apply')).toBe('failed');
  });
});
