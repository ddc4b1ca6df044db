import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import { findTemplate } from '../../../playbooks/actions/registry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { Said } from '../permits.ts';
import { whyNotArmed } from '../refusal.ts';
import type { Seat } from '../sessions.ts';
import { signersHere } from './people/vouchers.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** The organisation approves a playbook as it is: by digest, so that a changed one is unapproved by itself. */
export function approvePlaybook(desk: Desk, session: Session, input: Input<'approvePlaybook'>): void {
  const { pinned, title } = contentOf(desk, input);
  const { permits } = desk.requireJournal();
  if (permits.approval(pinned.digest)?.counts) fail('STEP_NOT_POSSIBLE', `${pinned.id} is approved as it is`);
  both(desk, session, () => permits.approval(pinned.digest), {
    kind: 'playbook.approved',
    body: { playbook: pinned, title },
  });
}

/** One person is enough, as for everything that stops something. Runs under way keep what they began with, and show this. */
export function withdrawApproval(desk: Desk, session: Session, input: Input<'withdrawApproval'>): void {
  const seat = desk.sessions.acting(session);
  const { pinned, title } = contentOf(desk, input);
  if (!desk.requireJournal().permits.approval(pinned.digest))
    fail('STEP_NOT_POSSIBLE', `nobody has approved ${pinned.id} as it is`);
  desk.appendJournal({
    by: seat.signer,
    entries: [{ kind: 'playbook.approval-withdrawn', body: { playbook: pinned, title, reason: input.reason } }],
  });
}

function contentOf(desk: Desk, { playbook, digest }: Input<'approvePlaybook'>) {
  const known = desk.pins.find(({ pinned }) => pinned.id === playbook);
  if (!known) fail('PLAYBOOK_NOT_AVAILABLE', `this console has no playbook ${playbook}`);
  if (known.pinned.digest !== digest)
    fail('INCIDENT_MOVED', `this console carries another content of ${playbook} by now`);
  return known;
}

/** From here on these actions, or all of them, may be done by this console itself. */
export function armExec(desk: Desk, session: Session, { reason, actions }: Input<'armExec'>): void {
  const { permits } = desk.requireJournal();
  const wanted = actions && [...new Set(actions)].toSorted();
  const strange = (wanted ?? []).filter((id) => findTemplate(id)?.modes.includes('exec') !== true);
  if (strange.length > 0) fail('BAD_INPUT', `this console cannot do ${strange.join(', ')} by itself`, ['actions']);
  if (wanted?.every((id) => permits.mayRun(id)) ?? permits.arming(null)?.counts)
    fail('STEP_NOT_POSSIBLE', 'this console may do that already');
  both(desk, session, () => permits.arming(wanted ?? null) ?? null, {
    kind: 'exec.armed',
    body: { reason, ...(wanted && { actions: wanted }) },
  });
}

/** What runs goes on to its end; nothing new is started. One person is enough. */
export function disarmExec(desk: Desk, session: Session, { reason, actions }: Input<'armExec'>): void {
  const seat = desk.sessions.acting(session);
  const { armings } = desk.requireJournal().permits;
  const wanted = actions && [...new Set(actions)].toSorted();
  const touched = wanted
    ? armings.some(({ actions: of, except }) => wanted.some((id) => (of ? of.includes(id) : !except.includes(id))))
    : armings.length > 0;
  if (!touched) fail('STEP_NOT_POSSIBLE', 'this console may not do that anyway');
  desk.appendJournal({
    by: seat.signer,
    entries: [{ kind: 'exec.disarmed', body: { reason, ...(wanted && { actions: wanted }) } }],
  });
}

/** Throws EXEC_NOT_ARMED. */
export function requireArmed(desk: Desk, action: string): void {
  const why = whyNotArmed(desk, action);
  if (why !== null) fail('EXEC_NOT_ARMED', why);
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
