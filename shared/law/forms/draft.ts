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

/** `field` is the fact or setting to look at. Never repeats the suspicious text itself. */
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
  /** Standing sentences above the fields: what the reader must know about every draft of this form. */
  readonly notices: readonly string[];
  readonly fields: readonly DraftField[];
  /** Ids of mandatory fields with nothing recorded. A recorded `unknown` is an answer and not missing. */
  readonly missing: readonly string[];
  readonly warnings: readonly DraftWarning[];
}

const STATUS_MARKS: Readonly<Record<DraftStatus, string>> = {
  stated: '',
  assessment: ' [assessment]',
  unknown: ' [not known at this time]',
  missing: ' [NOT RECORDED]',
};

/** The draft as text to read, print or copy. In an exercise every line says so, whatever part of it is cut out (pitfall 26). */
export function renderPlainText(draft: Draft): string {
  const banner = draft.exercise ? 'DRAFT FOR AN EXERCISE. NOT A REPORT. NEVER FILE.' : 'DRAFT. NOT FILED.';
  const lines = [
    banner,
    `${draft.title} (${draft.basis})`,
    ...draft.notices,
    ...draft.fields.flatMap((field) => ['', ...fieldLines(field)]),
    '',
    ...(draft.missing.length === 0 ? [] : [`Mandatory and not recorded: ${draft.missing.join(', ')}`]),
    banner,
  ].map((line) => line.split(LINE_BREAK).join('\n      '));
  const text = `${lines.join('\n')}\n`;
  return draft.exercise ? text.replaceAll(/^/gm, 'EXERCISE | ').replace(/EXERCISE \| $/, '') : text;
}

/** Whatever a reader's program may take for a new line: a recorded text must not start one of its own. */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

function fieldLines(field: DraftField): readonly string[] {
  const value = typeof field.value === 'string' ? field.value : field.value.join(', ');
  return [
    `${field.label}${field.mandatory ? ' *' : ''}: ${value}${STATUS_MARKS[field.status]}`,
    ...field.sentences.map((sentence) => `  ${sentence.text} ${sentenceMark(sentence)}`),
  ];
}

function sentenceMark({ cites, assessment }: DraftSentence): string {
  const entries = cites.map((index) => `#${index}`).join(', ');
  if (entries === '') return '[assessment]';
  return assessment ? `[assessment, on ${entries}]` : `[${entries}]`;
}
