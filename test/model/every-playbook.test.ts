import { initialTransition, transition, type AnyStateNode } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, isInstant, plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { BoardAction, Board, Playbook, RunEvent } from '../../playbooks/kit/playbook.ts';
import { GATES } from '../../playbooks/retraining/gates.ts';
import { CONTROLS } from '../../playbooks/sovereign-recovery/controls.ts';
import { playbooks } from '../../playbooks/registry.ts';
import { emptyBoard } from '../support/empty-board.ts';
import { reachable, someWordsDo, type Walkable } from '../support/walk-machine.ts';

/** Promises of every playbook whose actions are its own; the one that follows the waves has a test of its own. */
const own = playbooks.flatMap((playbook) =>
  playbook.actions === 'waves' ? [] : [{ id: playbook.id, playbook, offered: playbook.actions }],
);

function start(): Instant {
  const text = '2026-11-25T02:00:00.000Z';
  if (!isInstant(text)) throw new Error(text);
  return text;
}
const T0 = start();

function boardsOf(templates: readonly string[]): readonly Board[] {
  const actions = (part: Partial<BoardAction>): BoardAction[] =>
    templates.map((template) => ({
      template,
      target: 'ast-1',
      state: 'effective',
      leased: false,
      leaseOver: false,
      unratified: false,
      ...part,
    }));
  const board = (part: Partial<Board>): Board => ({
    ...emptyBoard,
    exhibits: 1,
    sealedHolds: 1,
    lastProvenAt: T0,
    ...part,
  });
  return [
    emptyBoard,
    board({ actions: actions({}) }),
    board({ actions: actions({}), retrainOrders: 1 }),
    board({ actions: actions({ state: 'armed' }) }),
    board({ actions: actions({ state: 'unknown' }) }),
    board({ actions: actions({}), inDoubt: 1 }),
    board({ actions: actions({ leased: true }), openLeases: 1 }),
    board({ actions: actions({ leased: true, leaseOver: true }), openLeases: 1 }),
    board({ actions: actions({ unratified: true }), openLeases: 1 }),
  ];
}

/**
 * The gates of PB3 are alike: one is judged red, and they are judged in one order; other orders lead to the same states. So are the
 * controls of PB6: one goes step by step, and the others follow it.
 */
function isWalked(event: RunEvent, context: unknown): boolean {
  if (event.type === 'CONTROL_DOUBTED') return event.choice === 'c2';
  if (event.type === 'CONTROL_NEXT' || event.type === 'CONTROL_NOT_NEEDED') {
    const { verified = {} } = context as { readonly verified?: Readonly<Record<string, unknown>> };
    return event.choice === CONTROLS.find(({ id }) => verified[id] === undefined)?.id;
  }
  if (event.type === 'GATE_RED') return event.choice === 'quality';
  if (event.type !== 'GATE_GREEN') return true;
  const { green = [] } = context as { readonly green?: readonly string[] };
  return event.choice === GATES.find(({ id }) => !green.includes(id))?.id;
}

function eventsOf(playbook: Playbook, boards: readonly Board[]): readonly RunEvent[] {
  const [nothing = emptyBoard, all = emptyBoard] = boards;
  return playbook.moves.flatMap(({ event: type, choices }) =>
    ['', ...choices.map(({ value }) => value)].flatMap((choice): readonly RunEvent[] => {
      const said = { type, choice, detail: 'a reason, E-0001, 2026-12-31', signatures: [] };
      return [
        { ...said, detail: '', at: T0, board: all },
        { ...said, at: T0, board: nothing },
        { ...said, at: plusMs(T0, 16 * MINUTE), board: all },
        { ...said, at: plusMs(T0, 16 * 24 * HOUR), board: all },
        ...boards.map((board): RunEvent => ({ ...said, at: plusMs(T0, 25 * HOUR), board })),
      ];
    }),
  );
}

