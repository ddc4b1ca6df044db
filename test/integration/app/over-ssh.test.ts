import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionId } from '../../../shared/domain/ids.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import { ConsoleHome } from '../../support/console-home.ts';
import { Containment } from '../../support/containment.ts';
import { networkParams } from '../../support/network-params.ts';
import { Topology } from '../../support/network-topology.ts';
import { missingForSshZones, SshZones } from '../../support/ssh-zones.ts';

const missing = missingForSshZones();
if (missing.length > 0) console.warn(`actions over ssh skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('a segment contained from the forensics zone, over ssh alone', () => {
  const net = new Topology();
  const zones = new SshZones(net, mkdtempSync(join(tmpdir(), 'bulkhead-ssh-')));
  let home: ConsoleHome;
  let scene: Containment;
  let action: ActionId;

  beforeAll(async () => {
    await net.start();
    await zones.start();
    home = await ConsoleHome.create({ runner: zones });
    scene = await Containment.start(home, {
      ...networkParams(net),
      firewallVia: zones.way('fw'),
      shopVia: zones.way('shop'),
      aiVia: zones.way('ai'),
      customerVia: zones.way('ext'),
      // The console stands there itself.
      forensicVia: '',
      // The matrix over IPv6 is another test's: here every probe is a login.
      aiProbe6: '',
      outsideProbe6: '',
    });
    await scene.moves(['PLAN', 'restrict', 'weights leave by the plugin']);
    action = await scene.draft('restrict');
  }, 240_000);
  afterAll(async () => {
    await home?.remove();
    await zones.stop();
    await net.stop();
  });

  const last = ({ effects }: ActionView) => effects.at(-1)?.reading;
  const tableLoaded = (): boolean => net.in('fw', 'nft', 'list', 'tables').includes('bulkhead_');
  /** Dry run without the pack, so that the first step is the one that looks. */
  const refused = async (): Promise<ActionView> => {
    const { incident } = scene;
    await home.ada.action.dryRun({ incident, action, skipCollect: 'nothing is changed in this test' });
    return scene.settle(action);
  };

  test('a host key that is not known: nothing is sent, and what to do is said', async () => {
    zones.knowAll({ fw: 'nobody' });
    const view = await refused();
    expect(view.state).toBe('dryRunRefused');
    expect(last(view)?.facts).toContainEqual({
      name: 'way',
      value: `SSH_HOST_KEY_UNKNOWN root@${zones.address('fw')}`,
    });
    expect(last(view)?.summary).toMatch(
      /^Nothing was sent to 10\.99\.0\.1: its host key is not known here\. .*ssh-keyscan/,
    );
  }, 180_000);

  test('a host key that is another one than before is told apart', async () => {
    zones.knowAll({ fw: 'shop' });
    expect(last(await refused())?.facts?.[0]?.value).toBe(`SSH_HOST_KEY_CHANGED root@${zones.address('fw')}`);
    zones.knowAll();
  }, 180_000);

  test('a host that would ask for a password is a refusal, at once', async () => {
    zones.admit('nobody');
    const before = performance.now();
    const view = await refused();
    expect(last(view)?.facts?.[0]?.value).toMatch(/^SSH_LOGIN_REFUSED root@/);
    expect(view.effects.at(-1)?.outputs.some(({ timedOut }) => timedOut)).toBe(false);
    // Every command asks one host; none of them waits for somebody to type.
    expect((performance.now() - before) / (view.effects.at(-1)?.outputs.length ?? 1)).toBeLessThan(3000);
    zones.admit('console');
  }, 180_000);

  test('dry run, applied, proven from inside each zone', async () => {
    const dry = await scene.dryRun(action);
    expect([dry.state, last(dry)?.summary]).toEqual(['dryRunOk', expect.stringMatching(/^L1 restrict can be loaded/)]);
    await scene.approve(action, 'apply');
    await scene.moves(['ARMED'], ['RAISE']);
    const applied = await scene.order(action, 'apply');
    expect(applied).toMatchObject({
      state: 'effective',
      proof: {
        mustFail: { verdict: 'blocked' },
        mustWork: { verdict: 'passed' },
        residual: { verdict: 'none' },
      },
    });
    expect(tableLoaded()).toBe(true);
    await scene.moves(['APPLIED'], ['VERIFIED']);
  }, 180_000);

  test('every command went by ssh, but for those of the zone where the console stands', () => {
    const here = zones.sent.filter(([program]) => program !== 'ssh');
    expect(new Set(here.map(([program]) => program))).toEqual(new Set(['curl', 'ip']));
    expect(zones.sent.length).toBeGreaterThan(here.length * 3);
  });

  test('the connection breaks while it is renewed: unknown, the rest is not run, and the real table is read again', async () => {
    zones.breakAfter('nft -f -');
    const broken = await scene.order(action, 'renew');
    expect(broken.state).toBe('unknown');
    expect(last(broken)).toMatchObject({
      verdict: 'unclear',
      summary: expect.stringMatching(/may have happened/) as string,
    });
    expect(last(broken)?.facts?.[0]?.value).toBe(`SSH_CONNECTION_LOST root@${zones.address('fw')}`);
    expect(broken.effects.at(-1)?.outputs.map(({ exit }) => exit)).toEqual([255, null]);
    const sent = zones.sent.length;
    expect((await scene.order(action, 'reprobe')).state).toBe('effective');
    expect(zones.sent.slice(sent).filter((argv) => argv.at(-1) === 'nft -f -')).toEqual([]);
  }, 180_000);

  test('a connection that breaks during a probe is asked again, and never read as a broken checkout', async () => {
    zones.breakAfter('/checkout');
    const from = (await scene.look(action)).effects.length;
    const probed = await scene.order(action, 'reprobe');
    expect(probed.state).toBe('effective');
    const works = probed.effects.slice(from).find(({ step }) => step === 'mustWork');
    expect(works?.reading).toMatchObject({ verdict: 'passed' });
    expect(works?.reading?.facts).toContainEqual({ name: 'earlier tries', value: 'unclear' });
    expect(tableLoaded()).toBe(true);
  }, 180_000);

  test('undone, and the rules are what they were', async () => {
    home.clock.advance(15 * 60_000);
    await scene.together('LOWER', '', 'plugin removed');
    await scene.approve(action, 'undo');
    expect((await scene.order(action, 'undo')).state).toBe('undone');
    expect(tableLoaded()).toBe(false);
  }, 180_000);
});
