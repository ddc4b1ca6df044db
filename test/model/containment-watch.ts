import { isInstant, MINUTE, msOf, plusMs, type Instant } from '../../shared/domain/instant.ts';
import { LEVELS, type Level } from '../../shared/domain/probe-matrix.ts';
import type { ActionState } from '../../shared/domain/action-states.ts';
import type { ContainmentContext } from '../../playbooks/containment/guards.ts';
import { moves } from '../../playbooks/containment/texts.ts';
import type { Board, BoardAction, RunEvent } from '../../playbooks/kit/playbook.ts';
import { emptyBoard } from '../support/empty-board.ts';
import type { Edge, Walkable } from '../support/walk-machine.ts';

function start(): Instant {
  const text = '2026-11-25T02:00:00.000Z';
  if (!isInstant(text)) throw new Error(text);
  return text;
}
export const T0 = start();
const SOAKED = plusMs(T0, 15 * MINUTE);

function action(template: string, state: ActionState, more: Partial<BoardAction> = {}): BoardAction {
  return { template, target: 'a', state, leased: false, leaseOver: false, unratified: false, ...more };
}

/** One level alone, in every way that matters, and two of them on top of each other. */
function actionsOf(level: number): readonly (readonly BoardAction[])[] {
  const id = `N01-L${level}`;
  const lower = `N01-L${level - 1}`;
  const fresh = { provenAt: plusMs(T0, 61 * MINUTE) };
  const alone = [
    [action(id, 'armed')],
    [action(id, 'unknown')],
    [action(id, 'undone')],
    [action(id, 'effective', fresh)],
    [action(id, 'effective', { provenAt: plusMs(T0, -1) })],
    [action(id, 'effective')],
    [action(id, 'effective', { ...fresh, leaseOver: true })],
    [action(id, 'effective', { ...fresh, unratified: true })],
  ];
  if (level === 0) return alone;
  return [
    ...alone,
    [action(lower, 'effective', fresh), action(id, 'armed')],
    [action(lower, 'effective', fresh), action(id, 'effective', fresh)],
    [action(lower, 'effective', fresh), action(id, 'undone')],
  ];
}

const boards: readonly Board[] = [
  emptyBoard,
  { ...emptyBoard, inDoubt: 1 },
  { ...emptyBoard, actions: [action('N11', 'effective'), action('N02', 'effective')] },
  ...[0, 1, 2, 3].flatMap((level) => actionsOf(level)).map((actions) => ({ ...emptyBoard, actions })),
  { ...emptyBoard, inDoubt: 1, actions: [action('N01-L1', 'effective', { provenAt: plusMs(T0, 61 * MINUTE) })] },
];

/** Numbers for the moves that want them; every other move is tried with and without a reason. */
const DETAILS: Readonly<Record<string, readonly string[]>> = {
  BUSINESS_IMPACT: ['', 'few orders', '12/40/60', '38/40/60'],
  RECOVERED: ['', '12/40/60', '38/40/60'],
};
/** Just before and just when a move becomes due; the others are made at the start. */
const INSTANTS: Readonly<Record<string, readonly Instant[]>> = {
  LOWER: [plusMs(SOAKED, -1), SOAKED],
  LIFT: [plusMs(SOAKED, -1), SOAKED],
  LEASE_OVER: [T0, plusMs(T0, 61 * MINUTE)],
};
/** Moves whose guards do not look at the board are tried over two of them. */
const ANY_BOARD = new Set([
  'PLAN',
  'PROBE_RED',
  'REPAIRED',
  'CAUSE_REMOVED',
  'KEYS_SETTLED',
  'BUSINESS_IMPACT',
  'RECOVERED',
]);
const BUSINESS = new Set(['BUSINESS_IMPACT', 'BREAKER_OPEN', 'RECOVERED']);

/** Every move with every choice on offer and one that is not, with and without a reason, over every board that matters to it. */
const allEvents: readonly RunEvent[] = moves.flatMap(({ event: type, choices }) => {
  const offered = choices.length > 0 ? [...choices.map(({ value }) => value), 'made up'] : [''];
  return offered.flatMap((choice) =>
    (DETAILS[type] ?? ['', 'a reason']).flatMap((detail) =>
      (ANY_BOARD.has(type) ? boards.slice(0, 2) : boards).flatMap((board) =>
        (INSTANTS[type] ?? [T0]).map((at) => ({ type, choice, detail, at, board, signatures: [] })),
      ),
    ),
  );
});

