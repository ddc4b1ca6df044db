import { initialTransition, transition } from 'xstate';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import { describe, expect, test } from 'vitest';
import { keyRevocationMachine } from '../../playbooks/key-revocation/machine.ts';
import { moves, states } from '../../playbooks/key-revocation/texts.ts';
import type { RunEvent } from '../../playbooks/kit/playbook.ts';
import { followAll, reachable } from '../support/walk-machine.ts';
import { revocationEvents, T0, unwatched, watchRun, type RunSnapshot } from './revocation-watch.ts';
import { emptyBoard } from '../support/empty-board.ts';

function serializeState({ value, context }: RunSnapshot): string {
  return JSON.stringify([value, context]);
}
const [initial] = initialTransition(keyRevocationMachine);
const nodes = reachable<RunSnapshot, RunEvent>({
  machine: keyRevocationMachine,
  events: () => revocationEvents,
  serializeState,
});

describe('every path of PB1', () => {
  test('keeps the order of waves, and closes only when all is settled, nothing in doubt, and three checks were made when due', () => {
    const walked = followAll(nodes, serializeState(initial), unwatched, watchRun);
    expect([...walked.states].toSorted()).toEqual(Object.keys(keyRevocationMachine.states).toSorted());
  });

  test('a restart is a replay: from the beginning, step by step, the same persisted snapshot', () => {
    const paths = getShortestPaths(keyRevocationMachine, {
      events: () => revocationEvents,
      filterEvents: (state, event) => state.can(event),
      serializeState,
    });
    expect(paths.length).toBe(nodes.size);
    for (const path of paths) {
      let [replayed] = initialTransition(keyRevocationMachine);
      for (const [i, { event, state }] of path.steps.entries()) {
        if (i > 0) [replayed] = transition(keyRevocationMachine, replayed, event);
        expect(JSON.stringify(keyRevocationMachine.getPersistedSnapshot(replayed))).toBe(
          JSON.stringify(keyRevocationMachine.getPersistedSnapshot(state)),
        );
      }
    }
  });

  test('no simple path to the end leaves a stage out', () => {
    // One acceptable board and one instant per event: what is left are the ways through the chart itself.
    const full = { total: 1, armed: 0, settled: 1 };
    const board = { ...emptyBoard, credentials: 3, exhibits: 1, inDoubt: 0, waves: { 1: full, 2: full, 3: full } };
    const at = (type: string): RunEvent['at'] => revocationEvents.findLast((event) => event.type === type)?.at ?? T0;
    const events = moves.map(({ event: type, choices }): RunEvent => ({
      type,
      choice: choices[0]?.value ?? '',
      detail: 'a reason',
      at: at(type),
      board,
      signatures: [],
    }));
    const paths = getSimplePaths(keyRevocationMachine, {
      events: () => events,
      filterEvents: (state, event) => state.can(event),
      serializeState: (state) => JSON.stringify([state.value, state.context.watch.map((point) => point.state)]),
      toState: (state) => state.value === 'closed',
    });
    expect(paths.length).toBeGreaterThan(0);
    const stages = states.filter((state) => !state.side).map((state) => state.id);
    for (const path of paths) {
      const passed = [...path.steps.map((step): string => step.state.value), 'closed'];
      expect(stages.filter((stage) => !passed.includes(stage))).toEqual([]);
    }
  });

  test('a late finding always leads back to the inventory', () => {
    const listens = (state: string): string[] =>
      (keyRevocationMachine.states as Record<string, { ownEvents: readonly string[] }>)[state]?.ownEvents.map(String) ??
      [];
    for (const state of ['blastRadius', 'strategy', 'preposition', 'approvals'])
      expect(listens(state)).toContain('CREDENTIAL_FOUND');
    for (const state of ['residualSweep', 'remintWatch']) expect(listens(state)).toContain('REMINT_DETECTED');
  });
});

test('every state and every event has words for the person in front of it', () => {
  const listened = Object.values(keyRevocationMachine.states).flatMap((state) => state.ownEvents.map(String));
  expect([...new Set(listened)].toSorted()).toEqual(moves.map(({ event }) => event).toSorted());
  expect(states.map(({ id }) => id).toSorted()).toEqual(Object.keys(keyRevocationMachine.states).toSorted());
});
