import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runnerFiles } from '../../../main/adapters/files/runner-files.ts';
import { createCommandRunner } from '../../../main/adapters/process/run-command.ts';
import type { Asset } from '../../../shared/domain/asset.ts';
import type { ActionId, IncidentId } from '../../../shared/domain/ids.ts';
import { ConsoleHome, Revocation } from '../../support/console-home.ts';
import { Containment } from '../../support/containment.ts';
import { redisParams } from '../../support/fake-redis.ts';
import { networkParams } from '../../support/network-params.ts';
import { missingForTopology, Topology } from '../../support/network-topology.ts';
import { sameAfterReopen } from '../../support/same-after-reopen.ts';

const REFUSED = { code: 'REGISTER_CHANGED' };

const assetsOf = async (home: ConsoleHome, incident: IncidentId) => (await home.ada.incident.view({ incident })).assets;

async function correct(home: ConsoleHome, incident: IncidentId, name: string, change: Partial<Asset>): Promise<void> {
  const asset = (await assetsOf(home, incident)).find((one) => one.name === name) as Asset;
  await home.ada.incident.correctAsset({
    incident,
    asset: structuredClone({ ...asset, ...change }),
    reason: 'as the platform team says',
  });
}

async function told(home: ConsoleHome, incident: IncidentId): Promise<readonly string[]> {
  const { rows } = await home.ada.incident.timeline({ incident, from: 0, count: 500 });
  return rows.filter(({ kind }) => kind === 'action.refused').map(({ text }) => text);
}

// An approval takes its time. What the register said at the draft is asked again when something is about to be done.
describe('a register that changes between the draft and the order', () => {
  let home: ConsoleHome;
  let revocation: Revocation;
  let action: ActionId;
  const HERE = 'redis-9.example';
  const params = redisParams.map((one) => (one.name === 'host' ? { ...one, value: HERE } : one));
  const order = (purpose: 'apply' | 'undo' | 'reprobe') =>
    home.ada.action.order({ incident: revocation.incident, action, purpose });
  const ran = () => home.redis.ran.length;

  beforeEach(async () => {
    home = await ConsoleHome.create();
    const incident = await home.declare();
    const asset = { type: 'database', owner: '', criticalFunction: 'no' } as const;
    await home.ada.incident.addAsset({
      incident,
      asset: { ...asset, name: 'Cache', endpoints: [`rediss://${HERE}:6379`] },
    });
    await home.ada.incident.addAsset({ incident, asset: { ...asset, name: 'Sessions' } });
    revocation = await Revocation.start(home, [3], { template: 'K18', params }, incident);
    action = await revocation.arm();
    await revocation.moves(['ALL_ARMED'], ['FIRE'], ['WAVE_DONE'], ['WAVE_DONE']);
  });
  afterEach(() => home.remove());

  test('an order is refused, on record, with nothing run; a corrected register lets the same approval go on', async () => {
    const { incident } = revocation;
    await correct(home, incident, 'Cache', { endpoints: ['rediss://redis-2.example:6379'] });
    const before = ran();
    await expect(order('apply')).rejects.toMatchObject({
      ...REFUSED,
      data: { details: [`host: ${HERE} is not what the register said at the draft`] },
    });
    await expect(home.ada.action.dryRun({ incident, action })).rejects.toMatchObject(REFUSED);
    expect(ran()).toBe(before);
    const view = await revocation.look(action);
    expect(view).toMatchObject({ state: 'armed', refusal: expect.stringContaining(HERE) as string });
    expect(view.moves).not.toContain('execute');
    expect(view.moves).not.toContain('dryRun');
    expect(view.moves).toContain('withdraw');
    const lines = await told(home, incident);
    expect(lines).toEqual([
      expect.stringMatching(/^Refused to Ada Commander: apply, the register of assets has changed .*redis-9\.example/),
      expect.stringMatching(/^Refused to Ada Commander: dry run, /),
    ]);
    await sameAfterReopen(home, incident);
    await expect(order('apply')).rejects.toMatchObject(REFUSED);
    await correct(home, incident, 'Cache', { endpoints: [`rediss://${HERE}:6379`] });
    expect((await revocation.order(action, 'apply')).state).toBe('effective');
    expect(await home.ada.incident.fsck({ incident })).toMatchObject({ verified: true });
  });

  test('a host that another asset has by now is another system', async () => {
    const { incident } = revocation;
    await correct(home, incident, 'Sessions', { endpoints: [HERE] });
    expect((await revocation.look(action)).refusal).toBeNull();
    await correct(home, incident, 'Cache', { endpoints: [] });
    const before = ran();
    await expect(order('apply')).rejects.toMatchObject(REFUSED);
    expect(ran()).toBe(before);
  });

  test('an asset that is renamed but has its endpoint is the same system', async () => {
    await correct(home, revocation.incident, 'Cache', { name: 'Cache of the shop' });
    expect((await revocation.order(action, 'apply')).state).toBe('effective');
  });

  test('undo and probes are asked as well', async () => {
    const { incident } = revocation;
    await revocation.order(action, 'apply');
    await revocation.approve(action, 'undo');
    await correct(home, incident, 'Cache', { endpoints: [] });
    const before = ran();
    await expect(order('undo')).rejects.toMatchObject(REFUSED);
    await expect(order('reprobe')).rejects.toMatchObject(REFUSED);
    expect(ran()).toBe(before);
    expect(home.redis.on).toBe(false);
    expect((await revocation.look(action)).state).toBe('undoArmed');
  });

  test('steps that would follow by themselves are not run either, and prove nothing', async () => {
    const { incident } = revocation;
    home.redis.before = async ({ title }) => {
      if (title === 'Read the user back') await correct(home, incident, 'Cache', { endpoints: [] });
    };
    const view = await revocation.order(action, 'apply');
    expect(view.state).toBe('unknown');
    const probe = view.effects.findLast(({ step }) => step === 'mustFail');
    expect(probe?.reading).toMatchObject({
      verdict: 'unclear',
      facts: [{ name: 'REGISTER_CHANGED', value: `host: ${HERE}` }],
    });
    expect(home.redis.ran.at(-1)).toBe('Read the user back');
  });

  test('after a restart in the middle, what a person says goes on record and its probes are not run', async () => {
    const { incident } = revocation;
    const { promise, resolve } = Promise.withResolvers<void>();
    home.redis.before = () => promise;
    await order('apply');
    const closed = home.app.close();
    resolve();
    await closed;
    await home.open();
    home.redis.before = () => Promise.resolve();
    await correct(home, incident, 'Cache', { endpoints: [] });
    const { effects } = await revocation.look(action);
    const before = ran();
    const effect = effects.at(-1)?.effect ?? '0.0';
    await home.ada.action.resolveDoubt({ incident, action, effect, happened: 'yes', reason: 'the user is off' });
    expect((await revocation.settle(action)).state).toBe('unknown');
    expect(ran()).toBe(before);
    await expect(order('reprobe')).rejects.toMatchObject(REFUSED);
    await correct(home, incident, 'Cache', { endpoints: [HERE] });
    expect((await revocation.order(action, 'reprobe')).effects.length).toBeGreaterThan(effects.length + 2);
  });

  test('an order that nobody armed the console for any more is on record too', async () => {
    const { incident } = revocation;
    await home.ben.permit.disarmExec({ reason: 'the jump host is suspect' });
    await expect(order('apply')).rejects.toMatchObject({ code: 'EXEC_NOT_ARMED' });
    expect(await told(home, incident)).toEqual([
      'Refused to Ada Commander: apply, this console may not run commands by itself. Nothing was started',
    ]);
  });
});