/** Checkout is a region of its own, walked apart: the two together would only multiply. */
export const levelEvents = allEvents.filter(({ type }) => !BUSINESS.has(type));
export const businessEvents = allEvents.filter(
  ({ type, board }) => BUSINESS.has(type) || board.actions.length === 0 || type === 'BASELINE_SAME',
);

export type Snapshot = Walkable & { readonly value: unknown; readonly context: ContainmentContext };

/** The innermost state of the level region, or `closed`. */
export function stateOf({ value }: Snapshot): string {
  if (typeof value === 'string') return value;
  return (value as { open: { containment: string } }).open.containment;
}

const up = (level: Level | null): number => (level === null ? -1 : LEVELS.indexOf(level));
const RESTING = new Set(['drafted', 'dryRunOk', 'awaitingApproval', 'armed', 'compensated', 'undone']);
const holding = (board: Board): readonly BoardAction[] =>
  board.actions.filter((one) => !RESTING.has(one.state) && one.template !== 'N02');

export interface Memory {
  /** The level was given up by a move for that: stepping down, or because the board shows it gone. */
  readonly mayFall: boolean;
}
export const unwatched: Memory = { mayFall: false };

/** Follows one accepted move; throws where reference PB4 forbids it. */
export function watchContainment(memory: Memory, { before, event, after }: Edge<Snapshot, RunEvent>): Memory {
  const { board } = event;
  const [was, is] = [stateOf(before), stateOf(after)];
  const [from, to] = [up(before.context.level), up(after.context.level)];
  check(event.choice !== 'made up', `${event.type} took a choice that nobody offers`);
  if (is.startsWith('level') && was !== is) {
    check(was === 'armed', `${is} was entered from ${was}`);
    check(is === `level${up(after.context.planned)}`, `${is} is not the level that was planned`);
    check(
      board.actions.some(
        ({ template, state }) => template === `N01-L${up(after.context.planned)}` && state === 'armed',
      ),
      `${is} without an armed action of that level`,
    );
  }
  if (is === 'held' && was !== 'held') {
    const top = board.actions.find(({ template }) => template === `N01-L${to}`);
    check(board.inDoubt === 0, 'held with an effect in doubt');
    check(top?.state === 'effective' && !top.leaseOver, 'held by something that is not proven or whose lease is over');
    check(
      top?.provenAt !== undefined && msOf(top.provenAt) >= msOf(before.context.freshSince ?? T0),
      'held on proof from before the last change',
    );
  }
  if (is === 'steppingDown' && was !== 'steppingDown') {
    check(event.detail !== '', 'stepping down without a reason');
    check(board.inDoubt === 0, 'stepping down with an effect in doubt');
    check(
      msOf(event.at) - msOf(before.context.heldSince ?? event.at) >= 15 * MINUTE,
      `${event.type} before the soak of 15 minutes`,
    );
  }
  const mayFall =
    (memory.mayFall && is !== 'held' && is !== 'normal') ||
    ['LOWER', 'LIFT', 'LOST', 'STAND_DOWN'].includes(event.type);
  if (to < from) {
    check(memory.mayFall, `the level fell from ${from} to ${to} by ${event.type}, and nobody stepped down`);
    check(
      !holding(board).some(({ template }) => up(before.context.level) >= 0 && template === `N01-L${from}`),
      `the level fell from ${from} while it was in force`,
    );
  }
  if (is === 'normal' && was !== 'normal')
    check(
      !holding(board).some(({ template }) => template.startsWith('N01')),
      `normal with something in force: ${event.type}`,
    );
  if (is === 'closed') {
    check(was === 'normal', `closed from ${was}`);
    check(board.inDoubt === 0, 'closed with an effect in doubt');
    check(holding(board).length === 0, 'closed with a lease open or a probe red');
    check(after.context.level === null, 'closed at a level');
    const { open } = before.value as { open: { business: string; exit: string } };
    check(open.business === 'serving' && open.exit === 'ready', 'closed while orders fail or a criterion is open');
  }
  if (['STAND_DOWN', 'PROBE_RED', 'REPAIRED', 'LOST', 'RENEW', 'CAUSE_REMOVED', 'PLAN'].includes(event.type))
    check(event.detail !== '', `${event.type} without a reason`);
  return { mayFall };
}

function check(holds: boolean, broken: string): void {
  if (!holds) throw new Error(broken);
}
