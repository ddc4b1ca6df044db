import type { QuorumRule } from '../../shared/domain/action.ts';
import type { Role } from '../../shared/domain/risk.ts';

export interface Signature {
  readonly fingerprint: string;
  /** Whose key it is, when that person had another one before. Two keys of one person are one signer. */
  readonly person?: string;
  /** Roles at the moment of signing; `commander` only for who then commanded. */
  readonly roles: readonly Role[];
}

/** What a quorum still lacks: people, and seats nobody on record can fill. Empty seats and 0 people: it stands. */
export interface QuorumGap {
  readonly people: number;
  readonly seats: readonly (readonly Role[])[];
}

/**
 * Distinct people, each filling at most one seat (reference F). The requester, who is the first, counts as a signer; as at least two
 * are always asked for, one of them is someone else. Where the rule sets the requester apart, all of them are.
 */
export function quorumGap(rule: QuorumRule, signatures: readonly Signature[]): QuorumGap {
  const all = new Map(signatures.map((signature) => [personOf(signature), signature]));
  const [requester] = signatures;
  if (rule.requesterApart && requester) all.delete(personOf(requester));
  const signers = [...all.values()];
  return { people: Math.max(0, rule.distinct - signers.length), seats: unfilled(rule.seats, signers) };
}

export function personOf({ fingerprint, person }: Signature): string {
  return person ?? fingerprint;
}

export function quorumMet(rule: QuorumRule, signatures: readonly Signature[]): boolean {
  const gap = quorumGap(rule, signatures);
  return gap.people === 0 && gap.seats.length === 0;
}

/** Seats left over under the best assignment. Quorums have at most a handful of seats, so trying all is fine. */
function unfilled(seats: readonly (readonly Role[])[], signers: readonly Signature[]): readonly (readonly Role[])[] {
  const [seat, ...rest] = seats;
  if (!seat) return [];
  let best: readonly (readonly Role[])[] = [seat, ...unfilled(rest, signers)];
  for (const signer of signers) {
    if (!signer.roles.some((role) => seat.includes(role))) continue;
    const left = unfilled(
      rest,
      signers.filter((other) => other !== signer),
    );
    // Of two equally good assignments the one that fills the earlier seat names the later one as missing.
    if (left.length <= best.length) best = left;
  }
  return best;
}
