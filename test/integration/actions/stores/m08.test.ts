import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { m08Caches } from '../../../../playbooks/actions/stores/m08-caches.ts';
import { missingForRedisRig, startRedisRig } from '../../../../main/hosts/cli/demo/rig/redis-rig.ts';
import { RigProcesses } from '../../../../main/hosts/cli/demo/rig/rig-processes.ts';
import type { Rig } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { distinctVerdicts, stepsThatTell } from './expectations.ts';

const missing = missingForRedisRig();
if (missing.length > 0) console.warn(`M08 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('M08 against a real Redis', () => {
  const folder = temporaryFolder('m08');
  const processes = new RigProcesses();
  let rig: Rig;
  let edge: Server;
  let hot = true;
  let params: Record<string, string>;
  const drive = (other: Readonly<Record<string, string>> = {}): Drive =>
    new Drive(m08Caches, { ...rig, params: { ...params, ...other } });

  async function redis(...lines: readonly string[]): Promise<string> {
    const password = (await readFile(join(folder.path, 'admin.pass'), 'utf8')).trim();
    return processes.run(['redis-cli', '-h', '127.0.0.1', '-p', rig.params['port'] ?? ''], {
      cwd: folder.path,
      stdin: [`AUTH ir-admin ${password}`, ...lines, ''].join('\n'),
    });
  }

  beforeAll(async () => {
    rig = await startRedisRig(folder.path);
    edge = createServer((_request, answer) => {
      answer.writeHead(200, hot ? { 'x-cache': 'HIT', age: '12' } : { 'x-cache': 'MISS' }).end('cached answer');
    }).listen(0, '127.0.0.1');
    await once(edge, 'listening');
    const address = edge.address();
    params = {
      host: '127.0.0.1',
      port: rig.params['port'] ?? '',
      prefix: 'semcache:risk:',
      canaryKey: 'semcache:risk:canary',
      controlKey: 'session:canary',
      edgeUrl: '',
      adminUser: 'ir-admin',
      adminPassword: join(folder.path, 'admin.pass'),
    };
    await redis(
      'MSET semcache:risk:canary x session:canary y semcache:risky:other z',
      `EVAL "for n=1,12000 do redis.call('SET','semcache:risk:'..n,n) end" 0`,
    );
    params['edgeUrl'] = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/answers/canary`;
  }, 240_000);
  afterAll(async () => {
    edge?.close();
    edge?.closeAllConnections();
    await rig?.stop();
    folder.remove();
  });

  test('before: the canary hits, and the size is shown', async () => {
    expect(await drive().verdict('mustFail')).toBe('passed');
    expect(await drive().verdict('mustWork')).toBe('passed');
    expect((await drive().step('collect')).reading.facts).toEqual([
      { name: 'entries', value: '12001' },
      { name: 'all', value: '12003' },
    ]);
    expect((await drive().step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'entries', value: '12001' },
        { name: 'all', value: '12003' },
        { name: 'edge', value: 'hot' },
      ],
    });
  });

  test.each([
    ['a canary that is not in the cache', { canaryKey: 'semcache:risk:nothing' }],
    ['a canary of something else', { canaryKey: 'session:canary' }],
    ['a control entry that would go too', { controlKey: 'semcache:risk:1' }],
    ['a control entry that is not there', { controlKey: 'session:nothing' }],
    ['a wrong administrator', { adminUser: 'svc-checkout' }],
  ])('the dry run refuses %s', async (_what, other) => {
    expect(await drive(other).verdict('dryRun')).toBe('refused');
  });

  test('apply purges what begins so, and nothing else', async () => {
    expect((await drive().step('apply')).reading).toMatchObject({
      verdict: 'done',
      facts: [
        { name: 'purged', value: '12001' },
        { name: 'cached since', value: '0' },
      ],
    });
    expect(await drive().verdict('mustWork')).toBe('passed');
    expect(await redis('DBSIZE')).toContain('2');
  });

  test('the trap of the edge: purged here, still served there, is not called a miss', async () => {
    const { reading } = await drive().step('mustFail');
    expect(reading.verdict).toBe('passed');
    expect(reading.summary).toContain('edge');
    hot = false;
    expect(await drive().verdict('mustFail')).toBe('blocked');
    expect(await drive({ edgeUrl: '' }).verdict('mustFail')).toBe('blocked');
  });

  test('the trap of a model that still serves: what was cached since is found and purged', async () => {
    expect(await drive().verdict('residual')).toBe('none');
    await redis('SET semcache:risk:new x');
    const { sessions = [], verdict } = (await drive().step('residual')).reading;
    expect(verdict).toBe('live');
    expect(await drive().verdict('killSessions', sessions)).toBe('done');
    expect(await drive().verdict('residual')).toBe('none');
  });

  test('by hand: edge, inference servers and browsers are asked for', () => {
    const asked = m08Caches.steps.apply.instructions?.({ params, actionId: 'a', sessions: [] }) ?? [];
    expect(asked.map((line) => line.split(' ')[0])).toEqual(['Purge', 'Restart', 'Send']);
  });

  test('no secret is in any output or argument', async () => {
    const files = [join(folder.path, 'admin.pass')];
    expect(await stepsThatTell(drive(), files, ['collect', 'dryRun', 'mustFail', 'apply', 'residual'])).toEqual([]);
  });

  test('a server that is down gives no proof of anything', async () => {
    await rig.stop();
    const steps = ['mustFail', 'mustWork', 'residual', 'dryRun', 'collect', 'apply', 'killSessions'] as const;
    expect(await distinctVerdicts(drive(), steps)).toEqual(['unclear']);
  });
});
