import type { Clock } from '../../main/ports/clock.ts';
import { instantFromMs, type Instant } from '../../shared/domain/instant.ts';

/** A clock that moves only when told: `advance` lets time pass, `jump` sets the wall clock as a person would. */
export class HandClock implements Clock {
  #wall: number;
  #monotonic = 1_000_000;

  constructor(start = '2026-11-22T02:10:00.000Z') {
    this.#wall = Date.parse(start);
  }

  now(): Instant {
    return instantFromMs(this.#wall);
  }

  monotonicMs(): number {
    return this.#monotonic;
  }

  /** Nobody waits: the time passes at once. */
  sleep(ms: number): Promise<void> {
    this.advance(ms);
    return new Promise((resolve) => setImmediate(resolve));
  }

  advance(ms: number): void {
    this.#wall += ms;
    this.#monotonic += ms;
  }

  jump(ms: number): void {
    this.#wall += ms;
  }
}
