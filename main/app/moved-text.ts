import type { Place } from '../../playbooks/actions/reachable.ts';

/** Why nothing is done there, in one sentence. */
export function movedText(places: readonly Place[]): string {
  const hosts = [...new Set(places.map(({ host }) => host))].join(', ');
  return `the register has changed since this was drafted: no asset that had ${hosts} then has it now`;
}