/** Where two states differ only in when something happened, they allow the same moves at the instants tried here. */
function serializeState({ value, context }: Walkable & { readonly context: unknown }): string {
  return JSON.stringify([value, context], (_, part: unknown) =>
    typeof part === 'string' && isInstant(part) ? '' : part,
  );
}

/** Proven, taken back, or never applied: nothing of it is under way, unproven or unknown. */
const OVER_OR_NOT_BEGUN: readonly BoardAction['state'][] = [
  'effective',
  'undone',
  'compensated',
  'drafted',
  'dryRunOk',
  'dryRunRefused',
  'awaitingApproval',
  'armed',
];

function nodesBelow(node: AnyStateNode): readonly AnyStateNode[] {
  return Object.values(node.states).flatMap((child) => [child, ...nodesBelow(child)]);
}

describe.each(own)('$id', { timeout: 240_000 }, ({ playbook, offered }) => {
  const nodes = nodesBelow(playbook.machine.root);
  const keys = nodes.map((node) => node.key);

  test('every state a person can be in and every move has words, and every word is of the chart', () => {
    expect(new Set(keys).size).toBe(keys.length);
    const words = playbook.states.map((state) => state.id);
    const inner = nodes.filter((node) => node.type === 'atomic' || node.type === 'final');
    expect(inner.map((node) => node.key).filter((key) => !words.includes(key))).toEqual([]);
    expect(words.filter((word) => !keys.includes(word))).toEqual([]);
    const listened = nodes
      .flatMap((node) => node.ownEvents.map(String))
      .filter((event) => !event.startsWith('xstate.'));
    expect([...new Set(listened)].toSorted()).toEqual(playbook.moves.map((move) => move.event).toSorted());
    for (const { in: states } of offered) for (const state of states) expect(keys).toContain(state);
  });

  test('neither timers nor invocations: a deadline is an instant, an effect is on record first', () => {
    expect(nodes.filter((node) => node.after.length > 0 || node.invoke.length > 0).map((node) => node.key)).toEqual([]);
  });

  test('no move waits for words alone, and no path closes with an action open, an effect in doubt, a lease open, or something to ratify', () => {
    const all = eventsOf(playbook, boardsOf(offered.map(({ template }) => template)));
    const map = reachable<Walkable & { readonly context: unknown }, RunEvent>({
      machine: playbook.machine,
      events: ({ context }) => all.filter((event) => isWalked(event, context)),
      serializeState,
    });
    const edges = [...map.values()].flatMap((node) => node.edges);
    // The screens hold a move back by asking with these texts: what is only still to be typed holds nothing back.
    expect(edges.filter(({ before, event }) => !someWordsDo(before, event)).map(({ event }) => event.type)).toEqual([]);
    const closing = edges.filter(({ after }) => after.value === 'closed');
    expect(closing.length).toBeGreaterThan(0);
    for (const { event } of closing) {
      expect(event.board.inDoubt).toBe(0);
      expect(event.board.actions.filter(({ state }) => !OVER_OR_NOT_BEGUN.includes(state))).toEqual([]);
      expect(event.board.actions.some(({ leased, unratified }) => leased || unratified)).toBe(false);
    }
  });

  test('a restart is a replay: from the beginning, step by step, the same persisted snapshot', () => {
    const all = eventsOf(playbook, boardsOf(offered.map(({ template }) => template)));
    const paths = getShortestPaths(playbook.machine, {
      events: ((state: { readonly context: unknown }) =>
        all.filter((event) => isWalked(event, state.context))) as never,
      filterEvents: (state, event) => state.can(event),
      serializeState: serializeState as never,
    });
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      let [replayed] = initialTransition(playbook.machine);
      for (const [i, { event, state }] of path.steps.entries()) {
        if (i > 0) [replayed] = transition(playbook.machine, replayed, event);
        expect(serializeState(replayed as never)).toBe(serializeState(state as never));
      }
    }
  });
});
