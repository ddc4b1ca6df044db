import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { n09EgressProxy } from '../../../../playbooks/actions/gateways/n09-egress-proxy.ts';
import type { HeldSession } from '../../../../main/hosts/cli/demo/rig/rig.ts';
import { Drive, temporaryFolder } from '../drive.ts';
import { missingForSquid, startSquidRig, type SquidRig } from './squid-rig.ts';

const missing = missingForSquid();
if (missing.length > 0) console.warn(`N09 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('N09 against a real Squid', () => {
  const folder = temporaryFolder('n09');
  let rig: SquidRig;
  let drive: Drive;
  let held: HeldSession;
  let friendly: HeldSession;
  const printed: string[] = [];
  const step = async (...args: Parameters<Drive['step']>): ReturnType<Drive['step']> => {
    const driven = await drive.step(...args);
    printed.push(...driven.outputs.map((output) => output.text));
    return driven;
  };
  const differing = (params: Readonly<Record<string, string>>): Drive =>
    new Drive(n09EgressProxy, { ...rig, params: { ...rig.params, ...params } }, 'test0002');

  beforeAll(async () => {
    rig = await startSquidRig(folder.path);
    drive = new Drive(n09EgressProxy, rig);
    held = await rig.holdSession();
    friendly = await rig.hold('127.0.0.1');
  });
  afterAll(async () => {
    held?.end();
    friendly?.end();
    await rig?.stop();
    folder.remove();
  });

  test('before: tunnels open everywhere; the dry run names what would go on', async () => {
    expect(await drive.verdict('mustFail')).toBe('passed');
    expect((await step('collect')).reading).toMatchObject({ verdict: 'done' });
    expect((await step('dryRun')).reading).toMatchObject({
      verdict: 'ok',
      facts: [
        { name: 'works before', value: 'yes' },
        { name: 'tunnels outside the list', value: '1' },
        { name: 'hosts outside the list', value: 'localhost' },
      ],
    });
    expect(await readFile(join(folder.path, 'bulkhead.conf'), 'utf8')).toBe('# nothing to restrict\n');
  });

  test('a list that is included behind an allow rule is refused: it would stop nobody', async () => {
    expect(await differing({ includeFile: join(folder.path, 'late.conf') }).verdict('dryRun')).toBe('refused');
    expect(await differing({ includeFile: join(folder.path, 'other.conf') }).verdict('dryRun')).toBe('refused');
  });

  test('a list that allows what must be denied is refused', async () => {
    expect(await differing({ allowed: '127.0.0.1,localhost' }).verdict('dryRun')).toBe('refused');
  });

  test('a proxy that hangs gives no proof of anything', async () => {
    rig.suspend();
    try {
      expect(await drive.verdict('mustFail')).toBe('unclear');
      expect(await drive.verdict('residual')).toBe('unclear');
    } finally {
      rig.resume();
    }
  });

  test('apply refuses new tunnels; the open one goes on: revoked is not cut', async () => {
    expect((await step('apply')).reading.verdict).toBe('done');
    expect((await drive.settles('mustFail', 'blocked')).verdict).toBe('blocked');
    expect((await step('mustWork')).reading.verdict).toBe('passed');
    expect(await held.alive()).toBe(true);
  });

  test('the residual step finds the tunnel, closing it leaves the allowed one alone', async () => {
    const live = (await step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(live.sessions).toHaveLength(1);
    const logged = await tunnelsLogged(rig);
    expect((await step('killSessions', live.sessions)).reading.verdict).toBe('done');
    expect(await held.alive()).toBe(false);
    expect((await drive.settles('residual', 'none')).verdict).toBe('none');
    expect(await friendly.alive()).toBe(true);
    // While it ran the access log had no line of it.
    expect(await tunnelsLogged(rig)).toBe(logged + 1);
  });

  test('no password of the configuration is in any output', () => {
    expect(printed.join('')).not.toContain('never-print-this');
  });

  test('undo puts the file from before back', async () => {
    expect((await step('apply')).reading.verdict).toBe('done');
    expect((await step('undo')).reading.verdict).toBe('done');
    expect(await readFile(join(folder.path, 'bulkhead.conf'), 'utf8')).toBe('# nothing to restrict\n');
    expect((await drive.settles('mustFail', 'passed')).verdict).toBe('passed');
  });

  test('a proxy that is down gives no proof of anything', async () => {
    await rig.stop();
    for (const name of ['mustFail', 'mustWork', 'residual', 'collect'] as const)
      expect([name, await drive.verdict(name)]).toEqual([name, 'unclear']);
    expect(await drive.verdict('dryRun')).toBe('unclear');
    expect(await drive.verdict('apply')).toBe('failed');
  });
});

async function tunnelsLogged(rig: SquidRig): Promise<number> {
  const log = await rig.accessLog();
  return log.split('\n').filter((line) => / TCP_TUNNEL\/200 .* CONNECT localhost:/.test(line)).length;
}
