import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepName } from '../../../shared/domain/action.ts';
import { EXPECTED, LEVELS, PROBE_ROWS, probesIn, type Level } from '../../../shared/domain/probe-matrix.ts';
import { n01Cut, n01Isolate, n01Observe, n01Restrict } from '../../../playbooks/actions/network/n01-nft-levels.ts';
import { missingForTopology, Topology } from '../../support/network-topology.ts';
import { networkParams } from '../../support/network-params.ts';
import { Drive } from './drive.ts';

const missing = missingForTopology();
if (missing.length > 0) console.warn(`N01 skipped: ${missing.join('; ')}`);

const TEMPLATES = { observe: n01Observe, restrict: n01Restrict, isolate: n01Isolate, cut: n01Cut };

describe.skipIf(missing.length > 0)('N01 in the six-host topology', () => {
  const net = new Topology();
  const drive = (level: Level, change: Record<string, string> = {}): Drive =>
    new Drive(TEMPLATES[level], { params: { ...networkParams(net), ...change } }, `act-${level}`);

  beforeAll(async () => {
    await net.start();
    // What many sites have, and what makes a drop behind it worthless: the first rule lets everything go on that is open.
    net.siteRules(`table inet site { chain forward { type filter hook forward priority filter; policy accept;
      ct state established,related accept
    }
    }`);
  }, 240_000);
  afterAll(() => net.stop());

  test('before: every way is open, so each must-fail probe passes', async () => {
    const { reading } = await drive('restrict').step('dryRun');
    expect(reading.verdict).toBe('ok');
    expect([...probesIn(reading.facts ?? [])]).toEqual(PROBE_ROWS.map((row) => [row, 'open']));
    expect(await drive('cut').verdict('mustFail')).toBe('passed');
  });

  test('collect keeps clock, connections, sockets, processes and the rules', async () => {
    const { reading } = await drive('restrict').step('collect');
    expect(reading.verdict).toBe('done');
    expect(reading.facts?.map(({ name }) => name)).toEqual([
      'host clock',
      'tracked connections',
      'sockets',
      'processes',
    ]);
  });

  test.each(LEVELS)(
    'the full probe matrix at %s, and undo',
    async (level) => {
      const at = drive(level);
      expect(await at.verdict('apply')).toBe('done');
      const fails = (await at.step('mustFail')).reading;
      const works = (await at.step('mustWork')).reading;
      expect([level, fails.verdict, works.verdict]).toEqual([level, 'blocked', 'passed']);
      const seen = new Map([...probesIn(fails.facts ?? []), ...probesIn(works.facts ?? [])]);
      const blocked = level === 'cut' ? 'drop' : 'reject';
      // What the shop asks for is refused at once, so that its breaker opens; customers from outside get no answer.
      expect(Object.fromEntries(seen)).toEqual(
        Object.fromEntries(PROBE_ROWS.map((row) => [row, EXPECTED[row][level] === 'open' ? 'open' : blocked])),
      );
      expect(await at.verdict('undo')).toBe('done');
      expect(await at.verdict('mustFail')).toBe(level === 'observe' ? 'unclear' : 'passed');
    },
    60_000,
  );

  test('a connection that was open is stopped, although the site accepts what is established', async () => {
    const held = await net.hold('ai', 'ext');
    const at = drive('restrict');
    expect(await held.echoes('before', 3000)).toBe(true);
    expect(await at.verdict('apply')).toBe('done');
    expect(await held.echoes('during', 1500)).toBe(false);
    const live = (await at.step('residual')).reading;
    expect(live.verdict).toBe('live');
    expect(live.sessions?.map(({ label }) => label)).toEqual([
      expect.stringMatching(/^tcp 10\.20\.0\.2 port \d+ to 203\.0\.113\.2 port 7000$/),
    ]);
    expect(await at.verdict('killSessions', live.sessions)).toBe('done');
    expect(await at.verdict('residual')).toBe('none');
    // Trap: lifted without resets, what was buffered is delivered after all.
    expect(await at.verdict('undo')).toBe('done');
    expect(await held.arrived('during', 20_000)).toBe(true);
  }, 240_000);

  test('levels lie on top of each other: lifting the upper one leaves the lower one', async () => {
    const [one, two] = [drive('restrict'), drive('isolate')];
    expect(await one.verdict('apply')).toBe('done');
    expect(await two.verdict('apply')).toBe('done');
    expect(await two.verdict('mustFail')).toBe('blocked');
    expect(await two.verdict('undo')).toBe('done');
    expect(await two.verdict('mustFail')).toBe('passed');
    expect(await one.verdict('mustFail')).toBe('blocked');
    expect(await one.verdict('mustWork')).toBe('passed');
    expect(await one.verdict('undo')).toBe('done');
  });

  test('the lease runs out in the kernel by itself, and the console says so', async () => {
    const at = drive('restrict');
    const [load] = TEMPLATES.restrict.steps.apply.commands({
      params: networkParams(net),
      actionId: 'act-restrict',
      sessions: [],
    });
    const text = load?.stdin?.map((part) => ('text' in part ? part.text : '')).join('') ?? '';
    // Two seconds instead of minutes; the rest of the text is what the action loads.
    net.siteRules(text.replaceAll('timeout 240m', 'timeout 2s'));
    expect(await at.verdict('mustWork')).toBe('passed');
    expect(await at.settles('mustFail', 'passed')).toMatchObject({ verdict: 'passed' });
    expect(await at.verdict('residual')).toBe('unclear');
    // Renewing is applying again: the table is replaced and the lease starts anew.
    expect(await at.verdict('apply')).toBe('done');
    expect(await at.verdict('mustFail')).toBe('blocked');
    expect(await at.verdict('undo')).toBe('done');
  });

  test('IPv6 left out is refused by the dry run', async () => {
    const four = '10.10.0.0/24,10.20.0.0/24';
    const { reading } = await drive('restrict', { segment: four, partners: four }).step('dryRun');
    expect(reading.verdict).toBe('refused');
    expect(reading.summary).toMatch(/no IPv6 range is contained/);
  });

  test('a probe from a wrong place, or blocked by somebody else, proves nothing', async () => {
    const wrong = drive('restrict', { aiVia: `netns/${net.netns('ir')}` });
    expect((await wrong.step('dryRun')).reading).toMatchObject({ verdict: 'unclear' });
    net.siteRules(`table inet other { chain forward { type filter hook forward priority -20; policy accept;
      ip saddr 10.20.0.0/24 ip daddr 203.0.113.0/24 drop
      ip6 saddr fd00:20::/64 ip6 daddr 2001:db8:ff::/64 drop
    }
    }`);
    const at = drive('restrict');
    expect(await at.verdict('apply')).toBe('done');
    expect((await at.step('mustFail')).reading.summary).toBe(
      'Blocked, but not by this table: its counter stood still.',
    );
    net.siteRules('delete table inet other');
    expect(await at.verdict('undo')).toBe('done');
  });

  test('a payment service that is down for itself does not read as broken by the containment', async () => {
    const at = drive('restrict');
    expect(await at.verdict('apply')).toBe('done');
    net.in('pay', 'ip', 'link', 'set', 'eth0', 'down');
    expect(await at.verdict('mustWork')).toBe('unclear');
    net.in('pay', 'ip', 'link', 'set', 'eth0', 'up');
    expect(await at.verdict('undo')).toBe('done');
  });

  test('a firewall that cannot be reached gives no proof of anything', async () => {
    const away = drive('restrict', { firewallVia: 'netns/nowhere' });
    const names: readonly StepName[] = ['collect', 'dryRun', 'apply', 'residual', 'undo'];
    for (const name of names) expect([name, await away.verdict(name)]).toEqual([name, 'unclear']);
  });

  test('after all is lifted the rules are byte for byte what they were', async () => {
    const before = net.in('fw', 'nft', '-s', 'list', 'ruleset');
    const at = drive('isolate');
    expect(await at.verdict('apply')).toBe('done');
    expect(net.in('fw', 'nft', '-s', 'list', 'ruleset')).not.toBe(before);
    const { outputs } = await at.step('undo');
    expect(outputs.at(-1)?.text).toBe(before);
  });
});
