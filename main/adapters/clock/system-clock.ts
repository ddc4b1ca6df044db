import { instantFromMs } from '../../../shared/domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';

export const systemClock: Clock = {
  now: () => instantFromMs(Date.now()),
  monotonicMs: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
