import type { DocumentModel } from '../law/forms/document.ts';
import type { FieldChange } from '../law/forms/compare.ts';
import type { Disagreement } from '../law/forms/consistency.ts';
import type { DoraProblem } from '../law/forms/dora-export.ts';
import type { Draft } from '../law/forms/draft.ts';
import type { Language } from '../law/forms/language.ts';

/** What a draft is compared with: an earlier version of it, or the report before it. */
export interface DraftChanges {
  readonly form: string;
  readonly language: Language;
  readonly title: string;
  readonly version: number;
  readonly entry: number;
  readonly changes: readonly FieldChange[];
}

/** A draft as it would be kept now, and what is to be known about it. Nothing of it is recorded. */
export interface DraftView {
  readonly draft: Draft;
  readonly text: string;
  /** What its readers get to see, where the draft is a letter to people; null for a report. */
  readonly letter: string | null;
  /** The file for programs. */
  readonly json: string;
  /** For a renderer of pages. */
  readonly document: DocumentModel;
  /** Null where nothing earlier was kept. */
  readonly since: DraftChanges | null;
  /** This report as it was last kept in each other language, and where the draft says something else. */
  readonly translations: readonly DraftChanges[];
  /** Where this draft and the last kept versions of the others say different things. */
  readonly disagreements: readonly Disagreement[];
  /** What keeps a DORA report from its template, by field number; empty for every other form. */
  readonly problems: readonly DoraProblem[];
}
