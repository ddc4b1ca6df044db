import type { Confidence, ConceptId, FieldType } from './form-model.ts';
import type { Language } from './language.ts';

/** `stated`: recorded as actual. `assessment`: recorded as estimate. `unknown`: recorded as unknown. `missing`: nothing recorded. */
export type DraftStatus = 'stated' | 'assessment' | 'unknown' | 'missing';

/** One sentence of a draft. It cites ledger entries by index or is an assessment; never neither. */
export interface DraftSentence {
  readonly text: string;
  readonly cites: readonly number[];
  readonly assessment: boolean;
}

/** Where a person changes the field: the fact behind it, the field itself, or a decision taken elsewhere. */
export type DraftEdit = { readonly fact: string } | 'field' | 'decision';

export interface DraftField {
  readonly id: string;
  readonly number: string | null;
  readonly section: string;
  readonly label: string;
  readonly hint: string;
  readonly type: FieldType;
  readonly choices: Readonly<Record<string, string>> | null;
  readonly maxLength: number;
  /** In words, for people; `unknown` stays the word it is. */
  readonly value: string | readonly string[];
  /** As the form's own code or text; null while unknown or missing. */
  readonly raw: string | readonly string[] | null;
  readonly status: DraftStatus;
  readonly sentences: readonly DraftSentence[];
  readonly mandatory: boolean;
  /** Fields that decide whether this one is mandatory and are not known yet. */
  readonly opensOn: readonly string[];
  readonly source: string;
  readonly confidence: Confidence;
  readonly edit: DraftEdit;
  /** How often a person has answered the field itself. */
  readonly answers: number;
  /** The comparable value for the check across forms; null where there is none. */
  readonly concept: { readonly id: ConceptId; readonly value: string | null } | null;
}

export type DraftWarningCode =
  | 'SECRET_IN_TEXT'
  | 'ADMISSION_IN_TEXT'
  | 'MONEY_OF_A_SANCTION'
  | 'CONTRADICTION'
  | 'TIMES_OUT_OF_ORDER'
  | 'MARKING_MISSING'
  | 'TOO_LONG'
  | 'OTHER_LANGUAGE'
  | 'OLDER_THAN_FACTS'
  | 'BAD_VALUE';

/** `field` is the field, fact or setting to look at. Never repeats the suspicious text itself. */
export interface DraftWarning {
  readonly code: DraftWarningCode;
  readonly field: string;
  readonly message: string;
}

export interface Draft {
  /** Form and version, `nis2-early-warning/2026-11`. */
  readonly form: string;
  readonly language: Language;
  readonly title: string;
  readonly basis: string;
  readonly exercise: boolean;
  /** Standing sentences above the fields: what the reader must know about every draft of this form. */
  readonly notices: readonly string[];
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly fields: readonly DraftField[];
  /** Ids of mandatory fields with nothing recorded. Whether a recorded `unknown` is an answer, the form says. */
  readonly missing: readonly string[];
  readonly warnings: readonly DraftWarning[];
}
