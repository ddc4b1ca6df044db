import type { Instant } from '../domain/instant.ts';
import type { DocumentFormat } from '../domain/sign-off.ts';
import type { EntryBody } from '../ledger/entry.ts';
import { type Signed, signOffStanding, type SignOffStanding } from '../ledger/sign-off-rule.ts';
import type { DraftLine, Stamp } from './incident-view.ts';

export { needsDpo, type Signed, type SignOffNeed } from '../ledger/sign-off-rule.ts';

export interface ReviewLine extends Stamp, Signed, Readonly<EntryBody<'notification.reviewed'>> {}
export interface LockLine extends Stamp, Signed, Readonly<EntryBody<'notification.locked'>> {}

/** A file that was made; `draft` null: the dossier. */
export interface DocumentLine extends Stamp {
  readonly draft: number | null;
  readonly format: DocumentFormat;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly locked: boolean;
}
export interface DocumentView extends DocumentLine {
  /** Where it was written; it may have been moved since. */
  readonly path: string;
}

export interface SignOffRecord {
  readonly drafts: readonly DraftLine[];
  readonly reviews: readonly ReviewLine[];
  readonly locks: readonly LockLine[];
}

/** Where one kept version stands on its way to be filed. */
export interface SignOffView extends SignOffStanding<ReviewLine, LockLine> {
  /** Entry of the draft. */
  readonly draft: number;
}

/** By the rule that the verifier asks too (`sign-off-rule.ts`). */
export function signOffAt(record: SignOffRecord, draft: DraftLine, at: Instant): SignOffView {
  return { draft: draft.entry, ...signOffStanding(record, draft, at) };
}
