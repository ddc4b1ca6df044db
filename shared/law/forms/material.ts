import { factValueSchema } from '../fact-value-schema.ts';
import { FACTS, type FactId, type FactValue, type Provenance } from '../facts.ts';
import { fieldValueSchema } from './field-value.ts';
import type { FormField } from './form-model.ts';
import type { Language } from './language.ts';

/**
 * Something on record that a form can use: a fact under its id, or what other entries say under an id of its own
 * (`decision.awareAt.DORA`, `entity.lei`, `filed.NIS2.EW.receipt`). `entry` is the ledger entry that holds it.
 */
export interface Known {
  readonly id: string;
  readonly value: FactValue;
  readonly provenance: Provenance;
  readonly entry: number;
  /** Further entries it rests on, where it is put together from several. */
  readonly also?: readonly number[];
}

/** What a person answered to a field of a form. The latest entry counts; for texts, the latest in the language of the draft. */
export interface FieldAnswer {
  readonly field: string;
  readonly language: Language;
  readonly value: FactValue;
  readonly provenance: Provenance;
  readonly entry: number;
  /** Entries the answer rests on. */
  readonly evidence: readonly number[];
}

/** All that a draft is made of. Nothing else can get into one. */
export interface Material {
  readonly known: readonly Known[];
  readonly answers: readonly FieldAnswer[];
}

/** What counts for a source or a field, ready to be written: never with a value that its schema refuses. */
export type Found =
  | { readonly status: 'stated' | 'assessment'; readonly value: FactValue; readonly entries: readonly number[] }
  | { readonly status: 'unknown'; readonly entries: readonly number[] }
  | { readonly status: 'missing'; readonly badEntry: number | null };

const MISSING: Found = { status: 'missing', badEntry: null };

export function isFactId(id: string): id is FactId {
  return Object.hasOwn(FACTS, id);
}

export function latestOf<T extends { readonly entry: number }>(items: readonly T[]): T | null {
  let latest: T | null = null;
  for (const item of items) if (latest === null || item.entry > latest.entry) latest = item;
  return latest;
}

export function findSource({ known }: Material, id: string): Found {
  const latest = latestOf(known.filter((one) => one.id === id));
  if (latest === null) return MISSING;
  if (latest.provenance === 'unknown' || latest.value === 'unknown')
    return { status: 'unknown', entries: cites(latest) };
  if (isFactId(id) && !factValueSchema(id).safeParse(latest.value).success)
    return { status: 'missing', badEntry: latest.entry };
  return {
    status: latest.provenance === 'actual' ? 'stated' : 'assessment',
    value: latest.value,
    entries: cites(latest),
  };
}

function cites({ entry, also = [] }: Known): readonly number[] {
  return [...new Set([entry, ...also])].toSorted((a, b) => a - b);
}

export interface FoundAnswer {
  readonly found: Found;
  readonly entry: number;
  /** False: the text is there in another language only. */
  readonly inLanguage: boolean;
  readonly count: number;
}

/** Null when nobody answered the field itself. */
export function findAnswer({ answers }: Material, field: FormField, language: Language): FoundAnswer | null {
  const all = answers.filter((answer) => answer.field === field.id);
  const isText = field.type === 'text';
  const inLanguage = isText ? all.filter((answer) => answer.language === language) : all;
  const latest = latestOf(inLanguage) ?? latestOf(all);
  if (latest === null) return null;
  const entries = [...new Set([latest.entry, ...latest.evidence])].toSorted((a, b) => a - b);
  const common = { entry: latest.entry, inLanguage: inLanguage.length > 0, count: all.length };
  if (latest.provenance === 'unknown') return { ...common, found: { status: 'unknown', entries } };
  if (!fieldValueSchema(field).safeParse(latest.value).success)
    return { ...common, found: { status: 'missing', badEntry: latest.entry } };
  const status = latest.provenance === 'actual' ? 'stated' : 'assessment';
  return { ...common, found: { status, value: latest.value, entries } };
}

export function valueOf(found: Found): FactValue | null {
  return found.status === 'stated' || found.status === 'assessment' ? found.value : null;
}

export function entriesOf(found: readonly Found[]): readonly number[] {
  const entries = found.flatMap((one) => (one.status === 'missing' ? [] : one.entries));
  return [...new Set(entries)].toSorted((a, b) => a - b);
}
