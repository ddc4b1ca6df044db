import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';
import { found } from './found.ts';

/** All triage cards, in the order of their numbers. */
export const leakPatterns: readonly LeakPattern[] = found.toSorted((a, b) => numberOf(a) - numberOf(b));

function numberOf({ id }: LeakPattern): number {
  return Number(id.slice('LP-'.length));
}

export function findLeakPattern(id: string): LeakPattern | undefined {
  return leakPatterns.find((pattern) => pattern.id === id);
}
