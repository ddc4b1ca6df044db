import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepName } from '../../../shared/domain/action.ts';
import { n12Jurisdiction } from '../../../playbooks/actions/network/n12-jurisdiction.ts';
import { missingForTopology, Topology } from '../../support/network-topology.ts';
import { Drive, temporaryFolder } from './drive.ts';

const missing = missingForTopology();
if (missing.length > 0) console.warn(`N12 skipped: ${missing.join('; ')}`);

/** 20,000 ranges, with what a table from elsewhere has beside them: a heading, other columns, a line meant for nft. */
const table = [
  '# generated for this test',
  'network,country',
  ...Array.from({ length: 20_000 }, (_, i) => `100.${64 + (i >> 10)}.${(i >> 2) & 255}.${(i & 3) * 64}/26`),
  '10.10.0.0/24',
  'add table inet mischief',
  '2001:db8::/32',
  '# end',
].join('\n');

describe.skipIf(missing.length > 0)('N12 in the six-host topology', () => {
  const net = new Topology();
  const folder = temporaryFolder('n12');
  const file = join(folder.path, 'table.txt');
  const drive = (change: Record<string, string> = {}): Drive => {
    const params = {
      segment: [net.range('ai', 4), net.range('ai', 6)].join(','),
      table: file,
      allowed: [net.range('pay', 4), net.range('ir', 4)].join(','),
      mode: 'enforce',
      lease: '240',
      firewallVia: `netns/${net.netns('fw')}`,
      hostVia: `netns/${net.netns('ai')}`,
      outsideHost: net.address('ext'),
      outsidePort: '8080',
      insideHost: net.address('shop'),
      insidePort: '8080',
      allowedHost: net.address('pay'),
      allowedPort: '443',
    };
    return new Drive(n12Jurisdiction, { params: { ...params, ...change } }, 'act-n12');
  };

  beforeAll(async () => {
    writeFileSync(file, `${table}\n`);
    await net.start();
  }, 240_000);
  afterAll(async () => {
    await net.stop();
    folder.remove();
  });

  test('the dry run reads the table, says what it is worth, and leaves out what is no range', async () => {
    const { reading } = await drive().step('dryRun');
    expect(reading.verdict).toBe('ok');
    expect(reading.summary).toMatch(/Registry country is not the place of processing/);
    expect(reading.facts).toContainEqual({ name: 'ranges', value: '20001' });
    expect(reading.facts).toContainEqual({
      name: 'table sha256',
      value: createHash('sha256').update(`${table}\n`).digest('hex'),
    });
    expect(net.in('fw', 'nft', 'list', 'tables')).not.toContain('mischief');
  });

  test('observing stops nothing and lets nothing leave unseen', async () => {
    const at = drive({ mode: 'observe' });
    expect(await at.verdict('apply')).toBe('done');
    expect(await at.verdict('mustFail')).toBe('blocked');
    expect(await at.verdict('mustWork')).toBe('passed');
    const { reading } = await at.step('residual');
    expect(reading).toMatchObject({ verdict: 'none', facts: [{ name: 'ways to outside seen', value: '1' }] });
  });

  test('enforcing refuses what is outside, an open connection and IPv6 too, and keeps what is allowed', async () => {
    const held = await net.hold('ai', 'ext');
    const at = drive();
    expect(await at.verdict('apply')).toBe('done');
    expect(await at.verdict('mustFail')).toBe('blocked');
    expect(await at.verdict('mustWork')).toBe('passed');
    expect(await held.echoes('during', 1500)).toBe(false);
    expect(await drive({ outsideHost: net.address('ext', 6) }).verdict('mustFail')).toBe('blocked');
    const live = (await at.step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(await at.verdict('killSessions', live.sessions)).toBe('done');
    expect(await at.verdict('residual')).toBe('none');
    expect(await at.verdict('undo')).toBe('done');
    expect(await at.verdict('mustFail')).toBe('passed');
  }, 240_000);

  test('a table without a range is refused', async () => {
    const empty = join(folder.path, 'empty.txt');
    writeFileSync(empty, 'network,country\n');
    expect(await drive({ table: empty }).verdict('dryRun')).toBe('refused');
  });

  test('a firewall that is away gives no proof of anything', async () => {
    const away = drive({ firewallVia: 'netns/nowhere', hostVia: 'netns/nowhere' });
    const names: readonly StepName[] = ['collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'residual', 'undo'];
    for (const name of names) expect([name, await away.verdict(name)]).toEqual([name, 'unclear']);
  });
});
