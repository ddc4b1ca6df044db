import type { Instant } from '../../../shared/domain/instant.ts';
import type { ClockState, ClockStateName } from '../../../shared/law/clock-state.ts';

const ORDER: readonly ClockStateName[] = ['overdue', 'running', 'not-started', 'late-filed', 'submitted'];

type Sorted = Pick<ClockState, 'state' | 'due' | 'applicability' | 'guard' | 'anchor'>;

/** Its anchor is a decision that a person still has to take; where an outer limit is known already, that one presses like a date. */
const waitsForDecision = ({ anchor: { rule } }: Sorted): boolean =>
  rule.event === 'aware' || rule.event === 'classified-major';
const hasLimit = (one: Sorted): boolean => one.state === 'not-started' && one.guard !== null && waitsForDecision(one);
const rankOf = (one: Sorted): number => ORDER.indexOf(hasLimit(one) ? 'running' : one.state);
const dateOf = (one: Sorted): Instant | null => one.due ?? (hasLimit(one) ? (one.guard?.at ?? null) : null);

/**
 * What presses stands first: missed, then running. Among those a date comes before none, the earlier one first, and what applies before
 * what may not: a duty without a number must not push the next date down.
 */
export function inBoardOrder<T extends Sorted>(clocks: readonly T[]): readonly T[] {
  return clocks.toSorted(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      Number(dateOf(a) === null) - Number(dateOf(b) === null) ||
      compareText(dateOf(a) ?? '', dateOf(b) ?? '') ||
      Number(a.applicability === 'open') - Number(b.applicability === 'open'),
  );
}

/** Instants in UTC sort as text; by code, not as a dictionary would. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How a board is laid out: what is next in full, what runs in brief, the rest folded by why it presses nobody now. */
export interface BoardParts<T> {
  /** Missed, and the next date. */
  readonly next: readonly T[];
  /** What else runs, and what a person's decision would start. */
  readonly later: readonly T[];
  /** Not started: an earlier report, a request or a moment has to come first. */
  readonly waiting: readonly T[];
  readonly filed: readonly T[];
}

type Parted = Sorted & Pick<ClockState, 'problems'>;

/** Nothing that runs or was missed is folded, nor what a decision would start, what is at fault, or a late filing without its reason. */
export function boardParts<T extends Parted>(clocks: readonly T[], isExplained: (clock: T) => boolean): BoardParts<T> {
  const sorted = inBoardOrder(clocks);
  const isFiled = (one: T): boolean =>
    one.problems.length === 0 && (one.state === 'submitted' || (one.state === 'late-filed' && isExplained(one)));
  const isWaiting = (one: T): boolean =>
    one.state === 'not-started' && one.problems.length === 0 && !waitsForDecision(one);
  const open = sorted.filter((one) => !isFiled(one) && !isWaiting(one));
  const first = open.find((one) => one.state !== 'overdue' && dateOf(one) !== null);
  const isNext = (one: T): boolean => one.state === 'overdue' || one === first;
  return {
    next: open.filter(isNext),
    later: open.filter((one) => !isNext(one)),
    waiting: sorted.filter(isWaiting),
    filed: sorted.filter(isFiled),
  };
}
