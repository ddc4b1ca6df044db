import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepName } from '../../../shared/domain/action.ts';
import { n01Restrict } from '../../../playbooks/actions/network/n01-nft-levels.ts';
import { n02LiveFlows } from '../../../playbooks/actions/network/n02-live-flows.ts';
import { missingForTopology, Topology, type HeldFlow } from '../../support/network-topology.ts';
import { networkParams } from '../../support/network-params.ts';
import { Drive } from './drive.ts';

const missing = missingForTopology();
if (missing.length > 0) console.warn(`N02 skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('N02 in the six-host topology', () => {
  const net = new Topology();
  const params = (): Record<string, string> => ({
    from: [net.range('ai', 4), net.range('ai', 6)].join(','),
    to: [net.range('ext', 4), net.range('ext', 6)].join(','),
    lease: '240',
    firewallVia: `netns/${net.netns('fw')}`,
    hostVia: `netns/${net.netns('ai')}`,
    probeHost: net.address('ext'),
    probePort: '7000',
    controlHost: net.address('pay'),
    controlPort: '443',
  });
  const drive = (change: Record<string, string> = {}): Drive =>
    new Drive(n02LiveFlows, { params: { ...params(), ...change } }, 'act-n02');
  let held: HeldFlow;

  beforeAll(async () => {
    await net.start();
    net.siteRules(`table inet site { chain forward { type filter hook forward priority filter; policy accept;
      ct state established,related accept
    }
    }`);
    held = await net.hold('ai', 'ext');
    // The site's own containment, as it is done wrong: the drop stands behind the rule that accepts what is established.
    net.siteRules(`add rule inet site forward ip saddr 10.20.0.0/24 ip daddr 203.0.113.0/24 drop
      add rule inet site forward ip6 saddr fd00:20::/64 ip6 daddr 2001:db8:ff::/64 drop
`);
  }, 240_000);
  afterAll(() => net.stop());

  test('the trap: new connections are blocked, the open one flows, and the console does not call that contained', async () => {
    expect(await held.echoes('before', 3000)).toBe(true);
    expect(await drive().verdict('mustFail')).toBe('unclear');
    expect((await drive().step('residual')).reading).toMatchObject({
      verdict: 'live',
      facts: [{ value: '1' }, { value: '1' }],
    });
    const { reading } = await drive().step('dryRun');
    expect(reading.verdict).toBe('ok');
    expect(reading.summary).toMatch(/^1 connection\(s\) are open .* that alone is not contained\.$/);
    expect(await held.echoes('still', 3000)).toBe(true);
  });

  test('apply resets, and what sends again is closed', async () => {
    expect(await drive().verdict('apply')).toBe('done');
    expect(await drive().verdict('mustFail')).toBe('blocked');
    expect(await drive().verdict('mustWork')).toBe('passed');
    expect(await held.echoes('after', 3000)).toBe(false);
    expect(held.closed).toBe(true);
    const { reading } = await drive().step('residual');
    if (reading.verdict === 'live') await drive().step('killSessions', reading.sessions);
    expect(await drive().verdict('residual')).toBe('none');
    expect(await drive().verdict('undo')).toBe('done');
  });

  test('an idle connection is found on both ends and ended, and nothing it buffered under a level comes through later', async () => {
    net.siteRules('flush chain inet site forward\nadd rule inet site forward ct state established,related accept\n');
    const idle = await net.hold('ai', 'ext');
    const level = new Drive(n01Restrict, { params: networkParams(net) }, 'act-level');
    expect(await level.verdict('apply')).toBe('done');
    expect(await idle.echoes('buffered', 1000)).toBe(false);
    const at = drive();
    expect(await at.verdict('apply')).toBe('done');
    const live = (await at.step('residual')).reading;
    if (live.verdict === 'live') expect(await at.verdict('killSessions', live.sessions)).toBe('done');
    expect(await at.verdict('residual')).toBe('none');
    expect(await at.verdict('undo')).toBe('done');
    expect(await level.verdict('undo')).toBe('done');
    expect(await idle.arrived('buffered', 3000)).toBe(false);
    expect(idle.closed).toBe(true);
    expect(await at.verdict('mustFail')).toBe('passed');
  }, 240_000);

  test('a way that is down gives no proof of anything', async () => {
    const away = drive({ firewallVia: 'netns/nowhere', hostVia: 'netns/nowhere' });
    const names: readonly StepName[] = ['collect', 'dryRun', 'apply', 'mustFail', 'mustWork', 'residual', 'undo'];
    for (const name of names) expect([name, await away.verdict(name)]).toEqual([name, 'unclear']);
    const sessions = [{ id: 'tcp_10.20.0.2_40000_203.0.113.2_7000', label: 'x' }];
    expect(await away.verdict('killSessions', sessions)).toBe('unclear');
  });
});
