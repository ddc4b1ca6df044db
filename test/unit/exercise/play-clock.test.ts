import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, instantFromMs, msOf, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import { MAX_PACE, STOPS_AFTER_MS, isTicking, playTime, type PlayClock } from '../../../shared/exercise/play-clock.ts';

const setAt = '2026-11-26T09:00:00.000Z' as Instant;
const time = '2026-12-24T22:00:00.000Z' as Instant;
const clock: PlayClock = { setAt, time, pace: 15, running: true };

describe('the clock of an exercise', () => {
  test('a minute of ours is a quarter of an hour of its', () => {
    expect(playTime(clock, plusMs(setAt, MINUTE))).toBe('2026-12-24T22:15:00.000Z');
  });

  test('it stands while it is stopped', () => {
    expect(playTime({ ...clock, running: false }, plusMs(setAt, 3 * HOUR))).toBe(time);
  });

  test('a night in which nobody touched it plays four hours of ours, and no more', () => {
    const next = plusMs(setAt, 14 * HOUR);
    expect(playTime(clock, next)).toBe(plusMs(time, 60 * HOUR));
    expect(isTicking(clock, next)).toBe(false);
    expect(isTicking(clock, plusMs(setAt, STOPS_AFTER_MS - 1))).toBe(true);
  });

  test('a wall clock that was set back does not take it back', () => {
    expect(playTime(clock, plusMs(setAt, -HOUR))).toBe(time);
  });

  test('for any pace it never runs back, and never faster than its pace', () => {
    const ms = fc.integer({ min: -STOPS_AFTER_MS, max: 3 * STOPS_AFTER_MS });
    fc.assert(
      fc.property(ms, ms, fc.integer({ min: 1, max: MAX_PACE }), fc.boolean(), (a, b, pace, running) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)].map((at) =>
          msOf(playTime({ ...clock, pace, running }, instantFromMs(msOf(setAt) + at))),
        ) as [number, number];
        expect(second).toBeGreaterThanOrEqual(first);
        expect(second - first).toBeLessThanOrEqual(Math.abs(b - a) * pace);
      }),
    );
  });
});
