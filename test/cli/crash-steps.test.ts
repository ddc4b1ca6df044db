import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { missingForRedisRig, startRedisRig } from '../../main/hosts/cli/demo/rig/redis-rig.ts';
import type { HeldSession, Rig } from '../../main/hosts/cli/demo/rig/rig.ts';
import { findTemplate } from '../../playbooks/actions/registry.ts';
import type { ActionState } from '../../shared/domain/action-states.ts';
import type { Command, Mode, Params, StepName } from '../../shared/domain/action.ts';
import { HOUR, plusMs } from '../../shared/domain/instant.ts';
import type { ActionView, EffectView } from '../../shared/view/action-view.ts';
import { ConsoleHome, Revocation } from '../support/console-home.ts';
import { crashed, ranBefore, type CrashAim, type Known } from '../support/crash-console.ts';
import { findingsOf } from '../support/fsck-home.ts';
import { HandClock } from '../support/hand-clock.ts';
import { networkParams } from '../support/network-params.ts';
import { missingForTopology, Topology } from '../support/network-topology.ts';
import type { PlayedRun } from '../support/played-run.ts';
import { sameAfterReopen } from '../support/same-after-reopen.ts';
import { WatchedRunner } from '../support/watched-runner.ts';

// Every step of an action in every way it can be done, its inverse, its compensation and its renewal, killed between started and
// outcome. The systems are real: what they say afterwards is asked of them, not of the record.

interface Crash {
  readonly order: CrashAim['order'];
  readonly step: StepName;
  readonly point: 'before' | 'after';
  /** The action is in this state while the step is open, and in that one once a person has said that they do not know. */
  readonly open: ActionState;
  readonly unknown: ActionState;
  /** What asking the system again makes of it. */
  readonly again: ActionState;
  /** The control probe breaks, so that the console compensates. */
  readonly compensates?: true;
}

const APPLY = { order: 'apply', unknown: 'unknown' } as const;
const DRY = { order: 'dryRun', open: 'dryRunning', unknown: 'drafted', again: 'dryRunOk' } as const;

/** Steps that only read die once; those that change the world die before it and after it. */
const crashes = {
  collect: [{ ...DRY, point: 'before' }],
  dryRun: [{ ...DRY, point: 'after' }],
  apply: [
    { ...APPLY, point: 'before', open: 'applying', again: 'unknown' },
    { ...APPLY, point: 'after', open: 'applying', again: 'effective' },
  ],
  mustFail: [{ ...APPLY, point: 'after', open: 'probing', again: 'effective' }],
  mustWork: [{ ...APPLY, point: 'before', open: 'probing', again: 'effective' }],
  residual: [{ ...APPLY, point: 'after', open: 'residual', again: 'effective' }],
  killSessions: [
    { ...APPLY, point: 'before', open: 'killing', again: 'effective' },
    { ...APPLY, point: 'after', open: 'killing', again: 'effective' },
  ],
  undo: [
    { order: 'undo', point: 'before', open: 'undoing', unknown: 'undoFailed', again: 'effective' },
    { order: 'undo', point: 'after', open: 'undoing', unknown: 'undoFailed', again: 'unknown' },
    {
      order: 'apply',
      point: 'before',
      open: 'compensating',
      unknown: 'compensationFailed',
      again: 'effective',
      compensates: true,
    },
    {
      order: 'apply',
      point: 'after',
      open: 'compensating',
      unknown: 'compensationFailed',
      again: 'unknown',
      compensates: true,
    },
  ],
} as const satisfies Record<StepName, readonly Omit<Crash, 'step'>[]>;

