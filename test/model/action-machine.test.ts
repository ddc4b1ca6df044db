import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { describe, expect, test } from 'vitest';
import { ACTION_STATES } from '../../shared/domain/action-states.ts';
import { HOUR, plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { StepName, Verdict } from '../../shared/domain/action.ts';
import type { ActionEvent, ActionInput } from '../../playbooks/kit/action-types.ts';
import { actionMachine } from '../../playbooks/kit/action-machine.ts';
import { followAll, reachable } from '../support/walk-machine.ts';
import { actionEvents, early, late, observer, quorum } from './action-events.ts';
import { nothing, watchAction } from './action-watch.ts';

type Snapshot = SnapshotFrom<typeof actionMachine>;

const PLAIN = { quorum, reversible: true, readOnly: false, leaseMs: null, needsHold: false, breakGlass: false };
const REVERSIBLE = PLAIN;
const IRREVERSIBLE = { ...PLAIN, reversible: false };
const DELETING = { ...PLAIN, reversible: false, needsHold: true };
const CONTAINING = { ...PLAIN, leaseMs: 4 * HOUR, breakGlass: true };
const NEVER_WHEN_IRREVERSIBLE = [
  'compensating',
  'compensated',
  'compensationFailed',
  'awaitingUndoApproval',
  'undoArmed',
  'undoing',
  'undone',
  'undoFailed',
];

/** The order of signatures does not matter to anything that follows; everything else of the context is kept apart. */
function serializeState({ value, context }: Snapshot): string {
  const { gate, dryRunAt, mustFail, sessions, killRounds, wasEffective, orderedAt, leaseUntil, unratified } = context;
  const signers = gate?.signatures.map(({ fingerprint }) => fingerprint).toSorted();
  return JSON.stringify([
    value,
    gate && [gate.purpose, gate.hash, gate.expiresAt, signers, gate.breakGlass],
    dryRunAt,
    mustFail,
    sessions.length,
    killRounds,
    wasEffective,
    orderedAt,
    leaseUntil,
    unratified,
  ]);
}

const walkOf = (input: ActionInput) =>
  reachable({ machine: actionMachine, input, events: () => actionEvents, serializeState });
const startOf = (input: ActionInput): string => serializeState(initialTransition(actionMachine, input)[0]);

describe.each([
  ['reversible', REVERSIBLE],
  ['irreversible', IRREVERSIBLE],
  ['deleting', DELETING],
  ['containing', CONTAINING],
] as const)('every path of a %s action', (_, input) => {
  const nodes = walkOf(input);
  const start = startOf(input);

  test.each([true, false])('keeps its promises (outcomes only for the open step: %s)', (strict) => {
    const { states } = followAll(nodes, start, nothing, watchAction({ strict, input }));
    const expected = ACTION_STATES.filter((state) => input.reversible || !NEVER_WHEN_IRREVERSIBLE.includes(state));
    expect([...states].toSorted()).toEqual([...expected].toSorted());
  });

  test('a restart is a replay: from the beginning, step by step, the same persisted snapshot', () => {
    const paths = getShortestPaths(actionMachine, {
      input,
      events: () => actionEvents as never,
      filterEvents: (state, event) => state.can(event),
      serializeState,
    });
    expect(paths.length).toBe(nodes.size);
    for (const path of paths) {
      let [replayed] = initialTransition(actionMachine, input);
      for (const [i, { event, state }] of path.steps.entries()) {
        if (i > 0) [replayed] = transition(actionMachine, replayed, event);
        expect(persisted(replayed)).toBe(persisted(state));
      }
    }
  });

  test('a snapshot that was stored and restored goes on as if nothing had happened', () => {
    for (const { state, edges } of nodes.values()) {
      const restored = actionMachine.resolveState(JSON.parse(persisted(state)) as Snapshot);
      for (const edge of edges)
        expect(serializeState(transition(actionMachine, restored, edge.event)[0])).toBe(edge.to);
    }
  });
});

test('a person sees every dead end: only a withdrawn action has no way on', () => {
  const stuck = [...walkOf(REVERSIBLE).values()]
    .filter(({ edges }) => edges.length === 0)
    .map(({ state }) => state.value);
  expect([...new Set(stuck)]).toEqual(['withdrawn']);
});

/** What would be stored, with signatures in one order: the walker keeps one of several paths that differ in that alone. */
function persisted(snapshot: Snapshot): string {
  return JSON.stringify(actionMachine.getPersistedSnapshot(snapshot), (key, value: unknown) =>
    key === 'signatures'
      ? (value as { fingerprint: string }[]).toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))
      : value,
  );
}

