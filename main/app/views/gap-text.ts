import type { QuorumGap } from '../../../playbooks/kit/quorum.ts';
import { ROLE_WORDS } from '../../../shared/domain/role-words.ts';

/** Plain words for what a quorum lacks; empty when it stands. */
export function gapText({ people, seats }: QuorumGap): string {
  if (people === 0 && seats.length === 0) return '';
  const who = seatsText(seats);
  const n = Math.max(people, seats.length);
  return `${n} more ${n === 1 ? 'person' : 'people'}${who ? `: ${who}` : ''}`;
}

export function seatsText(seats: QuorumGap['seats']): string {
  return seats.map((roles) => roles.map((role) => ROLE_WORDS[role].en).join(' or ')).join('; ');
}
