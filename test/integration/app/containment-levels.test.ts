import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runnerFiles } from '../../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../../main/adapters/process/run-command.ts';
import type { ActionId } from '../../../shared/domain/ids.ts';
import { HOUR, plusMs } from '../../../shared/domain/instant.ts';
import { probeMatrix } from '../../../shared/view/probe-matrix-view.ts';
import { type Client, ConsoleHome } from '../../support/console-home.ts';
import { Containment } from '../../support/containment.ts';
import { networkParams } from '../../support/network-params.ts';
import { missingForTopology, Topology } from '../../support/network-topology.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';
import { passphrase } from '../../support/setup-input.ts';

const missing = missingForTopology();
if (missing.length > 0) console.warn(`L2, L3 and their leases skipped: ${missing.join('; ')}`);

// What the use cases say, beside what a stranger in each zone finds with a client of their own.
describe.skipIf(missing.length > 0)('isolated, renewed, cut and lifted again, on real hosts', () => {
  const net = new Topology();
  let home: ConsoleHome;
  let dora: Client;
  let scene: Containment;
  let isolate: ActionId;
  let cut: ActionId;

  beforeAll(async () => {
    await net.start();
    home = await ConsoleHome.create({ runner: createCommandRunner({ files: runnerFiles }) });
    const fingerprint = await home.enrol({ name: 'Dora Owner', roles: ['business-owner'] });
    dora = home.client();
    await dora.session.unlock({ fingerprint, passphrase });
    scene = await Containment.start(home, networkParams(net));
  }, 240_000);
  afterAll(async () => {
    await home?.remove();
    await net.stop();
  });

  const answers = (from: 'shop' | 'ai' | 'ext' | 'ir', url: string): string => {
    try {
      return net.in(from, 'curl', '-s', '-m', '3', url).trim();
    } catch {
      return 'no answer';
    }
  };
  /** What can be reached, asked of the network itself. */
  const reach = () => ({
    pay: answers('shop', `http://${net.address('pay')}:443/`),
    ai: answers('shop', `http://${net.address('ai')}:8080/`),
    out: answers('ai', `http://${net.address('ext')}:8080/`),
    forensic: answers('ir', `http://${net.address('ai')}:8080/`),
    checkout: answers('ext', `http://${net.address('shop')}:8080/checkout`),
  });
  const ISOLATED = {
    pay: 'ok',
    ai: 'no answer',
    out: 'no answer',
    forensic: 'ok',
    checkout: 'ordered, fallback',
  };
  /** Seconds for which the kernel still holds the ranges of an action. */
  const kernelLease = (action: ActionId): number => {
    const listed = net.in('fw', 'nft', 'list', 'table', 'inet', `bulkhead_${action.replaceAll('-', '_')}`);
    const [, hours = '0', minutes = '0', seconds = '0'] =
      /expires (?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?/.exec(listed) ?? [];
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  };

  test('L2: the AI is off, checkout goes on with its fallback', async () => {
    expect(reach()).toEqual({ pay: 'ok', ai: 'ok', out: 'ok', forensic: 'ok', checkout: 'ordered, advised' });
    isolate = await scene.arm('isolate');
    const applied = await scene.order(isolate, 'apply');
    expect(applied).toMatchObject({ state: 'effective', lease: { state: 'running' } });
    expect(reach()).toEqual(ISOLATED);
    await scene.moves(['APPLIED'], ['VERIFIED']);
    expect(await scene.current()).toBe('held + serving + causeOpen');
    await scene.moves(
      ['BUSINESS_IMPACT', '', '20/40/60'],
      ['BREAKER_OPEN', 'by-hand', 'orders are taken by telephone'],
    );
    expect(await scene.current()).toBe('held + fallback + causeOpen');
  }, 240_000);

  test('its lease ends: renewed, in the kernel too, and proven again before the run goes on', async () => {
    home.clock.advance(4 * HOUR);
    expect((await scene.look(isolate)).lease?.state).toBe('over');
    expect((await scene.view()).waiting[0]).toMatchObject({ kind: 'lease', action: isolate });
    await expect(scene.moves(['RENEW', '', 'too early'])).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
    await scene.moves(['LEASE_OVER']);
    expect(await scene.current()).toContain('leaseDecision');
    await scene.moves(['RENEW', '', 'the plugin is still installed']);
    await expect(scene.moves(['VERIFIED'])).rejects.toMatchObject({ code: 'STEP_NOT_POSSIBLE' });
    await expect(
      home.ben.action.order({ incident: scene.incident, action: isolate, purpose: 'renew' }),
    ).rejects.toMatchObject({ code: 'OPERATOR_NOT_ALLOWED' });
    const before = kernelLease(isolate);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(kernelLease(isolate)).toBeLessThan(before);
    const ordered = home.clock.now();
    const renewed = await scene.order(isolate, 'renew');
    expect(renewed).toMatchObject({
      state: 'effective',
      lease: { until: plusMs(ordered, 4 * HOUR), state: 'running' },
    });
    expect(kernelLease(isolate)).toBeGreaterThan(4 * 3600 - 60);
    expect(reach()).toEqual(ISOLATED);
    await scene.moves(['VERIFIED']);
    expect(await scene.current()).toContain('held');
  }, 240_000);

  test('L3 over L2: signed by the business owner, nothing but forensics gets through', async () => {
    await scene.moves(['PLAN', 'cut', 'weights leave by the fallback as well']);
    cut = await scene.draft('cut');
    expect((await scene.dryRun(cut)).state).toBe('dryRunOk');
    await home.ada.action.submit({ incident: scene.incident, action: cut, purpose: 'apply' });
    const decide = async (client: Client) =>
      client.gate.decide({
        incident: scene.incident,
        action: cut,
        approvalHash: await scene.hash(cut),
        decision: 'approve',
        note: '',
      });
    await expect(decide(home.ben)).rejects.toThrow(/still needed: business owner/);
    await decide(dora);
    await scene.moves(['ARMED'], ['RAISE']);
    expect((await scene.order(cut, 'apply')).state).toBe('effective');
    const none = 'no answer';
    expect(reach()).toEqual({ pay: none, ai: none, out: none, forensic: 'ok', checkout: none });
    await scene.moves(['APPLIED'], ['VERIFIED']);
    expect(probeMatrix((await scene.view()).actions, scene.run).level).toBe('cut');
  }, 240_000);

  test('its lease ends: lifted by two people, and L2 holds on', async () => {
    home.clock.advance(4 * HOUR);
    await scene.moves(['LEASE_OVER']);
    await scene.together('LIFT', '', 'the fallback was repaired');
    expect(await scene.current()).toContain('steppingDown');
    // The lease of the level below ended as well; under the upper one its renewal cannot be proven yet.
    await scene.order(isolate, 'renew');
    await home.ada.action.submit({ incident: scene.incident, action: cut, purpose: 'undo' });
    await dora.gate.decide({
      incident: scene.incident,
      action: cut,
      approvalHash: await scene.hash(cut),
      decision: 'approve',
      note: '',
    });
    expect((await scene.order(cut, 'undo')).state).toBe('undone');
    expect((await scene.look(cut)).lease).toBeNull();
    await expect(scene.moves(['STEPPED'])).rejects.toThrow(/next one below/);
    expect((await scene.order(isolate, 'reprobe')).state).toBe('effective');
    expect(reach()).toEqual(ISOLATED);
    await scene.moves(['STEPPED'], ['VERIFIED']);
    expect(await scene.current()).toBe('held + fallback + causeOpen');
    await sameAfterReopen(home, scene.incident);
  }, 180_000);
});
