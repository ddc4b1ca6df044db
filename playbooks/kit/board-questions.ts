import type { ActionState } from '../../shared/domain/action-states.ts';
import type { Board, Deadline, RunEvent } from './playbook.ts';
import { compareInstants, isInstant, plusMs, type Instant } from '../../shared/domain/instant.ts';

const SETTLED: readonly ActionState[] = ['effective', 'undone', 'compensated'];

/** At least one of these templates was applied in this run, and every one that was drafted is proven. */
export function allProven(board: Board, ...templates: readonly string[]): boolean {
  const mine = board.actions.filter((action) => templates.includes(action.template));
  return mine.length > 0 && mine.every((action) => action.state === 'effective');
}

/** None of these templates is under way: what was drafted is proven, undone or withdrawn. */
export function noneOpen(board: Board, ...templates: readonly string[]): boolean {
  return board.actions.every((action) => !templates.includes(action.template) || SETTLED.includes(action.state));
}

/** What every exit asks: no effect in doubt, every action settled, no lease open, nothing that waits to be ratified. */
export function nothingLeft(board: Board): boolean {
  return (
    board.inDoubt === 0 &&
    board.actions.every((action) => SETTLED.includes(action.state) && !action.unratified) &&
    noLeaseOpen(board)
  );
}

/** No containment of this run is in force, or may be: a lease that outlives its run would be nobody's to lift. */
export function noLeaseOpen(board: Board): boolean {
  return board.actions.every((action) => !action.leased);
}

/** Proven by these templates, or said not to apply, with a reason. The move offers the choices `proven` and `none`. */
export function provenOrNone(event: RunEvent, ...templates: readonly string[]): boolean {
  if (event.choice === 'proven') return allProven(event.board, ...templates);
  return event.choice === 'none' && event.detail !== '' && noneOpen(event.board, ...templates);
}

/** Names an exhibit that is on record, or an entry of the ledger: `E-0003`, `#41`. */
export function namesEvidence({ detail, board }: RunEvent): boolean {
  const exhibits = [...detail.matchAll(/\bE-(\d{4,})\b/gu)].map(([, number]) => Number(number));
  return exhibits.some((number) => number >= 1 && number <= board.exhibits) || /#\d+\b/u.test(detail);
}

/** The first day named as `2026-12-31`, at its beginning; null when none is. */
export function dayNamed(detail: string): Instant | null {
  const [day] = /\b20\d{2}-\d{2}-\d{2}\b/u.exec(detail) ?? [];
  const at = `${day ?? ''}T00:00:00.000Z`;
  return isInstant(at) ? at : null;
}

/**
 * Texts of every shape that a guard asks of what a person types: any words, an entry named, a day named, orders a minute below and above a
 * floor. Whether a move is held back is asked with each of them, because what is still to be typed holds nothing back.
 */
export const TYPED_SHAPES: readonly string[] = ['given', '#1', '2099-12-31', '12/40/60', '38/40/60'];

export function deadline(id: string, label: string, from: Instant, ms: number): Deadline {
  return { id, label, due: plusMs(from, ms), met: false };
}

/** Something that becomes possible then. */
export function wait(id: string, label: string, from: Instant, ms: number): Deadline {
  return { ...deadline(id, label, from, ms), wait: true };
}

/** Done before or after: a deadline that was missed is met late, and the record shows when. */
export function meet(deadlines: readonly Deadline[] | undefined, id: string): readonly Deadline[] {
  return (deadlines ?? []).map((one) => (one.id === id ? { ...one, met: true } : one));
}

/** Adds a deadline, or replaces the one of the same id: asked for again, it runs again. */
export function withDeadline(deadlines: readonly Deadline[] | undefined, next: Deadline): readonly Deadline[] {
  return [...(deadlines ?? []).filter((one) => one.id !== next.id), next];
}

export function isDue(at: Instant, since: Instant | null, ms: number): boolean {
  return since !== null && compareInstants(at, plusMs(since, ms)) >= 0;
}
