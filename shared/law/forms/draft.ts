/** `stated`: recorded as actual. `assessment`: recorded as estimate. `unknown`: recorded as unknown. `missing`: nothing recorded. */
export type DraftStatus = 'stated' | 'assessment' | 'unknown' | 'missing';

/** One sentence of a draft. It cites ledger entries by index or is an assessment; never neither. */
export interface DraftSentence {
  readonly text: string;
  readonly cites: readonly number[];
  readonly assessment: boolean;
}

export interface DraftField {
  readonly id: string;
  readonly label: string;
  /** Text or list of texts for the form; `unknown` stays the word it is. */
  readonly value: string | readonly string[];
  readonly status: DraftStatus;
  readonly sentences: readonly DraftSentence[];
  readonly mandatory: boolean;
}

export type DraftWarningCode =
  | 'SECRET_IN_TEXT'
  | 'ADMISSION_IN_TEXT'
  | 'CONTRADICTION'
  | 'TIMES_OUT_OF_ORDER'
  | 'MARKING_MISSING'
  | 'BAD_VALUE';

/** Never repeats the suspicious text itself. */
export interface DraftWarning {
  readonly code: DraftWarningCode;
  readonly field: string;
  readonly message: string;
}

export interface Draft {
  readonly form: string;
  readonly title: string;
  readonly basis: string;
  readonly exercise: boolean;
  readonly fields: readonly DraftField[];
  /** Ids of mandatory fields with nothing recorded. A recorded `unknown` is an answer and not missing. */
  readonly missing: readonly string[];
  readonly warnings: readonly DraftWarning[];
}
