import type { Observable } from './observable.ts';

/** `now` was the time at `since` of this window's clock, and has gone on at `pace` since then. */
export interface Reckoning {
  readonly now: number;
  readonly since: number;
  readonly pace: number;
}

/** Milliseconds of the clock that what is shown goes by: an exercise's in an exercise, else the console's. */
export function nowOf({
  reckoning,
  skew,
}: {
  readonly reckoning: Observable<Reckoning | null>;
  readonly skew: Observable<number>;
}): number {
  const played = reckoning.get();
  return played === null ? Date.now() + skew.get() : played.now + (Date.now() - played.since) * played.pace;
}
