import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';

/** Command changes hands by two signatures: the commander offers with a situation report, the other accepts. Until then nothing changes. */
export function offerCommand(
  desk: Desk,
  session: Session,
  { incident, to, situation }: z.infer<typeof inputs.offerCommand>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const { file } = open.state;
  // Where the commander's key was revoked nobody could ever offer command: then any two of the others move it.
  if (seat.signer.fingerprint !== file.commander && file.keys.counts(file.commander))
    fail('OPERATOR_NOT_ALLOWED', `only ${file.nameOf(file.commander)}, who commands, can hand over`);
  if (to === file.commander) fail('BAD_INPUT', 'you command already', ['to']);
  if (file.keys.personOf(to) === file.keys.personOf(seat.signer.fingerprint))
    fail('APPROVAL_SAME_PERSON', 'command goes to someone else than the one who offers it');
  if (!file.keys.counts(to)) fail('OPERATOR_UNKNOWN', 'that person is not on the roster of this incident');
  desk.requireJournal().operator(to);
  return open.record(seat, { kind: 'command.offered', body: { to, situation } });
}

export function acceptCommand(
  desk: Desk,
  session: Session,
  { incident, offer }: z.infer<typeof inputs.answerOffer>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const pending = open.state.file.offer;
  if (pending?.entry !== offer) fail('INCIDENT_MOVED', 'that offer is not open any more');
  if (pending.to !== seat.signer.fingerprint) fail('OPERATOR_NOT_ALLOWED', 'the offer is made to someone else');
  return open.record(seat, { kind: 'command.accepted', body: { offer } });
}

/** The commander takes it back, or the other declines. */
export function withdrawOffer(
  desk: Desk,
  session: Session,
  { incident, offer }: z.infer<typeof inputs.answerOffer>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const pending = open.state.file.offer;
  if (pending?.entry !== offer) fail('INCIDENT_MOVED', 'that offer is not open any more');
  if (![pending.to, pending.from].includes(seat.signer.fingerprint))
    fail('OPERATOR_NOT_ALLOWED', 'the offer is between two other people');
  return open.record(seat, { kind: 'command.withdrawn', body: { offer } });
}
