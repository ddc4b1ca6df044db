import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { Said } from '../permits.ts';
import type { Seat } from '../sessions.ts';
import { signersHere } from './people/vouchers.ts';

/** The organisation approves a playbook as it is: by digest, so that a changed one is unapproved by itself. */
export function approvePlaybook(
  desk: Desk,
  session: Session,
  { playbook: id, digest }: z.infer<typeof inputs.approvePlaybook>,
): void {
  const known = desk.pins.find(({ pinned }) => pinned.id === id);
  if (!known) fail('PLAYBOOK_NOT_AVAILABLE', `this console has no playbook ${id}`);
  const { pinned, title } = known;
  if (pinned.digest !== digest) fail('INCIDENT_MOVED', `this console carries another content of ${id} by now`);
  const { permits } = desk.requireJournal();
  if (permits.approval(digest)?.counts) fail('STEP_NOT_POSSIBLE', `${id} is approved as it is`);
  both(desk, session, () => permits.approval(digest), {
    kind: 'playbook.approved',
    body: { playbook: pinned, title },
  });
}

/** From here on actions may be done by this console itself. */
export function armExec(desk: Desk, session: Session, { reason }: z.infer<typeof inputs.armExec>): void {
  const { permits } = desk.requireJournal();
  if (permits.execArmed) fail('STEP_NOT_POSSIBLE', 'this console may run commands already');
  both(desk, session, () => permits.arming, { kind: 'exec.armed', body: { reason } });
}

/** What runs goes on to its end; nothing new is started. One person is enough. */
export function disarmExec(desk: Desk, session: Session, { reason }: z.infer<typeof inputs.armExec>): void {
  const seat = desk.sessions.acting(session);
  if (!desk.requireJournal().permits.arming) fail('STEP_NOT_POSSIBLE', 'this console may not run commands anyway');
  desk.appendJournal({ by: seat.signer, entries: [{ kind: 'exec.disarmed', body: { reason } }] });
}

/** Throws EXEC_NOT_ARMED. */
export function requireArmed(desk: Desk): void {
  if (!desk.requireJournal().permits.execArmed)
    fail('EXEC_NOT_ARMED', 'your organisation has not armed this console to run commands by itself');
}

/** Lead and second sign one entry each; whoever has signed already is left out, so that a cut-off change is finished by repeating it. */
function both(desk: Desk, session: Session, said: () => Said | null, entry: NewEntry): void {
  const { people } = desk.requireJournal();
  const seats = signersHere(desk, session, people.persons() > 1);
  if (!seats.some(speaksForHouse))
    fail('OPERATOR_NOT_ALLOWED', 'one of the signatures has to be of the commander or of a member of management');
  for (const { signer } of seats) {
    const has = said()?.by.some((one) => people.personOf(one) === people.personOf(signer.fingerprint));
    if (!has) desk.appendJournal({ by: signer, entries: [entry] });
  }
}

function speaksForHouse({ roles }: Seat): boolean {
  return roles.includes('commander') || roles.includes('management');
}