const rows = (Object.entries(crashes) as [StepName, readonly Omit<Crash, 'step'>[]][]).flatMap(([step, list]) =>
  list.map((crash): Crash => ({ ...crash, step })),
);
/** What waits for a person is the same record whatever the step: on a card each step once, for a statement the three kinds of step. */
const once = rows.filter((row, i) => !row.compensates && rows.findLastIndex(isLike(row)) === i);
const table: readonly (readonly [Mode, string, Crash])[] = [
  ...rows.map((row) => ['exec', row] as const),
  ...once.map((row) => ['card', row] as const),
  ...once.filter(({ step }) => ['apply', 'mustFail', 'undo'].includes(step)).map((row) => ['attest', row] as const),
].map(([mode, row]) => [mode, `${row.point} ${row.step} (${row.open})`, row] as const);

function isLike({ step }: Crash): (other: Crash) => boolean {
  return (other) => other.step === step && !other.compensates;
}

/** Steps that change the world: what they run is counted. */
const CHANGING: readonly StepName[] = ['apply', 'killSessions', 'undo'];

function changes(template: string, params: Params): readonly string[] {
  const context = { params, actionId: 'act-0000000000000000', sessions: [] };
  const titles = (step: StepName): string[] =>
    (findTemplate(template)?.steps[step]?.commands(context) ?? []).map(({ title }) => title);
  const reads = new Set((['dryRun', 'mustFail', 'mustWork', 'residual'] as const).flatMap(titles));
  return [...new Set(CHANGING.flatMap(titles))].filter((title) => !reads.has(title) && !SAVES.includes(title));
}
/** Belongs to apply and undo alike, and may be done any number of times. */
const SAVES = ['Save the users to the ACL file'];

let dir: string;
let opened: ConsoleHome;
let runner: WatchedRunner;
let clock: HandClock;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bulkhead-crash-'));
});
afterEach(async () => {
  await opened?.app.close();
  rmSync(dir, { recursive: true, force: true });
});

async function comeBack(known: Known): Promise<PlayedRun> {
  expect(findingsOf(join(dir, 'console'))).toEqual([]);
  runner = new WatchedRunner();
  clock = new HandClock(known.now);
  opened = await ConsoleHome.resume(join(dir, 'console'), known, { runner, clock });
  return Revocation.resume(opened, known.incident, known.run);
}

/** As it was left, and nothing moves: not by itself, not by an order. Answers the step that has no outcome. */
async function standsStill(scene: PlayedRun, { incident, action }: Known, crash: Crash): Promise<EffectView> {
  const found = await scene.look(action);
  const open = found.effects.at(-1);
  const { mode } = found;
  expect(found).toMatchObject({
    state: crash.open,
    moves: mode === 'exec' ? ['resolveDoubt'] : [mode === 'card' ? 'supplyOutput' : 'attest', 'resolveDoubt'],
  });
  expect(open).toMatchObject({ step: crash.step, status: mode === 'exec' ? 'in-doubt' : 'waiting' });
  for (const purpose of ['apply', 'reprobe', 'undo', 'renew'] as const)
    await expect(opened.ada.action.order({ incident, action, purpose })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:EFFECT_IN_DOUBT|STEP_NOT_POSSIBLE|APPROVAL_EXPIRED)$/) as string,
    });
  await opened.app.tick();
  expect(runner.ran).toEqual([]);
  return open as EffectView;
}

async function saidUnknown(scene: PlayedRun, { incident, action }: Known, open: EffectView): Promise<ActionView> {
  const { effect } = open;
  const reason = 'the console died';
  await opened.ada.action.resolveDoubt({ incident, action, effect, happened: 'unknown', reason });
  expect(runner.ran).toEqual([]);
  return scene.look(action);
}

const missing = missingForRedisRig();
if (missing.length > 0) console.warn(`crash of every step skipped: ${missing.join('; ')}`);

