import type { ClockState, ClockStateName } from '../../../shared/law/clock-state.ts';

const ORDER: readonly ClockStateName[] = ['overdue', 'running', 'not-started', 'late-filed', 'submitted'];

type Sorted = Pick<ClockState, 'state' | 'due' | 'applicability'>;

/**
 * What presses stands first: missed, then running. Among those a date comes before none, the earlier one first, and what applies before
 * what may not: a duty without a number must not push the next date down.
 */
export function inBoardOrder<T extends Sorted>(clocks: readonly T[]): readonly T[] {
  return clocks.toSorted(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      Number(a.due === null) - Number(b.due === null) ||
      compareText(a.due ?? '', b.due ?? '') ||
      Number(a.applicability === 'open') - Number(b.applicability === 'open'),
  );
}

/** Instants in UTC sort as text; by code, not as a dictionary would. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
