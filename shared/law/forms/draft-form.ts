import { isTimeZone } from '../zone-time.ts';
import { contentOf, type Content } from './content.ts';
import { holds, readBy, type FieldCodes } from './condition.ts';
import { draftWarnings } from './draft-warnings.ts';
import type { Draft, DraftEdit, DraftField } from './draft.ts';
import { fieldsOf, type FormField, type FormModel } from './form-model.ts';
import type { Language } from './language.ts';
import { findAnswer, isFactId, type Material } from './material.ts';
import { prefilled } from './prefill.ts';
import { own, type Speech } from './value-words.ts';

export interface DraftContext {
  /** Marks every line of the result; an exercise draft can never pass as a report. */
  readonly exercise: boolean;
  /** Zone of the filing entity, for times as people read them. */
  readonly timeZone: string;
  readonly language: Language;
  /** Hex digests on record of what leaked; a text that carries one is warned of. */
  readonly digests?: readonly string[];
}

interface Filled {
  readonly field: FormField;
  readonly section: string;
  readonly content: Content;
  readonly answers: number;
}

/**
 * Draft of a form from what is on record alone. Every sentence cites the entries it rests on or is an assessment; unknown stays
 * unknown and missing stays missing. What a person answered to the field itself goes before what the record would give it.
 * Pure: the same material gives the same draft.
 */
export function draftForm(form: FormModel, material: Material, context: DraftContext): Draft {
  const { language } = context;
  const speech: Speech = { language, zone: isTimeZone(context.timeZone) ? context.timeZone : 'UTC' };
  const filled = form.sections.flatMap((section) =>
    section.fields.map((field) => fill(field, section.id, material, speech)),
  );
  const codes: FieldCodes = (id) => {
    const raw = filled.find((one) => one.field.id === id)?.content.raw ?? null;
    return raw === null ? null : [raw].flat();
  };
  const fields = filled.map((one) => draftField(one, codes, language));
  const isMissing = ({ mandatory, status }: DraftField): boolean =>
    mandatory && (status === 'missing' || (status === 'unknown' && !form.unknownIsAnswer));
  return {
    form: `${form.form}/${form.version}`,
    language,
    title: context.exercise ? `${EXERCISE[language]}: ${form.title[language]}` : form.title[language],
    basis: form.basis[language],
    exercise: context.exercise,
    notices: form.notices.map((notice) => notice[language]),
    sections: form.sections.map(({ id, title }) => ({ id, title: title[language] })),
    fields,
    missing: fields.filter(isMissing).map((field) => field.id),
    warnings: draftWarnings(fieldsOf(form), fields, material, context),
  };
}

export const EXERCISE = { en: 'EXERCISE', de: 'ÜBUNG (EXERCISE)' } as const;

function fill(field: FormField, section: string, material: Material, speech: Speech): Filled {
  const answer = editOf(field) === 'field' ? findAnswer(material, field, speech.language) : null;
  if (answer === null) return { field, section, content: prefilled(field, material, speech), answers: 0 };
  const named = { label: field.label[speech.language], type: field.type, choices: field.choices };
  const content = contentOf(answer.found, named, {}, speech);
  return {
    field,
    section,
    content: field.type === 'text' ? asWritten(content) : content,
    answers: answer.count,
  };
}

/** What a person wrote stands as it was written, an assessment by its mark alone. A coded answer becomes a sentence. */
function asWritten(content: Content): Content {
  const { raw } = content;
  if (typeof raw !== 'string') return content;
  return { ...content, sentences: content.sentences.map((sentence) => ({ ...sentence, text: raw })) };
}

/** A value that is a fact is changed as a fact, so that no form can say what the others do not. */
export function editOf({ prefill }: FormField): DraftEdit {
  if (prefill?.kind === 'fixed' || prefill?.kind === 'trade-secret') return 'decision';
  if (prefill?.kind !== 'source') return 'field';
  if (prefill.from.startsWith('decision.')) return 'decision';
  return isFactId(prefill.from) ? { fact: prefill.from } : 'field';
}

function draftField({ field, section, content, answers }: Filled, codes: FieldCodes, language: Language): DraftField {
  const must = holds(field.mandatory, codes);
  const { value, raw, status, sentences } = content;
  return {
    id: field.id,
    number: field.number ?? null,
    section,
    label: field.label[language],
    hint: field.hint?.[language] ?? '',
    type: field.type,
    choices: field.choices === undefined ? null : wordsOf(field.choices, language),
    maxLength: field.maxLength,
    value,
    raw,
    status,
    sentences,
    mandatory: must === 'yes',
    opensOn: must === 'unknown' ? readBy(field.mandatory).filter((id) => codes(id) === null) : [],
    source: field.source,
    confidence: field.confidence,
    edit: editOf(field),
    answers,
    concept: field.concept === undefined ? null : { id: field.concept.id, value: comparable(field, raw) },
  };
}

function wordsOf(choices: NonNullable<FormField['choices']>, language: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(choices).map(([code, text]) => [code, text[language]]));
}

/** A list compares as a sorted one; with a table, `yes` if any of its codes means yes. */
function comparable({ concept }: FormField, raw: Content['raw']): string | null {
  if (raw === null) return null;
  const table = concept?.as;
  if (table === undefined) return [raw].flat().toSorted().join(', ');
  const meant = [raw].flat().flatMap((code) => own(table, code) ?? []);
  if (meant.includes('yes')) return 'yes';
  return meant[0] ?? null;
}
