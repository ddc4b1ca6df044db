import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { People } from '../../../../shared/ledger/people.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import type { OpenIncident } from '../../open-incident.ts';
import type { Seat } from '../../sessions.ts';
import { bringKey, inEachBehind } from './bring-key.ts';
import { recordIn, type PeopleEntry, type PeopleStep } from './record-people.ts';
import { confirmations, endings } from './revoke-key.ts';
import { rosterGaps, straysOf, type Gap } from './roster-gaps.ts';
import { byWhoMayAssign } from './set-roles.ts';
import { vouching } from './vouchers.ts';

const SAID = 'as the console journal has it';

/**
 * Brings incidents that missed a change of people up to what the journal says, as far as those who are here can sign for it: each
 * for their own key, and lead and second together for everybody else. What an incident cannot take is named. Throws LOCKED.
 */
export function catchUp(desk: Desk, session: Session): PeopleRecorded {
  const { fingerprint } = desk.sessions.acting(session).signer;
  const seats = desk.sessions.seats(session);
  const enough = seats.length > 1 || desk.requireJournal().people.persons() < 2;
  const missed = inEachBehind(desk, (open) => {
    for (const { signer } of seats) bringKey(desk, open, signer);
    if (enough) closeGaps(desk, open, byWhoMayAssign(seats));
  });
  return { fingerprint, missed };
}

/** For everybody whose gap is not theirs alone to close. */
function closeGaps(desk: Desk, open: OpenIncident, [first, second]: readonly Seat[]): void {
  const { people } = desk.requireJournal();
  const gaps = rosterGaps(people, open.state.file.keys).filter(({ by }) => by === 'two');
  // Who else is there decides how many have to sign, so people come first and roles last.
  const order = (gap: Gap): number => ['unknown', 'voucher', 'still-counts', 'roles'].indexOf(gap.what);
  for (const gap of gaps.toSorted((a, b) => order(a) - order(b))) {
    const steps: PeopleStep[] = [];
    if (first) steps.push({ by: first.signer, entries: (known) => said(known, gap) });
    if (second) steps.push({ by: second.signer, entries: (known) => seconded(known, gap) });
    for (const seat of [first, second])
      if (seat && gap.current && people.personOf(seat.signer.fingerprint) !== gap.current.person)
        steps.push(vouching(seat, gap.current.fingerprint));
    for (const step of steps) recordIn(desk, open, step);
  }
}

/** What the first of the two signs: that keys ended, that somebody is there, which roles they have. */
function said(known: People, { what, current, here }: Gap): readonly PeopleEntry[] {
  const ended = endings(straysOf(known, current, here), SAID);
  if (!current) return ended;
  const { fingerprint, publicKey, name, brought } = current;
  const roles = [...current.roles];
  const held = known.get(fingerprint);
  const again = held?.assigned?.waits ?? false;
  if (held) return what === 'roles' && !again ? [{ kind: 'operator.assigned', body: { fingerprint, roles } }] : ended;
  const line = { fingerprint, publicKey, name, roles, ...(brought && { brought }) };
  // In the place of the last key that the incident knows of this person, or as a first one.
  const replaces = here.at(-1)?.fingerprint;
  return replaces === undefined
    ? [{ kind: 'operator.enrolled', body: line }]
    : [...ended, { kind: 'operator.reenrolled', body: { ...line, replaces, reason: SAID } }];
}

/** What the second of the two confirms. */
function seconded(known: People, { what, current, here }: Gap): readonly PeopleEntry[] {
  const confirmed = confirmations(here.flatMap(({ fingerprint }) => known.get(fingerprint) ?? []));
  const fingerprint = current?.fingerprint ?? '';
  const assigned = known.get(fingerprint)?.assigned;
  if (what !== 'roles' || !assigned?.waits) return confirmed;
  return [{ kind: 'operator.assignment-confirmed', body: { fingerprint, assignment: assigned.entry } }];
}
