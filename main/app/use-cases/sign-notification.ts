import type { z } from 'zod';
import type { Recorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { HOUR, plusMs } from '../../../shared/domain/instant.ts';
import type { Role } from '../../../shared/domain/risk.ts';
import { SIGN_OFF_HOURS } from '../../../shared/domain/sign-off.ts';
import { EntityId } from '../../../shared/domain/ids.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import type { DraftLine } from '../../../shared/view/incident-view.ts';
import { signOffAt } from '../../../shared/view/sign-off.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import type { Seat } from '../sessions.ts';

type Input<Name extends keyof typeof inputs> = z.infer<(typeof inputs)[Name]>;

/** An opinion on one version, by someone who holds the role it is given in. Throws APPROVAL_MISMATCH, OPERATOR_NOT_ALLOWED. */
export function reviewNotification(
  desk: Desk,
  session: Session,
  { incident, ...body }: Input<'reviewNotification'>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const { file } = open.state;
  draftRead(open, body);
  requireRole(file, seat, body.as);
  if (body.opinion !== 'agrees' && body.text === '') fail('BAD_INPUT', 'say in words what is not right', ['text']);
  return open.record(seat, { kind: 'notification.reviewed', body });
}

/**
 * One of the two signatures that lock a version: legal and regulatory officer, two people; under the GDPR after the data protection
 * officer's opinion. Throws APPROVAL_MISMATCH, APPROVAL_SAME_PERSON, OPERATOR_NOT_ALLOWED, SIGN_OFF_MISSING.
 */
export function lockNotification(
  desk: Desk,
  session: Session,
  { incident, as, ...read }: Input<'lockNotification'>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const { file } = open.state;
  const draft = draftRead(open, read);
  requireRole(file, seat, as);
  const now = open.now();
  const { needs, signatures } = signOffAt(file, draft, now);
  if (needs.includes('dpo-opinion'))
    fail('SIGN_OFF_MISSING', 'the opinion of the data protection officer on this version is not on record yet');
  const standing = signatures.filter(({ expired, held }) => held && !expired);
  const person = file.keys.personOf(seat.signer.fingerprint);
  if (standing.some((one) => one.person === person))
    fail('APPROVAL_SAME_PERSON', 'you have signed this version already; somebody else has the other signature');
  if (standing.some((one) => one.as === as)) fail('BAD_INPUT', `this version is signed as ${as} already`, ['as']);
  const { entry, form, version, language, textSha256, draftSha256 } = draft;
  return open.record(seat, {
    kind: 'notification.locked',
    body: {
      draft: entry,
      form,
      entity: EntityId.parse(draft.entity),
      version,
      language,
      textSha256,
      draftSha256,
      as,
      expiresAt: plusMs(now, open.state.file.handling(SIGN_OFF_HOURS * HOUR)),
    },
  });
}

/** The version on the table, if it is the one that was read. */
function draftRead(
  open: OpenIncident,
  { draft, textSha256 }: { readonly draft: number; readonly textSha256: string },
): DraftLine {
  const { file } = open.state;
  const found =
    file.drafts.find(({ entry }) => entry === draft) ??
    fail('BAD_INPUT', `entry ${draft} is not a kept draft`, ['draft']);
  if (found.textSha256 !== textSha256) fail('APPROVAL_MISMATCH', 'the text you read is not the text of that version');
  if (signOffAt(file, found, open.now()).state === 'void')
    fail('APPROVAL_MISMATCH', 'a newer version of this report was kept in that language');
  return found;
}

function requireRole(file: CaseFile, seat: Seat, as: Role): void {
  if (!file.rolesOf(seat.signer.fingerprint).includes(as))
    fail('OPERATOR_NOT_ALLOWED', `${seat.name} does not hold the role ${as}`);
}
