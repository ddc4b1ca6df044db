import type { QuorumGap } from '../../../playbooks/kit/quorum.ts';
import type { Role } from '../../../shared/domain/risk.ts';

/** Where the id of a role, its hyphens taken out, is not what people call it. */
const CALLED: Readonly<Partial<Record<Role, string>>> = {
  'mlops-lead': 'MLOps lead',
  dpo: 'data protection officer',
  legal: 'legal counsel',
};

/** Plain words for what a quorum lacks; empty when it stands. */
export function gapText({ people, seats }: QuorumGap): string {
  if (people === 0 && seats.length === 0) return '';
  const who = seatsText(seats);
  const n = Math.max(people, seats.length);
  return `${n} more ${n === 1 ? 'person' : 'people'}${who ? `: ${who}` : ''}`;
}

export function seatsText(seats: QuorumGap['seats']): string {
  return seats.map((roles) => roles.map((role) => CALLED[role] ?? role.replaceAll('-', ' ')).join(' or ')).join('; ');
}
