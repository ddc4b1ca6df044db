import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { n08HaproxyRuntime } from '../../../../playbooks/actions/gateways/n08-haproxy-runtime.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { missingForHaproxy, startHaproxyRig, type HaproxyRig } from './haproxy-rig.ts';

const missing = missingForHaproxy();
if (missing.length > 0) console.warn(`N08 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('N08 against a real HAProxy: a key is blocked', () => {
  const folder = temporaryFolder('n08');
  let rig: HaproxyRig;
  let drive: Drive;
  let held: HeldSession;
  const printed: string[] = [];
  const step = async (...args: Parameters<Drive['step']>): ReturnType<Drive['step']> => {
    const driven = await drive.step(...args);
    printed.push(...driven.outputs.map((output) => output.text));
    return driven;
  };

  beforeAll(async () => {
    rig = await startHaproxyRig(folder.path);
    drive = new Drive(n08HaproxyRuntime, rig);
    held = await rig.holdSession();
  });
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the key gets through; collect and dry run find nothing in the way', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect((await step('collect')).reading).toMatchObject({ facts: [{ name: 'running calls', value: '1' }] });
    expect((await step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [{ name: 'works before', value: 'yes' }],
    });
  });

  test('a file that no rule of the running proxy uses is refused', async () => {
    const params = { ...rig.params, aclFile: join(folder.path, 'unused.acl') };
    const { reading } = await new Drive(n08HaproxyRuntime, { ...rig, params }).step('dryRun');
    expect(reading.verdict).toBe('refused');
  });

  test('a proxy that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustFail')).toBe('unclear');
    } finally {
      rig.resume();
    }
  });

  test('apply refuses new calls of the key only; the call that runs goes on: revoked is not cut', async () => {
    expect((await step('apply')).reading.verdict).toBe('done');
    expect((await step('mustFail')).reading.verdict).toBe('blocked');
    expect((await step('mustWork')).reading.verdict).toBe('passed');
    expect(await held.alive()).toBe(true);
  });

  test('the residual step finds the call and ends it; calls that came later do not count', async () => {
    const live = (await step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect((await step('killSessions', live.sessions)).reading.verdict).toBe('done');
    expect(await held.alive()).toBe(false);
    // Younger than the list by more than the rounding of both clocks.
    await wait(3000);
    const later = await rig.holdControl();
    expect((await step('residual')).reading).toMatchObject({
      verdict: 'none',
      facts: [{ name: 'running calls', value: '1' }],
    });
    expect(await later.alive()).toBe(true);
    later.end();
  });

  test('the file has the key too: a restarted proxy still refuses it', async () => {
    await rig.restart();
    expect((await step('mustFail')).reading.verdict).toBe('blocked');
  });

  test('no secret is in any output', () => {
    for (const secret of rig.secrets) expect(printed.join('')).not.toContain(secret);
  });

  test('undo admits the key again, in memory and in the file', async () => {
    expect((await step('undo')).reading.verdict).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('passed');
    await rig.restart();
    expect(await drive.verdict('mustFail')).toBe('passed');
  });

  test('a proxy that is down gives no proof of anything', async () => {
    await rig.stop();
    for (const name of ['mustFail', 'mustWork', 'residual', 'apply', 'undo', 'collect', 'dryRun'] as const)
      expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
  });
});

describe.skipIf(missing.length > 0)('N08 against a real HAProxy: a server is taken out', () => {
  const folder = temporaryFolder('n08b');
  let rig: HaproxyRig;
  const draining = (server: string): Drive =>
    new Drive(n08HaproxyRuntime, { ...rig, params: { ...rig.params, measure: 'drain-server', server } });

  beforeAll(async () => {
    rig = await startHaproxyRig(folder.path);
  });
  afterAll(async () => {
    await rig?.stop();
    folder.remove();
  });

  test('maintenance sends no new call there and leaves the running one, which the residual step ends', async () => {
    const drive = draining('gpu1');
    // Round robin: one stream on each server.
    const held = [await rig.holdSession(), await rig.holdSession()];
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('dryRun')).toBe('ok');
    expect(await drive.verdict('apply')).toBe('done');
    expect(await drive.verdict('mustFail')).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await Promise.all(held.map((session) => session.alive()))).toEqual([true, true]);
    const live = (await drive.step('residual')).reading;
    expect(live.sessions?.map((session) => session.id)).toEqual(['gpu1']);
    expect(await drive.verdict('killSessions', live.sessions)).toBe('done');
    expect(await drive.verdict('residual')).toBe('none');
    const alive = await Promise.all(held.map((session) => session.alive()));
    expect(alive.filter(Boolean)).toHaveLength(1);
    for (const session of held) session.end();
  });

  test('the last server of a backend is not taken out', async () => {
    expect(await draining('gpu2').verdict('dryRun')).toBe('refused');
  });

  test('undo brings it back', async () => {
    expect(await draining('gpu1').verdict('undo')).toBe('done');
    expect(await draining('gpu1').verdict('mustFail')).toBe('passed');
  });
});
