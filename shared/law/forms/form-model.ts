import type { Words } from './language.ts';

/**
 * Shape of a value as it is recorded. All are text or a list of text: `integer` whole, `percent` with one decimal, `amount` in
 * thousands of the reporting currency, `duration` DD:HH:MM, `currency` ISO 4217, `lei` 20 characters.
 */
export const FIELD_TYPES = [
  'text',
  'line',
  'integer',
  'percent',
  'amount',
  'duration',
  'instant',
  'yes-no',
  'choice',
  'choices',
  'member-states',
  'asset-kinds',
  'currency',
  'lei',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** When a field must be filled, as data over fields of the same form. What it depends on and is not known leaves it open. */
export type Condition =
  | 'always'
  | 'no'
  | { readonly field: string; readonly is: readonly string[] }
  | { readonly field: string; readonly filled: true }
  | { readonly any: readonly Condition[] };

/** Words for a value; `{}` stands for it, `any` for every value without words of its own. Without any: "Label: value." */
export type Wording = Readonly<Record<string, Words>>;

/** A value that something else on record gives: a fact by its id, or an entry of the ledger by the ids of `Known`. */
export interface SourcePrefill {
  readonly kind: 'source';
  readonly from: string;
  readonly wording?: Wording;
  /** Recorded value to the field's own: minutes to DD:HH:MM, units to thousands, or by table. A value the table lacks is not taken. */
  readonly as?: 'duration' | 'thousands' | Readonly<Record<string, string>>;
}

export interface NarrativePart {
  readonly from: string;
  readonly type: FieldType;
  readonly choices?: Choices;
  readonly wording: Wording;
}

/** Where a field's content comes from when nobody typed it. Absent: only a person can answer. */
export type Prefill =
  | SourcePrefill
  /** Sentences in order; a source nobody recorded adds none. */
  | { readonly kind: 'narrative'; readonly subject: Words; readonly parts: readonly NarrativePart[] }
  /** Share of two counts, one decimal. */
  | { readonly kind: 'percent'; readonly part: string; readonly whole: string }
  /** The stage itself says it; `cites` is the source that led to this stage. */
  | { readonly kind: 'fixed'; readonly value: string; readonly cites: string }
  /** Which figures are actual and which estimates (ITS field 3.12): source to the prefix of the choice. */
  | { readonly kind: 'provenance'; readonly of: Readonly<Record<string, string>> }
  /** Answers of yes and no as a list of codes: source to the code its yes stands for. */
  | { readonly kind: 'codes'; readonly of: Readonly<Record<string, string>> }
  | { readonly kind: 'trade-secret' };

export type Choices = Readonly<Record<string, Words>>;

/**
 * How sure the table is that the law or the official form has this field in this shape: confirmed, from a second hand, from general
 * knowledge that nobody compared, or our own.
 */
export type Confidence = 'confirmed' | 'secondary' | 'unconfirmed' | 'design';

export interface FormField {
  /** Unique over all forms. Stages of one regime share the field, so that what was answered stays answered. */
  readonly id: string;
  /** Number in the official template, such as `3.15`. */
  readonly number?: string;
  readonly label: Words;
  readonly hint?: Words;
  readonly type: FieldType;
  readonly choices?: Choices;
  /** In UTF-16 units, as portals count. Ours where the official form gives none. */
  readonly maxLength: number;
  readonly mandatory: Condition;
  /** Article or template the field comes from. */
  readonly source: string;
  readonly confidence: Confidence;
  readonly prefill?: Prefill;
  /** What is compared across forms, with a table from this field's values to comparable ones. */
  readonly concept?: { readonly id: ConceptId; readonly as?: Readonly<Record<string, string>> };
}

/** What two reports on one incident must not say differently (PB5, guards). */
export const CONCEPTS = [
  'occurredAt',
  'detectedAt',
  'recoveredAt',
  'malicious',
  'memberStates',
  'usersAffected',
  'dataSubjects',
  'personalData',
  'tradeSecret',
  'exfiltration',
  'lawEnforcement',
  'reference',
  'status',
] as const;
export type ConceptId = (typeof CONCEPTS)[number];

export interface FormSection {
  readonly id: string;
  readonly title: Words;
  readonly fields: readonly FormField[];
}

export interface FormModel {
  readonly form: string;
  readonly version: string;
  readonly title: Words;
  /** Article. The same in every language but for the names of instruments. */
  readonly basis: Words;
  /** Sentences above the fields that hold for every draft of this form. */
  readonly notices: readonly Words[];
  /** The form that came before, for the comparison; null for a first one. */
  readonly previous: readonly string[];
  /** False: a mandatory field answered with `unknown` still counts as missing (DORA wants an estimate instead). */
  readonly unknownIsAnswer: boolean;
  readonly sections: readonly FormSection[];
}

export function fieldsOf(form: FormModel): readonly FormField[] {
  return form.sections.flatMap((section) => section.fields);
}
