import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import { soleVoucher } from '../../../../shared/ledger/standing.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import { recordPeople } from './record-people.ts';
import { vouching } from './vouchers.ts';

/**
 * A second person vouches for someone whom one alone had vouched for: from here on nobody's approval is one person's word.
 * Throws OPERATOR_NOT_ALLOWED for the first voucher and the person themselves.
 */
export function vouchFor(desk: Desk, session: Session, { fingerprint }: z.infer<typeof inputs.vouch>): PeopleRecorded {
  const seat = desk.sessions.acting(session);
  const { people } = desk.requireJournal();
  const target = desk.requireJournal().operator(fingerprint);
  const mine = people.personOf(seat.signer.fingerprint);
  if (mine === target.person || mine === soleVoucher(people, fingerprint))
    fail('OPERATOR_NOT_ALLOWED', `another person has to vouch for ${target.name}`);
  return { fingerprint, missed: recordPeople(desk, [vouching(seat, fingerprint)]) };
}
