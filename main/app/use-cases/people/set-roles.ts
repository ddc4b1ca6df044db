import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import type { Role } from '../../../../shared/domain/risk.ts';
import { ASSIGNING_ROLES } from '../../../../shared/ledger/voucher.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import type { Seat } from '../../sessions.ts';
import { recordPeople, type PeopleStep } from './record-people.ts';
import { refuseSelf, signersHere } from './vouchers.ts';

/**
 * Another person, commander or management, gives someone other roles; where they add one that lets act, a second one signs
 * beside them. Approvals that were given keep the roles of their moment. Throws OPERATOR_NOT_ALLOWED, APPROVAL_SAME_PERSON.
 */
export function setRoles(
  desk: Desk,
  session: Session,
  { fingerprint, roles }: z.infer<typeof inputs.setRoles>,
): PeopleRecorded {
  const journal = desk.requireJournal();
  const target = journal.operator(fingerprint);
  const acting = desk.sessions.acting(session).signer.fingerprint;
  const two = journal.people.assignersFor(target, roles, acting) > 1;
  const seats = byWhoMayAssign(signersHere(desk, session, two));
  refuseSelf(journal.people, seats, target);
  const [first] = seats;
  const missed = recordPeople(desk, [
    ...(first ? [assigning(first, fingerprint, roles)] : []),
    ...(two ? seats.map((seat) => confirming(seat, fingerprint, roles)) : []),
  ]);
  for (const live of desk.sessions.all()) desk.sessions.reseat(live, fingerprint, { roles });
  return { fingerprint, missed };
}

/** Who may give roles comes first. */
export function byWhoMayAssign(seats: readonly Seat[]): readonly Seat[] {
  return seats.toSorted((a, b) => Number(mayAssign(b)) - Number(mayAssign(a)));
}

function mayAssign({ roles }: Seat): boolean {
  return roles.some((held) => ASSIGNING_ROLES.some((needed) => needed === held));
}

function assigning({ signer }: Seat, fingerprint: string, roles: Role[]): PeopleStep {
  return {
    by: signer,
    entries: (people) => {
      const held = people.get(fingerprint);
      const given = held?.assigned?.waits ? held.assigned.roles : held?.roles;
      return given?.join() === roles.join() ? [] : [{ kind: 'operator.assigned', body: { fingerprint, roles } }];
    },
  };
}

/** By whichever of the two did not give the roles: a change that was cut off half way may have been begun by the other one. */
function confirming({ signer }: Seat, fingerprint: string, roles: readonly Role[]): PeopleStep {
  return {
    by: signer,
    entries: (people) => {
      const assigned = people.get(fingerprint)?.assigned;
      if (!assigned || assigned.roles.join() !== roles.join()) return [];
      if (people.personOf(assigned.by) === people.personOf(signer.fingerprint)) return [];
      return [{ kind: 'operator.assignment-confirmed', body: { fingerprint, assignment: assigned.entry } }];
    },
  };
}
