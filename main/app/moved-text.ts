import type { Place } from '../../playbooks/actions/reachable.ts';

/** Why nothing is done there, in one sentence. */
export function movedText(places: readonly Place[]): string {
  const all = [...new Set(places.map(({ place }) => place))].join(', ');
  return `the register has changed since this was drafted: no asset that had ${all} then has it now`;
}
