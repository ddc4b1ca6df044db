import { initialTransition, transition, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { describe, expect, test } from 'vitest';
import { ACTION_STATES } from '../../shared/view/action-view.ts';
import { actionMachine } from '../../playbooks/kit/action-machine.ts';
import { followAll, reachable } from '../support/walk-machine.ts';
import { actionEvents, quorum } from './action-events.ts';
import { nothing, watchAction } from './action-watch.ts';

type Snapshot = SnapshotFrom<typeof actionMachine>;

const REVERSIBLE = { quorum, reversible: true };
const IRREVERSIBLE = { quorum, reversible: false };
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
  const { gate, dryRunAt, mustFail, sessions, killRounds, wasEffective } = context;
  const signers = gate?.signatures.map(({ fingerprint }) => fingerprint).toSorted();
  return JSON.stringify([
    value,
    gate && [gate.purpose, gate.hash, gate.expiresAt, signers],
    dryRunAt,
    mustFail,
    sessions.length,
    killRounds,
    wasEffective,
  ]);
}

const walkOf = (input: typeof REVERSIBLE) =>
  reachable({ machine: actionMachine, input, events: () => actionEvents, serializeState });
const startOf = (input: typeof REVERSIBLE): string => serializeState(initialTransition(actionMachine, input)[0]);

describe.each([
  ['reversible', REVERSIBLE],
  ['irreversible', IRREVERSIBLE],
] as const)('every path of a %s action', (_, input) => {
  const nodes = walkOf(input);
  const start = startOf(input);

  test.each([true, false])('keeps its promises (outcomes only for the open step: %s)', (strict) => {
    const { states } = followAll(nodes, start, nothing, watchAction({ strict, reversible: input.reversible }));
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
