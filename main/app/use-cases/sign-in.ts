import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { Seat } from '../sessions.ts';

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

async function openSeat(desk: Desk, fingerprint: string, passphrase: string): Promise<Seat> {
  const { name, roles } = desk.requireJournal().operator(fingerprint);
  const { operator, console, consoleSecret } = await desk.services.keyring.unlock(fingerprint, passphrase);
  if (console.fingerprint !== desk.requireJournal().consoleFingerprint) fail('KEY_NOT_AVAILABLE', "the console's key is not the one this journal names");
  desk.holdConsole(console, consoleSecret);
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
  const fingerprint = place === 'lead' ? desk.sessions.view(session).lead?.fingerprint : desk.sessions.view(session).second?.fingerprint;
  if (!fingerprint) return;
  try {
    desk.appendJournalIfPossible({ by: 'console', entries: [{ kind: 'session.closed', body: { fingerprint, why } }] });
  } finally {
    // Whatever the journal says: who locks is gone.
    desk.sessions.vacate(session, place);
  }
}
