import type { z } from 'zod';
import type { DocumentWritten, Recorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { DocumentFormat } from '../../../shared/domain/sign-off.ts';
import { draftJson } from '../../../shared/law/forms/draft-json.ts';
import type { Draft } from '../../../shared/law/forms/draft.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import type { DraftLine } from '../../../shared/view/incident-view.ts';
import { docxOf } from '../../handoff/documents/docx.ts';
import type { Watch } from '../../ports/verification-workers.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { draftPaper } from '../views/draft-paper.ts';
import { readKeptDraft, readKeptText } from '../views/kept-drafts.ts';
import { writeDocument } from '../write-document.ts';

/**
 * A kept version as a file, on record by its hash. An unlocked one says DRAFT on every page, one of an exercise EXERCISE.
 * Throws EVIDENCE_MISSING where the vault lacks the draft.
 */
export async function exportNotification(
  desk: Desk,
  session: Session,
  { incident, draft: entry, format }: z.infer<typeof inputs.exportNotification>,
  watch: Watch,
): Promise<Recorded & DocumentWritten> {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const line =
    open.state.file.drafts.find((one) => one.entry === entry) ??
    fail('BAD_INPUT', `entry ${entry} is not a kept draft`, ['draft']);
  const draft = await readKeptDraft(desk, open, line);
  if (draft === null) return fail('EVIDENCE_MISSING', 'the draft is not in the vault as data; keep a new version');
  const { paper, state } = draftPaper(desk, open, line, draft);
  const bytes = await bytesOf(desk, open, { line, draft, paper, format }, watch);
  const locked = state === 'locked';
  const stem = `${draft.exercise ? 'EXERCISE' : locked ? 'LOCKED' : 'DRAFT'}-${line.form}-${line.entity}-v${line.version}-${line.language}`;
  const written = await writeDocument(desk, open, { stem, format, bytes });
  const { name, sha256, size } = written;
  const body = { draft: entry, format, name, sha256, size, locked };
  return { ...open.record(seat, { kind: 'notification.exported', body }), ...written };
}

interface Wanted {
  readonly line: DraftLine;
  readonly draft: Draft;
  readonly paper: ReturnType<typeof draftPaper>['paper'];
  readonly format: DocumentFormat;
}

async function bytesOf(
  desk: Desk,
  open: OpenIncident,
  { line, draft, paper, format }: Wanted,
  watch: Watch,
): Promise<Uint8Array> {
  switch (format) {
    case 'pdf':
      return desk.services.paper.pdf(paper, (done, total) => watch.onProgress?.({ phase: 'files', done, total }));
    case 'docx':
      return docxOf(paper);
    case 'json':
      return utf8(draftJson(draft));
    case 'txt':
      return utf8(
        (await readKeptText(desk, open, line.textSha256)) ?? fail('EVIDENCE_MISSING', 'the text is not there'),
      );
  }
}
