import type { Instant } from '../../shared/domain/instant.ts';

/** Time from outside. `now` may jump (a person or NTP sets it); `monotonicMs` may not, and has no meaning across processes. */
export interface Clock {
  now(): Instant;
  monotonicMs(): number;
  /** Resolves after at least `ms`; only for waiting between two tries of a probe. Deadlines are never waited for. */
  sleep(ms: number): Promise<void>;
}
