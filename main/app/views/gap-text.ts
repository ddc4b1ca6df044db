import type { QuorumGap } from '../../../playbooks/kit/quorum.ts';

/** Plain words for what a quorum lacks; empty when it stands. */
export function gapText({ people, seats }: QuorumGap): string {
  if (people === 0 && seats.length === 0) return '';
  const who = seats.map((roles) => roles.map((role) => role.replaceAll('-', ' ')).join(' or ')).join('; ');
  const n = Math.max(people, seats.length);
  return `${n} more ${n === 1 ? 'person' : 'people'}${who ? `: ${who}` : ''}`;
}
