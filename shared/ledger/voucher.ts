import type { Entry } from './entry.ts';
import type { People } from './people.ts';
import { soleVoucher } from './standing.ts';

/** The kinds that change who may act. As much of an entry as the rules need: exists before anything is recorded. */
export type VouchedKind =
  | 'operator.enrolled'
  | 'operator.confirmed'
  | 'operator.assigned'
  | 'operator.assignment-confirmed'
  | 'operator.rotated'
  | 'operator.rotation-carried'
  | 'operator.revoked'
  | 'operator.revocation-confirmed'
  | 'operator.reenrolled'
  | 'operator.vouched'
  | 'operator.exported'
  | 'operator.resealed';
export type VouchedEntry = {
  [K in VouchedKind]: Pick<Extract<Entry, { kind: K }>, 'kind' | 'body' | 'actor'>;
}[VouchedKind];

const VOUCHED: Readonly<Record<VouchedKind, true>> = {
  'operator.enrolled': true,
  'operator.confirmed': true,
  'operator.assigned': true,
  'operator.assignment-confirmed': true,
  'operator.rotated': true,
  'operator.rotation-carried': true,
  'operator.revoked': true,
  'operator.revocation-confirmed': true,
  'operator.reenrolled': true,
  'operator.vouched': true,
  'operator.exported': true,
  'operator.resealed': true,
};

export function isVouched(entry: Entry): entry is Extract<Entry, { kind: VouchedKind }> {
  return Object.hasOwn(VOUCHED, entry.kind);
}

/** Roles whose holders may give other people other roles. */
export const ASSIGNING_ROLES = ['commander', 'management'] as const;

/**
 * Why this entry does not stand: who it changes was not theirs to change. Null when it does. The console asks before it
 * records, the verifier afterwards, both by `people` as they were before the entry. Whether the actor's own key counts is
 * asked of every entry and not repeated here.
 */
export function voucherFault(people: People, entry: VouchedEntry): string | null {
  const [role, actor = ''] = entry.actor.split(':');
  const by = people.get(actor);
  const { fingerprint } = entry.body;
  if (entry.kind === 'operator.rotation-carried') {
    // Whether the rotations that came along are what they should be is asked of the bytes: see `carried-rotation.ts`.
    if (role !== 'operator' || actor !== entry.body.next.fingerprint) return 'brings the key of someone else';
    if (!people.counts(fingerprint)) return 'takes the place of a key that does not count';
    return by ? 'names a key that is on the roster already' : null;
  }
  if (role !== 'operator' || !by) {
    // An empty roster is opened by its first person; after that the console key alone must not be able to make up people.
    const isFirst =
      role === 'operator' && people.all().length === 0 && entry.kind === 'operator.enrolled' && fingerprint === actor;
    return isFirst ? null : 'changes who may act, by someone who was not on the roster';
  }
  const same = (one: string, other: string): boolean => people.personOf(one) === people.personOf(other);
  const target = people.get(fingerprint);
  switch (entry.kind) {
    case 'operator.enrolled':
      return null;
    case 'operator.confirmed':
    case 'operator.exported':
    case 'operator.resealed':
      if (actor !== fingerprint) return 'speaks for the key of someone else';
      return people.latest(by.person) === fingerprint ? null : 'confirms a key that was replaced before it counted';
    case 'operator.rotated':
      if (actor !== fingerprint) return 'replaces the key of someone else';
      return people.get(entry.body.next.fingerprint) ? 'names a key that is on the roster already' : null;
    case 'operator.assigned':
      if (!target || target.ended) return 'gives roles to a key that does not count';
      if (same(actor, fingerprint)) return 'gives roles to oneself';
      return by.roles.some((held) => ASSIGNING_ROLES.some((needed) => needed === held))
        ? null
        : `gives roles without being ${ASSIGNING_ROLES.join(' or ')}`;
    case 'operator.assignment-confirmed':
      if (!target?.assigned || target.assigned.entry !== entry.body.assignment)
        return 'confirms roles that were not given there';
      return same(actor, target.assigned.by) || same(actor, fingerprint)
        ? 'confirms roles without being a second person'
        : null;
    case 'operator.revoked':
      return target ? null : 'revokes a key that is not on the roster';
    case 'operator.revocation-confirmed':
      if (target?.ended?.why !== 'revoked' || target.ended.entry !== entry.body.revocation)
        return 'confirms a revocation that is not on record';
      return same(actor, target.ended.by) || same(actor, fingerprint)
        ? 'confirms a revocation without being a second person'
        : null;
    case 'operator.reenrolled': {
      const before = people.get(entry.body.replaces);
      // One that was named but never counted, because a signature under it failed to come, may be replaced by another.
      if (
        before?.ended?.why !== 'revoked' ||
        (before.ended.next !== null && !people.get(before.ended.next)?.lacks.length)
      )
        return 'replaces a key that was not revoked, or was replaced already';
      if (same(actor, entry.body.replaces)) return 'enrols oneself again';
      return target ? 'names a key that is on the roster already' : null;
    }
    case 'operator.vouched': {
      const asks = target?.lacks.includes('voucher') || (target?.ended === null && soleVoucher(people, fingerprint));
      if (!target || !asks) return 'vouches for a key that does not ask for it';
      return target.vouchers?.some((voucher) => same(actor, voucher)) || same(actor, fingerprint)
        ? 'vouches without being a second person'
        : null;
    }
  }
}
