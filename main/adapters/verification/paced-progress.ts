import { performance } from 'node:perf_hooks';
import type { WorkProgress } from '../../../shared/contract/contract.ts';

const EVERY_MS = 100;

/** A screen needs ten numbers a second. The first and the last of each phase are always told. */
export function pacedProgress(tell: (progress: WorkProgress) => void) {
  let last = Number.NEGATIVE_INFINITY;
  let phase: WorkProgress['phase'] | null = null;
  return {
    say: (now: WorkProgress['phase'], done: number, total: number): void => {
      const at = performance.now();
      if (now === phase && at - last < EVERY_MS && done !== total) return;
      last = at;
      phase = now;
      tell({ phase: now, done, total });
    },
  };
}
