import { initialTransition, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { describe, expect, test } from 'vitest';
import { ordersBelowFloor } from '../../playbooks/containment/guards.ts';
import { containmentMachine } from '../../playbooks/containment/machine.ts';
import { moves, states } from '../../playbooks/containment/texts.ts';
import type { RunEvent } from '../../playbooks/kit/playbook.ts';
import { followAll, reachable, someWordsDo } from '../support/walk-machine.ts';
import {
  businessEvents,
  levelEvents,
  stateOf,
  unwatched,
  watchContainment,
  type Snapshot,
} from './containment-watch.ts';

const serializeState = ({ value, context }: Snapshot): string => JSON.stringify([value, context]);
const [initial] = initialTransition(containmentMachine);
const nodes = reachable<Snapshot, RunEvent>({
  machine: containmentMachine,
  events: () => levelEvents,
  serializeState,
});

/** Innermost states of the chart, by key. */
const LEAVES: string[] = [];
const collect = (node: typeof containmentMachine.root): void => {
  const below = Object.values(node.states);
  if (below.length === 0) LEAVES.push(node.key);
  for (const child of below) collect(child);
};
collect(containmentMachine.root);

describe('every path of PB4', () => {
  test('lowers only after the soak, holds only on fresh proof, closes only with nothing in force, red or in doubt', () => {
    followAll(nodes, serializeState(initial as Snapshot), unwatched, watchContainment);
    const reached = new Set([...nodes.values()].map(({ state }) => stateOf(state)));
    expect(
      LEAVES.filter((leaf) => states.find(({ id }) => id === leaf)?.region === 'Level').every((leaf) =>
        reached.has(leaf),
      ),
    ).toBe(true);
    expect(reached.has('closed')).toBe(true);
  }, 240_000);

  test('a restart is a replay: from the beginning, step by step, the same persisted snapshot', () => {
    const paths = getShortestPaths(containmentMachine, {
      events: () => levelEvents,
      filterEvents: (state, event) => state.can(event),
      serializeState: (state) => serializeState(state),
      limit: 1_000_000,
    });
    expect(paths.length).toBe(nodes.size);
    for (const path of paths) {
      let [replayed] = initialTransition(containmentMachine);
      for (const [i, { event, state }] of path.steps.entries()) {
        if (i > 0) [replayed] = transition(containmentMachine, replayed, event);
        expect(JSON.stringify(containmentMachine.getPersistedSnapshot(replayed))).toBe(
          JSON.stringify(containmentMachine.getPersistedSnapshot(state)),
        );
      }
    }
  }, 240_000);

  test('from every state there is a way out: no run is stuck', () => {
    const canEnd = new Set([...nodes].filter(([, { state }]) => stateOf(state) === 'closed').map(([key]) => key));
    for (let grew = true; grew;) {
      grew = false;
      for (const [key, { edges }] of nodes)
        if (!canEnd.has(key) && edges.some(({ to }) => canEnd.has(to))) {
          canEnd.add(key);
          grew = true;
        }
    }
    expect([...nodes.keys()].filter((key) => !canEnd.has(key))).toEqual([]);
  });
});

test('checkout is watched at every step: nothing closes while orders are below the floor', () => {
  const walked = reachable<Snapshot, RunEvent>({
    machine: containmentMachine,
    events: () => businessEvents,
    serializeState,
  });
  followAll(walked, serializeState(initial as Snapshot), unwatched, watchContainment);
  const all = [...walked.values()].flatMap(({ edges }) => edges);
  expect(all.filter(({ before, event }) => !someWordsDo(before, event)).map(({ event }) => event.type)).toEqual([]);
  expect([...walked.values()].some(({ state }) => stateOf(state) === 'closed')).toBe(true);
  for (const { state, edges } of walked.values()) {
    const open = (state.value as { open?: { business: string } }).open;
    if (open && open.business !== 'serving') expect(edges.some(({ event }) => event.type === 'CLOSE')).toBe(false);
  }
}, 240_000);

test('stepping down takes the commander and the containment lead', () => {
  for (const event of ['LOWER', 'LIFT'])
    expect(moves.find((move) => move.event === event)?.quorum).toEqual({
      distinct: 2,
      seats: [['commander'], ['containment-lead']],
    });
});

test.each([
  ['12/40/60', true],
  ['24/40/60', false],
  ['38/40/60', false],
  ['0 / 40 / 60 %', true],
  ['12/0/60', undefined],
  ['12/40/160', undefined],
  ['few', undefined],
])('orders below the floor: %s is %s', (text, below) => expect(ordersBelowFloor(text)).toBe(below));

test('every state and every event has words for the person in front of it', () => {
  const listened = new Set<string>();
  const listen = (node: typeof containmentMachine.root): void => {
    for (const event of node.ownEvents) listened.add(event);
    for (const child of Object.values(node.states)) listen(child);
  };
  listen(containmentMachine.root);
  expect([...listened].toSorted()).toEqual(moves.map(({ event }) => event).toSorted());
  expect(states.map(({ id }) => id).toSorted()).toEqual(LEAVES.toSorted());
});
