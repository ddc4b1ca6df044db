import type { ActionState } from './action-states.ts';

/**
 * Whether one more action may be drafted beside those of the same template on the same target that were not withdrawn. Once they are
 * proven, there may be another host, another suspect or another digest behind one target; what holds under a lease is renewed instead.
 */
export function mayDraftAgain(others: readonly ActionState[], leased: boolean): boolean {
  return others.length === 0 || (!leased && others.every((state) => state === 'effective'));
}
