import type { FactValue } from '../facts.ts';
import { holds } from './condition.ts';
import type { Draft } from './draft.ts';
import { fieldValueSchema } from './field-value.ts';
import { fieldsOf, type FormField, type FormModel } from './form-model.ts';
import { DORA_FINAL, DORA_INITIAL, DORA_INTERMEDIATE, DORA_RECLASSIFIED } from './models/dora/forms.ts';

export const DORA_REPORTS: readonly FormModel[] = [DORA_INITIAL, DORA_INTERMEDIATE, DORA_FINAL, DORA_RECLASSIFIED];

export type DoraValue = string | number | boolean | readonly string[];

/** A report in the shape of ITS (EU) 2025/302 Annex I: field number to value. `conditions` are the answers the template presumes. */
export interface DoraExport {
  readonly template: 'ITS (EU) 2025/302 Annex I';
  readonly document: 'DRAFT' | 'EXERCISE';
  readonly form: string;
  readonly conditions: Readonly<Record<string, boolean>>;
  readonly fields: Readonly<Record<string, DoraValue>>;
}

/** `field` is the number in the template, `conditions.NAME` for a question, or a part of the file. */
export interface DoraProblem {
  readonly field: string;
  readonly problem: string;
}

const QUESTION = 'dora.ask.';

export function isDoraReport(draft: Draft): boolean {
  return reportOf(draft.form) !== undefined;
}

export function doraExport(draft: Draft): DoraExport {
  const known = draft.fields.filter(({ raw }) => raw !== null);
  const conditions = known.filter(({ id }) => id.startsWith(QUESTION));
  const numbered = known.flatMap(({ number, type, raw }) =>
    number === null || raw === null ? [] : [[number, jsonValue(type, raw)] as const],
  );
  return {
    template: 'ITS (EU) 2025/302 Annex I',
    document: draft.exercise ? 'EXERCISE' : 'DRAFT',
    form: draft.form,
    conditions: Object.fromEntries(conditions.map(({ id, raw }) => [id.slice(QUESTION.length), raw === 'yes'])),
    fields: Object.fromEntries(numbered),
  };
}

function jsonValue(type: FormField['type'], raw: FactValue): DoraValue {
  if (type === 'integer' || type === 'percent' || type === 'amount') return Number(raw);
  return type === 'yes-no' ? raw === 'yes' : raw;
}

/** Everything that keeps a report from being complete and well-formed, by field number. Empty: valid. */
export function doraProblems(value: unknown): readonly DoraProblem[] {
  if (!isRecord(value)) return [{ field: 'report', problem: 'is not an object' }];
  const form = typeof value['form'] === 'string' ? reportOf(value['form']) : undefined;
  if (form === undefined) return [{ field: 'form', problem: 'is not a DORA report of this version' }];
  const { fields, conditions } = value;
  if (!isRecord(fields) || !isRecord(conditions))
    return [{ field: 'fields', problem: 'or conditions are not objects' }];
  const model = fieldsOf(form).filter((field) => field.number !== undefined || field.id.startsWith(QUESTION));
  const found = new Map(model.map((field) => [field.id, rawOf(field, given(field, fields, conditions))]));
  const codes = (id: string): readonly string[] | null => {
    const raw = found.get(id);
    return raw?.state === 'good' ? [raw.value].flat() : null;
  };
  const numbers = new Set(model.map((field) => field.number));
  const strangers = Object.keys(fields).filter((number) => !numbers.has(number));
  return [
    ...strangers.map((field) => ({ field, problem: 'is not a field of this report' })),
    ...model.flatMap((field) => problemsOf(field, found.get(field.id) ?? NONE, codes)),
  ];
}

/** `bad`: there is a value, and it has the wrong shape. */
type Raw = { readonly state: 'good'; readonly value: FactValue } | { readonly state: 'none' | 'bad' };
const NONE: Raw = { state: 'none' };
const BAD: Raw = { state: 'bad' };

function given(field: FormField, fields: Record<string, unknown>, conditions: Record<string, unknown>): unknown {
  const [table, key] =
    field.number === undefined ? [conditions, field.id.slice(QUESTION.length)] : [fields, field.number];
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function rawOf(field: FormField, value: unknown): Raw {
  if (value === undefined) return NONE;
  const raw = plainOf(field.type, value);
  if (raw === null || !fieldValueSchema(field).safeParse(raw).success) return BAD;
  return typeof raw === 'string' && raw.length > field.maxLength ? BAD : { state: 'good', value: raw };
}

function plainOf(type: FormField['type'], value: unknown): FactValue | null {
  if (type === 'yes-no') return typeof value === 'boolean' ? (value ? 'yes' : 'no') : null;
  if (type === 'integer' || type === 'percent' || type === 'amount')
    return typeof value === 'number' ? String(value) : null;
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return null;
  return new Set(value).size === value.length ? value : null;
}

function problemsOf(
  field: FormField,
  raw: Raw,
  codes: (id: string) => readonly string[] | null,
): readonly DoraProblem[] {
  const name = field.number ?? `conditions.${field.id.slice(QUESTION.length)}`;
  if (raw.state === 'bad') return [{ field: name, problem: `${field.label.en}: not a value of type ${field.type}` }];
  if (raw.state === 'good' || holds(field.mandatory, codes) !== 'yes') return [];
  return [{ field: name, problem: `${field.label.en}: mandatory and not filled` }];
}

function reportOf(form: string): FormModel | undefined {
  return DORA_REPORTS.find((one) => `${one.form}/${one.version}` === form);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
