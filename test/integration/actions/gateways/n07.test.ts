import { chmodSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { n07NginxGateway } from '../../../../playbooks/actions/gateways/n07-nginx-gateway.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { missingForGateway, startGateway, type GatewayRig } from './nginx-gateway.ts';

const missing = missingForGateway();
if (missing.length > 0) console.warn(`N07 skipped: ${missing.join('; ')}`);

/** The worker of nginx is another user and has to find its files. */
function openFolder(name: string): ReturnType<typeof temporaryFolder> {
  const folder = temporaryFolder(name);
  chmodSync(folder.path, 0o755);
  return folder;
}

describe.skipIf(missing.length > 0)('N07 against a real nginx: a key is blocked', () => {
  const folder = openFolder('n07');
  let rig: GatewayRig;
  let drive: Drive;
  let held: HeldSession;
  const printed: string[] = [];
  const step = async (...args: Parameters<Drive['step']>): ReturnType<Drive['step']> => {
    const driven = await drive.step(...args);
    printed.push(...driven.outputs.map((output) => output.text));
    return driven;
  };

  beforeAll(async () => {
    rig = await startGateway(folder.path);
    drive = new Drive(n07NginxGateway, rig);
    held = await rig.holdSession();
  });
  afterAll(async () => {
    held?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: the key opens the gateway; collect and dry run find nothing in the way', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect((await step('collect')).reading.verdict).toBe('done');
    expect((await step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'works before', value: 'yes' },
        { name: 'log lines with the key', value: '0' },
      ],
    });
  });

  test('a gateway that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustFail')).toBe('unclear');
    } finally {
      rig.resume();
    }
  });

  test('apply blocks new calls and nobody else, but the stream that runs goes on: revoked is not cut', async () => {
    expect((await step('apply')).reading.verdict).toBe('done');
    expect((await drive.settles('mustFail', 'blocked')).verdict).toBe('blocked');
    expect((await step('mustWork')).reading.verdict).toBe('passed');
    expect(await held.alive()).toBe(true);
  });

  test('the residual step finds the old worker; killing it ends the stream', async () => {
    const live = (await step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(live.sessions).toHaveLength(1);
    expect((await step('killSessions', live.sessions)).reading.verdict).toBe('done');
    expect(await held.alive()).toBe(false);
    expect((await drive.settles('residual', 'none')).verdict).toBe('none');
    expect((await step('mustWork')).reading.verdict).toBe('passed');
  });

  test('applying again adds no second line; the dry run refuses it', async () => {
    expect((await step('apply')).reading.verdict).toBe('done');
    const list = await readFile(join(folder.path, 'blocked.map'), 'utf8');
    expect(list.split('\n').filter((line) => line.includes('svc-recommender'))).toHaveLength(1);
    expect((await step('dryRun')).reading.verdict).toBe('refused');
  });

  test('neither outputs nor the access log hold a key; the log names the id', async () => {
    const log = await readFile(join(folder.path, 'access.log'), 'utf8');
    expect(log).toContain('key_id=svc-recommender');
    for (const secret of [rig.key, rig.controlKey]) {
      expect(printed.join('')).not.toContain(secret);
      expect(log).not.toContain(secret);
    }
  });

  test('undo takes out the one line', async () => {
    expect((await step('undo')).reading.verdict).toBe('done');
    expect((await drive.settles('mustFail', 'passed')).verdict).toBe('passed');
    expect(await readFile(join(folder.path, 'blocked.map'), 'utf8')).toBe('# value result;\n');
  });

  test('a gateway that is down gives no proof of anything', async () => {
    await rig.stop();
    for (const name of ['mustFail', 'mustWork', 'residual', 'dryRun'] as const)
      expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
    for (const name of ['apply', 'undo'] as const) expect([name, await drive.verdict(name)]).toEqual([name, 'failed']);
  });
});

describe.skipIf(missing.length > 0)('N07 against a real nginx: the other measures', () => {
  const folder = openFolder('n07b');
  let rig: GatewayRig;
  const measured = (params: Readonly<Record<string, string>>, id: string): Drive =>
    new Drive(n07NginxGateway, { ...rig, params: { ...rig.params, ...params } }, id);

  beforeAll(async () => {
    rig = await startGateway(folder.path, true);
  });
  afterAll(async () => {
    await rig?.stop();
    folder.remove();
  });

  test('a throttled key runs into the limit, the control key with the same burst does not', async () => {
    const drive = measured({ measure: 'throttle-key', listFile: join(folder.path, 'throttled.map') }, 'throttle');
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect(await drive.verdict('apply')).toBe('done');
    const limited = await drive.settles('mustFail', 'blocked');
    expect(limited.summary).toMatch(/12 calls: \d+ x 200, \d+ x 429/);
    expect(await drive.verdict('mustWork')).toBe('passed');
    expect(await drive.verdict('undo')).toBe('done');
    expect((await drive.settles('mustFail', 'passed')).verdict).toBe('passed');
  });

  test('a denied path is closed to everybody, whatever way it is written', async () => {
    const debugLog = {
      measure: 'deny-path',
      listFile: join(folder.path, 'denied.map'),
      probePath: '/wp-content/debug.log',
    };
    const drive = measured(debugLog, 'deny');
    // The rate of the test before this one may still be used up.
    expect((await drive.settles('mustFail', 'passed')).verdict).toBe('passed');
    expect(await drive.verdict('apply')).toBe('done');
    expect((await drive.settles('mustFail', 'blocked')).verdict).toBe('blocked');
    expect(await drive.verdict('mustWork')).toBe('passed');
    for (const path of ['/wp-content/%64ebug.log', '/wp-content//debug.log', '/x/../wp-content/debug.log?y=1'])
      // A reload starts the new worker 100 ms before it tells the old one to leave: until then either may answer.
      await expect.poll(async () => [path, await status(rig, path)], { timeout: 20_000 }).toEqual([path, 403]);
    expect(await status(rig, '/wp-content/debugXlog')).toBe(200);
  });

  test('a control path below the denied one is refused in the dry run', async () => {
    const drive = measured(
      { measure: 'deny-path', probePath: '/v1', listFile: join(folder.path, 'denied.map') },
      'below',
    );
    expect(await drive.verdict('dryRun')).toBe('refused');
  });

  test('an id that is a word of the map language is refused: it would mean every key', async () => {
    expect(await measured({ keyId: 'default' }, 'word').verdict('dryRun')).toBe('refused');
  });

  test('a log that holds the key itself is told', async () => {
    const { reading, outputs } = await measured({}, 'log').step('collect');
    expect(reading.summary).toMatch(/holds the key in clear/);
    expect(outputs.map((output) => output.text).join('')).not.toContain(rig.key);
  });
});

async function status(rig: GatewayRig, path: string): Promise<number> {
  const { request } = await import('node:http');
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  // Not fetch: it would tidy the path up before sending it.
  const call = request(
    { host: '127.0.0.1', port: Number(rig.params['port']), path, headers: { 'X-Api-Key': rig.controlKey } },
    (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    },
  );
  call.on('error', reject);
  call.end();
  return promise;
}
