import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import { recordPeople } from './record-people.ts';

/** Another person, commander or management, gives someone other roles. Approvals that were given keep the roles of their moment. */
export function setRoles(
  desk: Desk,
  session: Session,
  { fingerprint, roles }: z.infer<typeof inputs.setRoles>,
): PeopleRecorded {
  const seat = desk.sessions.acting(session);
  desk.requireJournal().operator(fingerprint);
  const missed = recordPeople(desk, [
    {
      by: seat.signer,
      entries: (people) => {
        const held = people.get(fingerprint);
        return held?.roles.join() === roles.join() ? [] : [{ kind: 'operator.assigned', body: { fingerprint, roles } }];
      },
    },
  ]);
  for (const live of desk.sessions.all()) desk.sessions.reseat(live, fingerprint, { roles });
  return { fingerprint, missed };
}
