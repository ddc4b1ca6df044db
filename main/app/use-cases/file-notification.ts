import type { z } from 'zod';
import type { Recorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants, type Instant } from '../../../shared/domain/instant.ts';
import { filedUnder, FORM_IDS } from '../../../shared/law/forms/form-ids.ts';
import type { EntryBody, NewEntry } from '../../../shared/ledger/entry.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import { signOffAt } from '../../../shared/view/sign-off.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { legalView } from '../views/legal-view.ts';
import { entityOf, refuseFuture } from './decide-law.ts';

type Input = z.infer<typeof inputs.fileNotification>;

/**
 * What a person filed elsewhere, by receipt. Filed after its date, it needs the reason, on record with it (GDPR Art. 33(1), PB5); not
 * locked at that moment, likewise. Throws SIGN_OFF_MISSING, BAD_INPUT.
 */
export function fileNotification(desk: Desk, session: Session, input: Input): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(input.incident);
  const { file } = open.state;
  const { stage, entity, filedAt, channel, receipt, lateReason } = input;
  entityOf(file, entity);
  refuseFuture(open, filedAt, 'filedAt');
  refuseWrongLateReason(file, open.now(), input);
  const body = { stage, entity, filedAt, channel, receipt, ...whatWasSent(file, input), ...correctionOf(file, input) };
  const filed: NewEntry = { kind: 'notification.filed', body, at: { event: filedAt } };
  if (lateReason === undefined) return open.record(seat, filed);
  return open.record(seat, { kind: 'filing.explained', body: { stage, entity, reason: lateReason } }, filed);
}

/** Takes a filing back that was recorded by mistake: a clock that it stopped runs again. What was filed indeed is corrected, not struck. */
export function strikeFiling(
  desk: Desk,
  session: Session,
  { incident, ...body }: z.infer<typeof inputs.strikeFiling>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  if (!open.state.file.filings.some(({ entry }) => entry === body.filing))
    fail('BAD_INPUT', `entry ${body.filing} is no filing, or was struck already`, ['filing']);
  return open.record(seat, { kind: 'filing.struck', body });
}

function refuseWrongLateReason(file: CaseFile, now: Instant, { entity, stage, filedAt, lateReason }: Input): void {
  const clock = legalView(file, now)
    .find((one) => one.entity === entity)
    ?.report.clocks.find(({ clockId }) => clockId === stage);
  const due = clock?.due ?? null;
  // A clock that stands still was answered: a correction of a report that was in time is not itself late.
  const late = clock?.submittedAt === null && due !== null && compareInstants(filedAt, due) > 0;
  if (late && lateReason === undefined)
    fail('BAD_INPUT', `it was due ${due}; a report filed late needs the reason`, ['lateReason']);
  if (!late && lateReason !== undefined)
    fail('BAD_INPUT', 'it was not late: a reason on record would say that it was', ['lateReason']);
}

type Sent = Pick<
  EntryBody<'notification.filed'>,
  'draft' | 'language' | 'textSha256' | 'fileSha256' | 'unlockedReason'
>;

/** The version and the hash of what was sent. Without a locked version the reason has to be there, and is on record as such. */
function whatWasSent(file: CaseFile, input: Input): Sent {
  const { unlockedReason, fileSha256 } = input;
  const draft = draftSent(file, input);
  const locked = draft !== null && signOffAt(file, draft, input.filedAt).state === 'locked';
  if (!locked && unlockedReason === undefined)
    fail('SIGN_OFF_MISSING', draft ? 'that version was not locked when it was filed' : 'no locked version is named', [
      'unlockedReason',
    ]);
  if (locked && unlockedReason !== undefined)
    fail('BAD_INPUT', 'that version was locked when it was filed: no reason is needed', ['unlockedReason']);
  refuseFileOfAnother(file, input);
  const hash = fileSha256 ?? draft?.textSha256;
  return {
    ...(draft && { draft: draft.entry, language: draft.language, textSha256: draft.textSha256 }),
    ...(hash !== undefined && { fileSha256: hash }),
    ...(unlockedReason !== undefined && { unlockedReason }),
  };
}

/** A file that this console wrote of another version is not what the named version says. */
function refuseFileOfAnother({ documents }: CaseFile, { draft, fileSha256 }: Input): void {
  const written = documents.filter((one) => one.draft !== null && one.sha256 === fileSha256);
  if (draft !== undefined && written.length > 0 && !written.some((one) => one.draft === draft))
    fail('BAD_INPUT', `that file is ${written[0]?.name ?? ''}, of another version`, ['fileSha256']);
}

function draftSent(file: CaseFile, { draft, entity, stage }: Input): CaseFile['drafts'][number] | null {
  if (draft === undefined) return null;
  const found = file.drafts.find(({ entry }) => entry === draft);
  const form = FORM_IDS.find((id) => id === found?.form);
  if (found?.entity !== entity || form === undefined || !filedUnder(form).includes(stage))
    return fail('BAD_INPUT', `entry ${draft} is not a draft of ${stage} for that entity`, ['draft']);
  return found;
}

function correctionOf(file: CaseFile, { corrects, entity, stage }: Input): { readonly corrects?: number } {
  if (corrects === undefined) return {};
  const known = file.filings.some((one) => one.entry === corrects && one.entity === entity && one.stage === stage);
  return known ? { corrects } : fail('BAD_INPUT', `entry ${corrects} is not a filing of ${stage}`, ['corrects']);
}
