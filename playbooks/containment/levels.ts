import { LEVELS, type Level } from '../../shared/domain/probe-matrix.ts';
import type { Board, BoardAction } from '../kit/playbook.ts';

/** Which level an action holds a segment at. Actions that are not named here help at any level and count for none. */
export const LEVEL_OF: Readonly<Record<string, Level>> = {
  'N01-L0': 'observe',
  'N01-L1': 'restrict',
  'N01-L2': 'isolate',
  'N01-L3': 'cut',
  N03: 'isolate',
  N04: 'restrict',
  N05: 'isolate',
  N06: 'isolate',
};

/** States in which nothing of an action is in force and nothing is under way. */
const AT_REST: ReadonlySet<BoardAction['state']> = new Set([
  'drafted',
  'dryRunning',
  'dryRunRefused',
  'dryRunOk',
  'awaitingApproval',
  'armed',
  'compensated',
  'undone',
  'withdrawn',
]);

export function height(level: Level | null): number {
  return level === null ? -1 : LEVELS.indexOf(level);
}

export function below(level: Level | null): Level | null {
  return LEVELS[height(level) - 1] ?? null;
}

export function asLevel(text: string): Level | undefined {
  return LEVELS.find((level) => level === text);
}

/** Actions of the run that hold the segment at a level. */
export function at(board: Board, level: Level): readonly BoardAction[] {
  return board.actions.filter((action) => LEVEL_OF[action.template] === level);
}

export function inForce(action: BoardAction): boolean {
  return !AT_REST.has(action.state);
}

export function nothingInForce(board: Board): boolean {
  return !board.actions.some(inForce);
}

/** The highest level of which an action is in force, or may be; null when there is none. */
export function highest(board: Board): Level | null {
  return LEVELS.findLast((level) => at(board, level).some(inForce)) ?? null;
}

/** Nobody knows what is in force: an effect without outcome, or an action that is neither proven nor at rest. */
export function unsettled(board: Board): boolean {
  return board.inDoubt > 0 || board.actions.some((action) => inForce(action) && action.state !== 'effective');
}

/** Exactly this level is the highest that holds, and it holds: proven, lease running. Null: no level is in force any more. */
export function holds(board: Board, level: Level | null): boolean {
  if (unsettled(board)) return false;
  if (level === null) return highest(board) === null;
  const higher = board.actions.some(
    (action) => inForce(action) && height(LEVEL_OF[action.template] ?? null) > height(level),
  );
  return !higher && at(board, level).some((action) => action.state === 'effective' && !action.leaseOver);
}
