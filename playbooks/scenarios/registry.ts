import type { Scenario } from '../../shared/domain/scenario.ts';
import { found } from './found.ts';

/** What can be played without preparing anything, in the order of their numbers (reference E). */
export const scenarios: readonly Scenario[] = found.toSorted((a, b) => (a.id < b.id ? -1 : 1));

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