const missing = missingForTopology();
if (missing.length > 0) console.warn(`a register that changes, on real hosts, skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('the same, on real hosts', () => {
  const net = new Topology();
  let home: ConsoleHome;
  let scene: Containment;
  let action: ActionId;
  let endpoints: readonly string[] = [];
  const tables = (): string => net.in('fw', 'nft', 'list', 'tables');
  /** The asset loses the address that the probes go to, or gets it back. */
  const register = (list: readonly string[]) => correct(home, scene.incident, 'Shop and AI', { endpoints: list });
  const without = () => register(endpoints.filter((one) => !one.includes(net.address('ext'))));

  beforeAll(async () => {
    await net.start();
    home = await ConsoleHome.create({ runner: createCommandRunner({ files: runnerFiles }) });
    scene = await Containment.start(home, networkParams(net));
    endpoints = (await assetsOf(home, scene.incident))[0]?.endpoints ?? [];
    action = await scene.arm('restrict');
  }, 240_000);
  afterAll(async () => {
    await home?.remove();
    await net.stop();
  });

  test('nothing is loaded, nothing is lifted, and the approved action runs once the register is right again', async () => {
    await without();
    await expect(scene.order(action, 'apply')).rejects.toMatchObject(REFUSED);
    expect(tables()).not.toContain('bulkhead_');
    await register(endpoints);
    expect((await scene.order(action, 'apply')).state).toBe('effective');
    expect(tables()).toContain('bulkhead_');
    await scene.moves(['APPLIED'], ['VERIFIED']);
    home.clock.advance(15 * 60_000);
    await scene.together('LOWER', '', 'plugin removed');
    await scene.approve(action, 'undo');
    await without();
    await expect(scene.order(action, 'undo')).rejects.toMatchObject(REFUSED);
    expect(tables()).toContain('bulkhead_');
    await register(endpoints);
    expect((await scene.order(action, 'undo')).state).toBe('undone');
    expect(tables()).not.toContain('bulkhead_');
  }, 240_000);
});
