import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import type { KeyLine, People } from '../../../../shared/ledger/people.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import type { Seat } from '../../sessions.ts';
import { dismiss } from '../sign-in.ts';
import { keysOfPerson } from './keys-of-person.ts';
import { recordPeople, type PeopleStep } from './record-people.ts';

/**
 * From its entry on the key counts nowhere, and what it approved and is not used up is void. Two people sign, so that nobody
 * alone can shut the others out; where only two are left, one suffices, or a stolen key could never be stopped there.
 */
export async function revokeKey(
  desk: Desk,
  session: Session,
  { fingerprint, reason }: z.infer<typeof inputs.revokeKey>,
): Promise<PeopleRecorded> {
  const { people } = desk.requireJournal();
  const target = people.get(fingerprint) ?? fail('OPERATOR_UNKNOWN', 'there is no such operator at this console');
  refuseReplaced(people, target);
  const acting = desk.sessions.acting(session);
  const others = people.usable().filter(({ person }) => person !== target.person);
  if (others.length === 0) fail('OPERATOR_LAST', 'nobody who can sign would be left at this console');
  if (people.personOf(acting.signer.fingerprint) === target.person)
    fail('OPERATOR_NOT_ALLOWED', 'another person revokes your key; to change it yourself, replace it');
  const seats = revokers(desk, session, people, target.person);
  try {
    return {
      fingerprint,
      missed: recordPeople(
        desk,
        revocation(seats, (known) => keysOfPerson(people, target.person, known), reason),
      ),
    };
  } finally {
    await retireEnded(desk, fingerprint);
  }
}

/** Whoever means an earlier key would hit the one in use, which is the person's as well. */
export function refuseReplaced(people: People, { fingerprint, name, ended }: KeyLine): void {
  const replaced = ended?.why === 'rotated' || people.counts(people.latest(fingerprint));
  if (ended && replaced)
    fail('KEY_REPLACED', `this key of ${name} was replaced and counts no longer; choose the newer one`);
}

/** Who signs first and who confirms. Neither is the person revoked. */
function revokers(desk: Desk, session: Session, people: People, person: string): readonly Seat[] {
  const acting = desk.sessions.acting(session);
  const mine = people.personOf(acting.signer.fingerprint);
  if (!people.usable().some((other) => other.person !== person && other.person !== mine)) return [acting];
  const { lead, second } = desk.sessions.both(session);
  if (people.personOf(lead.signer.fingerprint) === person)
    fail(
      'OPERATOR_NOT_ALLOWED',
      'two others have to be at the console: the person whose key is revoked leads this session',
    );
  return [lead, second];
}

/** The steps of a revocation of whatever key the person has in a ledger; ledgers that have it already are left as they are. */
function revocation(
  [first, second]: readonly Seat[],
  keys: (known: People) => readonly KeyLine[],
  reason: string,
): readonly PeopleStep[] {
  const steps: PeopleStep[] = [];
  if (first) steps.push({ by: first.signer, entries: (known) => endings(keys(known), reason) });
  if (second) steps.push({ by: second.signer, entries: (known) => confirmations(keys(known)) });
  return steps;
}

export function endings(keys: readonly KeyLine[], reason: string) {
  return keys
    .filter(({ ended }) => ended === null)
    .map(({ fingerprint }) => ({ kind: 'operator.revoked', body: { fingerprint, reason } }) as const);
}

export function confirmations(keys: readonly KeyLine[]) {
  return keys.flatMap(({ fingerprint, ended }) =>
    ended?.why === 'revoked' && ended.confirmable && ended.confirmedBy === null
      ? [{ kind: 'operator.revocation-confirmed', body: { fingerprint, revocation: ended.entry } } as const]
      : [],
  );
}

/** Once its end is on record, however much of the rest could be recorded: the key leaves its seats, and its sealed file is marked. */
export async function retireEnded(desk: Desk, fingerprint: string): Promise<void> {
  const ended = desk.requireJournal().people.get(fingerprint)?.ended;
  if (!ended) return;
  dismiss(desk, fingerprint);
  try {
    await desk.services.keyring.retire({ fingerprint, why: ended.why, next: ended.next });
  } catch (error) {
    // The journal refuses the key with or without the mark.
    desk.services.log('sealed-key-not-marked', `${fingerprint}: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
