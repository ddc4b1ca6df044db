import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { Seat } from '../sessions.ts';
import { bringOwnKey } from './people/bring-key.ts';
import { recordPeople } from './people/record-people.ts';

/** Signs the lead in. Whoever led this session before is locked first. Throws OPERATOR_UNKNOWN, KEY_REVOKED, PASSPHRASE_WRONG. */
export async function unlock(desk: Desk, session: Session, fingerprint: string, passphrase: string): Promise<void> {
  const seat = await openSeat(desk, fingerprint, passphrase);
  leave(desk, session, 'second', 'locked');
  leave(desk, session, 'lead', 'locked');
  take(desk, session, 'lead', seat);
}

/** A second person takes the keyboard to sign with their own key. The lead stays signed in underneath. */
export async function takeSecond(desk: Desk, session: Session, fingerprint: string, passphrase: string): Promise<void> {
  const lead = desk.sessions.lead(session);
  if (!lead) fail('LOCKED', 'the lead has to be signed in first');
  if (lead.signer.fingerprint === fingerprint) fail('APPROVAL_SAME_PERSON', 'the second person has to be someone else');
  const seat = await openSeat(desk, fingerprint, passphrase);
  leave(desk, session, 'second', 'locked');
  take(desk, session, 'second', seat);
}

export function giveBack(desk: Desk, session: Session): void {
  leave(desk, session, 'second', 'locked');
}

export function lock(desk: Desk, session: Session, why: 'locked' | 'idle' | 'stopped'): void {
  leave(desk, session, 'second', why);
  leave(desk, session, 'lead', why);
  desk.releaseConsoleWhenIdle();
}

/** A key that has stopped counting leaves every seat it holds. Whoever leads takes the second person with them. */
export function dismiss(desk: Desk, fingerprint: string): void {
  for (const session of desk.sessions.all()) {
    const { lead, second } = desk.sessions.view(session);
    if (lead?.fingerprint === fingerprint) lock(desk, session, 'locked');
    else if (second?.fingerprint === fingerprint) leave(desk, session, 'second', 'locked');
  }
}

async function openSeat(desk: Desk, fingerprint: string, passphrase: string): Promise<Seat> {
  const { name, roles } = desk.requireJournal().operator(fingerprint);
  const { operator, consoles, consoleSecret } = await desk.services.keyring.unlock(fingerprint, passphrase);
  const { consoleFingerprint } = desk.requireJournal();
  if (!consoles.some((key) => key.fingerprint === consoleFingerprint))
    fail('KEY_NOT_AVAILABLE', "the console's key is not the one this journal names");
  desk.holdConsole(consoles, consoleSecret);
  // A rotation that was cut off between its two signatures is finished by whoever holds the new key.
  if (desk.requireJournal().operator(fingerprint).lacks.length > 0) {
    recordPeople(desk, [
      {
        by: operator,
        entries: (people) =>
          people.get(fingerprint)?.lacks.length ? [{ kind: 'operator.confirmed', body: { fingerprint } }] : [],
      },
    ]);
  }
  bringOwnKey(desk, operator);
  return { signer: operator, name, roles };
}

function take(desk: Desk, session: Session, place: 'lead' | 'second', seat: Seat): void {
  desk.appendJournalIfPossible({
    by: seat.signer,
    entries: [{ kind: 'session.opened', body: { fingerprint: seat.signer.fingerprint, host: desk.services.host } }],
  });
  desk.sessions.seat(session, place, seat);
}

function leave(desk: Desk, session: Session, place: 'lead' | 'second', why: 'locked' | 'idle' | 'stopped'): void {
  const fingerprint =
    place === 'lead' ? desk.sessions.view(session).lead?.fingerprint : desk.sessions.view(session).second?.fingerprint;
  if (!fingerprint) return;
  try {
    desk.appendJournalIfPossible({ by: 'console', entries: [{ kind: 'session.closed', body: { fingerprint, why } }] });
  } finally {
    // Whatever the journal says: who locks is gone.
    desk.sessions.vacate(session, place);
  }
}
