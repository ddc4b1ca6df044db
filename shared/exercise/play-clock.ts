import { HOUR, compareInstants, msOf, plusMs, type Instant } from '../domain/instant.ts';

/** Exercise minutes to a minute of the wall clock, as they are offered; fifteen is the usual compression (reference E). */
export const PACES = [1, 2, 5, 15, 60] as const;
export const MAX_PACE = 60;

/** A clock that nobody touched for so long of real time stands still: a night with the lid closed must not play five days. */
export const STOPS_AFTER_MS = 4 * HOUR;

const EARLIEST = '2000-01-01T00:00:00.000Z' as Instant;
const LATEST = '2100-01-01T00:00:00.000Z' as Instant;

/** Whether a clock may be set to it: deadlines have to be reckoned from there, months and holidays ahead. */
export function isPlayable(time: Instant): boolean {
  return compareInstants(time, EARLIEST) >= 0 && compareInstants(time, LATEST) < 0;
}

/** The clock that an exercise is played by, as the last `exercise.clock-set` left it. Nothing ticks: time is asked. */
export interface PlayClock {
  /** Real time at which it was set. */
  readonly setAt: Instant;
  /** Exercise time at that moment. */
  readonly time: Instant;
  /** Exercise time that passes in one unit of real time, 1 to `MAX_PACE`. */
  readonly pace: number;
  readonly running: boolean;
}

/** Exercise time at a moment of real time. Never before `time`, wherever the wall clock was set. */
export function playTime(clock: PlayClock, wall: Instant): Instant {
  if (!clock.running) return clock.time;
  const passed = Math.min(Math.max(0, msOf(wall) - msOf(clock.setAt)), STOPS_AFTER_MS);
  return plusMs(clock.time, passed * clock.pace);
}

export function isTicking(clock: PlayClock, wall: Instant): boolean {
  return clock.running && msOf(wall) - msOf(clock.setAt) < STOPS_AFTER_MS;
}

export function laterOf(a: Instant, b: Instant | null): Instant {
  return b !== null && compareInstants(b, a) > 0 ? b : a;
}
