import { fail } from '../../../../shared/domain/failure.ts';
import type { KeyLine, People } from '../../../../shared/ledger/people.ts';
import { soleVoucher } from '../../../../shared/ledger/standing.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import type { Seat } from '../../sessions.ts';
import type { PeopleStep } from './record-people.ts';

/** Lead and second at one keyboard where two are asked for, otherwise whoever acts. Throws LOCKED, APPROVAL_SAME_PERSON. */
export function signersHere(desk: Desk, session: Session, two: boolean): readonly Seat[] {
  if (!two) return [desk.sessions.acting(session)];
  const { lead, second } = desk.sessions.both(session);
  return [lead, second];
}

/** Nobody decides about themselves together with one other person: it would be that one's decision alone. */
export function refuseSelf(people: People, seats: readonly Seat[], { person, name }: KeyLine): void {
  if (seats.some(({ signer }) => people.personOf(signer.fingerprint) === person))
    fail('OPERATOR_NOT_ALLOWED', `two others have to sign, neither of them ${name}`);
}

/** The second voucher's signature, in ledgers where `fingerprint` waits for it or one alone has vouched so far. */
export function vouching(by: Seat, fingerprint: string): PeopleStep {
  return {
    by: by.signer,
    entries: (people) => {
      const line = people.get(fingerprint);
      const asks = line?.lacks.includes('voucher') || (line?.ended === null && soleVoucher(people, fingerprint));
      const mine = people.personOf(by.signer.fingerprint);
      const has = line?.vouchers?.some((voucher) => people.personOf(voucher) === mine);
      return asks && !has ? [{ kind: 'operator.vouched', body: { fingerprint } }] : [];
    },
  };
}
