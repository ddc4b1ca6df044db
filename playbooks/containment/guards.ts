import { compareInstants, MINUTE, plusMs, type Instant } from '../../shared/domain/instant.ts';
import type { Level } from '../../shared/domain/probe-matrix.ts';
import type { RunContext, RunEvent } from '../kit/playbook.ts';
import { asLevel, at, below, height, highest, holds, inForce, nothingInForce, unsettled } from './levels.ts';

/** Policy values of reference PB4 and C0: how long a level has to hold before it is lowered; ratification of break-glass. */
export const SOAK_MS = 15 * MINUTE;
export const RATIFY_MS = 60 * MINUTE;

export interface ContainmentContext extends RunContext {
  /** What is meant next; equal to `level` where nothing is under way. */
  readonly planned: Level | null;
  /** The level that was last verified; null: normal. */
  readonly level: Level | null;
  /** When `level` was verified: the soak runs from here. */
  readonly heldSince: Instant | null;
  /** Proof has to be younger than this: the last time something was ordered, decided or repaired. */
  readonly freshSince: Instant | null;
}

interface Asked {
  readonly context: ContainmentContext;
  readonly event: RunEvent;
}

/** What the chart of a containment asks before it moves. Pure; instants and the board come in with the events. */
export const containmentGuards = {
  gaveReason: ({ event }: Asked) => event.detail !== '',
  /** Upwards only: lowering has a way of its own. */
  mayPlan: ({ context, event }: Asked) => {
    const level = asLevel(event.choice);
    return level !== undefined && height(level) > height(context.level) && event.detail !== '';
  },
  armed: ({ context, event }: Asked) =>
    context.planned !== null &&
    event.board.inDoubt === 0 &&
    at(event.board, context.planned).some((action) => action.state === 'armed'),
  planned: ({ context }: Asked, params: { level: Level }) => context.planned === params.level,
  nothingHeld: ({ context, event }: Asked) => context.level === null && highest(event.board) === null,
  /** Nothing of what was meant is in force, and what held before still holds. */
  notApplied: ({ context, event }: Asked) =>
    event.detail !== '' &&
    context.planned !== null &&
    event.board.inDoubt === 0 &&
    !at(event.board, context.planned).some(inForce),
  applied: ({ context, event }: Asked) => holds(event.board, context.planned),
  /** The level holds, and its proof is younger than whatever was last ordered or repaired. */
  verified: ({ context, event }: Asked) => {
    const { planned, freshSince } = context;
    if (!holds(event.board, planned) || freshSince === null) return false;
    return (
      planned === null ||
      at(event.board, planned).some(
        ({ state, provenAt }) =>
          state === 'effective' && provenAt !== undefined && compareInstants(provenAt, freshSince) >= 0,
      )
    );
  },
  goesNormal: ({ context }: Asked) => context.planned === null,
  leaseOver: ({ context, event }: Asked) =>
    event.board.actions.some(
      (action) =>
        inForce(action) && (action.leaseOver || (action.unratified && over(context.freshSince, RATIFY_MS, event.at))),
    ),
  /** What broke glass is ratified first; nobody renews alone what nobody else stands behind. */
  mayRenew: ({ event }: Asked) => !event.board.actions.some((action) => action.unratified),
  soaked: ({ context, event }: Asked) =>
    event.detail !== '' && event.board.inDoubt === 0 && over(context.heldSince, SOAK_MS, event.at),
  /** One level at a time: the next one below holds already when the upper one is gone. */
  steppedDown: ({ context, event }: Asked) => holds(event.board, below(context.level)),
  impact: ({ event }: Asked) => ordersBelowFloor(event.detail) === true,
  /** Checkout goes on without the AI: the breaker is proven open, or somebody says how else. */
  onFallback: ({ event }: Asked) =>
    (event.choice === 'proven' &&
      event.board.actions.some((action) => action.template === 'N11' && action.state === 'effective')) ||
    (event.choice === 'by-hand' && event.detail !== ''),
  recovered: ({ event }: Asked) => ordersBelowFloor(event.detail) === false,
  liftedAll: ({ context, event }: Asked) =>
    context.level === null && nothingInForce(event.board) && event.detail !== '',
  settledKeys: ({ event }: Asked) => ['settled', 'not-needed'].includes(event.choice) && event.detail !== '',
  /** Exit of reference PB4. That the probes are green stands in `normal`, which is reached only by a verified step down. */
  mayClose: ({ context, event }: Asked) =>
    context.level === null &&
    context.planned === null &&
    nothingInForce(event.board) &&
    !unsettled(event.board) &&
    !event.board.actions.some((action) => action.unratified),
};

function over(since: Instant | null, ms: number, now: Instant): boolean {
  return since !== null && compareInstants(now, plusMs(since, ms)) >= 0;
}

/**
 * Whether orders a minute are below the floor, out of `now/baseline/floor in per cent` such as `12/40/60`; undefined for any other text.
 * Numbers, not a feeling: what was seen goes on record with the move.
 */
export function ordersBelowFloor(detail: string): boolean | undefined {
  const found = /^(\d{1,6}(?:\.\d{1,2})?) ?\/ ?(\d{1,6}(?:\.\d{1,2})?) ?\/ ?(\d{1,3}) ?%?$/.exec(detail);
  if (found === null) return undefined;
  const [now, baseline, floor] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return baseline > 0 && floor > 0 && floor <= 100 ? now < (baseline * floor) / 100 : undefined;
}