describe.skipIf(missing.length > 0)('a Redis user, killed', () => {
  let rig: Rig;
  let held: HeldSession;
  let rigDir: string;
  beforeEach(async () => {
    rigDir = mkdtempSync(join(tmpdir(), 'bulkhead-rig-'));
    rig = await startRedisRig(rigDir);
    held = await rig.holdSession();
  }, 30_000);
  afterEach(async () => {
    held.end();
    await rig.stop();
    rmSync(rigDir, { recursive: true, force: true });
  });

  async function crash(mode: Mode, { order, step, point, compensates }: Crash): Promise<Known> {
    const params = Object.entries(rig.params).map(([name, value]) => ({ name, value }));
    const spoilt = compensates ? { spoilt: rig.params['controlPassword'] ?? '' } : {};
    return crashed(dir, { template: 'K18', params, playbook: 'PB1', mode, order, step, point, ...spoilt });
  }

  /** Each command that changes the world ran once at most, before the crash and after it together. */
  function nothingTwice(also: readonly string[] = []): void {
    const ran = [...ranBefore(dir), ...runner.ran, ...also];
    const twice = changes('K18', rig.params).filter((title) => ran.filter((one) => one === title).length > 1);
    expect(twice).toEqual([]);
  }

  test.each(table)(
    '%s, %s: stands still, is unknown, and the system is asked again',
    async (mode, _, row) => {
      const control = readFileSync(rig.params['controlPassword'] ?? '', 'utf8');
      const known = await crash(mode, row);
      const scene = await comeBack(known);
      const byHand: string[] = [];
      scene.hand = async (command: Command) => {
        byHand.push(command.title);
        return new WatchedRunner().run(command);
      };
      const open = await standsStill(scene, known, row);
      expect((await saidUnknown(scene, known, open)).state).toBe(row.unknown);
      if (row.compensates) writeFileSync(rig.params['controlPassword'] ?? '', control);
      const again =
        row.order === 'dryRun' ? await scene.dryRun(known.action) : await scene.order(known.action, 'reprobe');
      expect(again.state).toBe(row.again);
      // The session from before is gone where it was proven cut, now or before the undo was ordered.
      expect(await held.alive()).toBe(row.order !== 'undo' && row.again !== 'effective');
      nothingTwice(byHand);
      if (mode !== 'exec') expect(runner.ran).toEqual([]);
      await sameAfterReopen(opened, known.incident, { leftovers: true });
    },
    120_000,
  );
});

const noNetwork = missingForTopology();
if (noNetwork.length > 0) console.warn(`crash of a renewal skipped: ${noNetwork.join('; ')}`);

describe.skipIf(noNetwork.length > 0)('a segment, renewed, killed', () => {
  const net = new Topology();
  beforeAll(() => net.start(), 60_000);
  afterAll(() => net.stop());

  test.each(['before', 'after'] as const)(
    '%s the table was loaded anew: it holds no longer than is known, until a renewal is known to have been done',
    async (point) => {
      const params = Object.entries(networkParams(net)).map(([name, value]) => ({ name, value }));
      const title = 'Load the table in one transaction';
      const at = { playbook: 'PB4', mode: 'exec', order: 'renew', step: 'apply', point, title } as const;
      const known = await crashed(dir, { template: 'N01-L1', params, ...at });
      const scene = await comeBack(known);
      const row: Crash = { ...APPLY, ...at, open: 'applying', again: 'effective' };
      const open = await standsStill(scene, known, row);
      // Ordered first three hours before the renewal.
      const until = plusMs(known.now, HOUR);
      expect(await saidUnknown(scene, known, open)).toMatchObject({ state: 'unknown', lease: { until } });
      expect(await scene.order(known.action, 'reprobe')).toMatchObject({ state: 'effective', lease: { until } });
      expect(runner.ran).not.toContain(title);
      const now = clock.now();
      expect(await scene.order(known.action, 'renew')).toMatchObject({
        state: 'effective',
        lease: { until: plusMs(now, 4 * HOUR) },
      });
      expect(runner.ran.filter((one) => one === title)).toHaveLength(1);
      await sameAfterReopen(opened, known.incident, { leftovers: true });
      net.in('fw', 'nft', 'flush', 'ruleset');
    },
    120_000,
  );
});