test('what only reads is done when it was read, and one person may order it', () => {
  const input: ActionInput = { ...PLAIN, reversible: false, readOnly: true, quorum: { distinct: 0, seats: [] } };
  let [now] = initialTransition(actionMachine, input);
  const outcome = (step: StepName, verdict: Verdict): ActionEvent => ({
    type: 'OUTCOME',
    step,
    verdict,
    sessions: [],
    at: early,
  });
  const events: readonly ActionEvent[] = [
    { type: 'DRY_RUN', skipCollect: false },
    outcome('collect', 'done'),
    outcome('dryRun', 'ok'),
    { type: 'SUBMIT', purpose: 'apply', hash: 'a', expiresAt: late, by: observer, at: early, breakGlass: false },
    { type: 'ORDER', purpose: 'apply', at: early, waveOpen: true, held: false },
    outcome('apply', 'done'),
  ];
  for (const event of events) [now] = transition(actionMachine, now, event);
  expect(now.value).toBe('effective');
});

function leaseAfter(renewed: Snapshot): Instant | null {
  const done: ActionEvent = { type: 'OUTCOME', step: 'apply', verdict: 'done', sessions: [], at: late };
  return transition(actionMachine, renewed, done)[0].context.leaseUntil;
}

test('a containment is renewed without a new approval, and lifted by undoing it', () => {
  const effective = [...walkOf(CONTAINING).values()].filter(({ state }) => state.value === 'effective');
  expect(effective.length).toBeGreaterThan(0);
  for (const { state } of effective) {
    expect(state.context.leaseUntil).not.toBeNull();
    const renewed = transition(actionMachine, state, {
      type: 'ORDER',
      purpose: 'renew',
      at: late,
      waveOpen: false,
      held: false,
    })[0];
    // What was done under break-glass is ratified before it is renewed.
    if (state.context.unratified === null) expect(leaseAfter(renewed)).toBe(plusMs(late, 4 * HOUR));
    else expect(renewed).toBe(state);
  }
  for (const { state } of walkOf(CONTAINING).values())
    if (state.value === 'undone' || state.value === 'compensated') expect(state.context.leaseUntil).toBeNull();
});

test('a renewal nobody knows the outcome of does not make the lease longer, however often it is probed', () => {
  const effective = [...walkOf(CONTAINING).values()].find(
    ({ state }) => state.value === 'effective' && state.context.unratified === null,
  );
  let now = effective?.state ?? expect.fail('nothing is effective');
  const said = (
    step: 'apply' | 'mustFail' | 'mustWork' | 'residual',
    verdict: 'unclear' | 'blocked' | 'passed' | 'none',
  ) => ({ type: 'OUTCOME', step, verdict, sessions: [], at: late }) as const;
  const order = (purpose: 'renew' | 'reprobe') =>
    ({ type: 'ORDER', purpose, at: late, waveOpen: false, held: false }) as const;
  const { leaseUntil } = now.context;
  for (const event of [
    order('renew'),
    said('apply', 'unclear'),
    order('reprobe'),
    said('mustFail', 'blocked'),
    said('mustWork', 'passed'),
    said('residual', 'none'),
  ])
    [now] = transition(actionMachine, now, event);
  expect(now.value).toBe('effective');
  expect(now.context.leaseUntil).toBe(leaseUntil);
});

test('what is proven in force is not lifted while the run keeps it; what is not proven may be undone at any time', () => {
  const armed = [...walkOf(CONTAINING).values()].filter(
    ({ state }) => state.value === 'undoArmed' && state.context.gate?.expiresAt === late,
  );
  const order = { type: 'ORDER', purpose: 'undo', at: early, waveOpen: false, held: true } as const;
  const seen = new Set<boolean>();
  for (const { state } of armed) {
    seen.add(state.context.wasEffective);
    expect(state.can(order)).toBe(true);
    expect(state.can({ ...order, liftBarred: true })).toBe(!state.context.wasEffective);
  }
  expect(seen).toEqual(new Set([false, true]));
});

test('looking again at a containment that may be in force drops neither its lease nor the signature it waits for', () => {
  const unclear = [...walkOf(CONTAINING).values()].filter(
    ({ state }) => state.value === 'unknown' && state.context.unratified !== null && state.context.leaseUntil !== null,
  );
  expect(unclear.length).toBeGreaterThan(0);
  for (const { state } of unclear) {
    const again = transition(actionMachine, state, { type: 'DRY_RUN', skipCollect: false })[0];
    expect(again.value).toBe('dryRunning');
    expect(again.context).toMatchObject({
      orderedAt: state.context.orderedAt,
      leaseUntil: state.context.leaseUntil,
      unratified: state.context.unratified,
    });
  }
});
