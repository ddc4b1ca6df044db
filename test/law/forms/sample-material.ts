import { instantFromMs } from '../../../shared/domain/instant.ts';
import type { FactValue, Provenance } from '../../../shared/law/facts.ts';
import { draftForm, type DraftContext } from '../../../shared/law/forms/draft-form.ts';
import type { Draft, DraftField } from '../../../shared/law/forms/draft.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import { fieldsOf, type FormField, type FormModel } from '../../../shared/law/forms/form-model.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import type { Language } from '../../../shared/law/forms/language.ts';
import { editOf } from '../../../shared/law/forms/draft-form.ts';
import type { FieldAnswer, Known, Material } from '../../../shared/law/forms/material.ts';

export const context: DraftContext = { exercise: false, timeZone: 'Europe/Berlin', language: 'en' };

export const known = (id: string, value: FactValue, entry: number, provenance: Provenance = 'actual'): Known => ({
  id,
  value,
  provenance,
  entry,
});

export const answer = (
  field: string,
  value: FactValue,
  entry: number,
  {
    language = 'en',
    provenance = 'actual',
    evidence = [],
  }: Partial<Pick<FieldAnswer, 'language' | 'provenance' | 'evidence'>> = {},
): FieldAnswer => ({ field, value, entry, language, provenance, evidence });

export function draftOf(form: FormId, material: Partial<Material>, more: Partial<DraftContext> = {}): Draft {
  return draftForm(FORMS[form], { known: [], answers: [], ...material }, { ...context, ...more });
}

export function fieldOf(draft: Draft, id: string): DraftField {
  const found = draft.fields.find((field) => field.id === id);
  if (found === undefined) throw new Error(`no field ${id} in ${draft.form}`);
  return found;
}

/** A good value of each type. */
export function sampleValue({ type, choices }: FormField): FactValue {
  switch (type) {
    case 'text':
      return 'A model registry was read by an account outside the team.';
    case 'line':
      return 'A line';
    case 'integer':
    case 'amount':
      return '12';
    case 'percent':
      return '12.5';
    case 'duration':
      return '01:06:30';
    case 'instant':
      return '2026-12-09T01:10:00.000Z';
    case 'yes-no':
      return 'yes';
    case 'choice':
      return Object.keys(choices ?? {})[0] ?? '';
    case 'choices':
      return Object.keys(choices ?? {});
    case 'member-states':
      return ['NL'];
    case 'asset-kinds':
      return ['weights'];
    case 'currency':
      return 'EUR';
    case 'lei':
      return '529900T8BM49AURSDO55';
  }
}

/** Everything a form can be given: a value behind every source it reads and an answer to every field a person types. */
export function fullMaterial(form: FormModel, language: Language = 'en'): Material {
  let entry = 10;
  const facts: Known[] = [];
  const answers: FieldAnswer[] = [];
  for (const field of fieldsOf(form)) {
    const edit = editOf(field);
    if (field.prefill?.kind === 'fixed') facts.push(known(field.prefill.cites, '2026-12-09T03:40:00.000Z', entry++));
    else if (edit === 'field') answers.push(answer(field.id, sampleValue(field), entry++, { language }));
    else if (field.prefill?.kind === 'source') facts.push(known(field.prefill.from, sourceValue(field), entry++));
  }
  return { known: facts, answers };
}

function sourceValue(field: FormField): FactValue {
  const as = field.prefill?.kind === 'source' ? field.prefill.as : undefined;
  if (as === undefined) return sampleValue(field);
  return typeof as === 'string' ? '184000' : (Object.keys(as)[0] ?? '');
}

export const MADE_AT = instantFromMs(Date.UTC(2026, 11, 9, 3, 40));
