import { describe, expect, it } from 'vitest';
import { incidentKinds } from '../../../shared/ledger/kinds/incident-kinds.ts';
import { FACT_IDS } from '../../../shared/law/facts.ts';
import { readsAsAdmission, speaksOfSanctions } from '../../../shared/law/forms/admission.ts';
import { readBy } from '../../../shared/law/forms/condition.ts';
import { sourcesOf } from '../../../shared/law/forms/draft-warnings.ts';
import { FORM_IDS, formOfStage, formUse } from '../../../shared/law/forms/form-ids.ts';
import { fieldsOf, type FormField, type FormModel } from '../../../shared/law/forms/form-model.ts';
import { FORMS } from '../../../shared/law/forms/forms.ts';
import { LANGUAGES, type Words } from '../../../shared/law/forms/language.ts';
import { CLOCK_IDS } from '../../../shared/law/pack.ts';

const MODELS: readonly (readonly [string, FormModel])[] = FORM_IDS.map((id) => [id, FORMS[id]]);

function wordsOf(field: FormField): readonly Words[] {
  const { prefill } = field;
  return [
    field.label,
    ...(field.hint === undefined ? [] : [field.hint]),
    ...Object.values(field.choices ?? {}),
    ...(prefill?.kind === 'source' ? Object.values(prefill.wording ?? {}) : []),
    ...(prefill?.kind === 'narrative'
      ? [prefill.subject, ...prefill.parts.flatMap((part) => Object.values(part.wording))]
      : []),
  ];
}
function allWords(form: FormModel): readonly Words[] {
  const sections = form.sections.map(({ title }) => title);
  return [form.title, form.basis, ...form.notices, ...sections, ...fieldsOf(form).flatMap(wordsOf)];
}

/** The same word in both languages, and rightly so. */
const SAME = new Set([
  '{}',
  'Status',
  'CSIRT',
  '(D)DoS',
  'Defacement',
  'Name',
  'TLP:RED',
  'TLP:AMBER+STRICT',
  'TLP:AMBER',
  'TLP:GREEN',
]);

/** What the console says beside the facts (main/app/views/form-material.ts). */
const LEDGER_SOURCES =
  /^(?:decision\.(?:awareAt\.(?:NIS2|DORA|GDPR|CRA-V|CRA-I|AIA|GPAI)|classifiedMajorAt)|filed\.[A-Z0-9.]+\.(?:at|receipt)|derived\.(?:doraCriteria|significance|otherMemberStates|otherAuthorities|doraNext\.(?:report|due))|entity\.(?:lei|aiRole|doraType|currency|secondContact\.(?:name|email|phone))|ledger\.actionsDone)$/;

describe.each(MODELS)('form %s', (id, form) => {
  it('is what its name says, with every field once', () => {
    expect(form.form).toBe(id);
    const ids = fieldsOf(form).map((field) => field.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(form.previous.every((one) => (FORM_IDS as readonly string[]).includes(one))).toBe(true);
  });

  it('has words in every language for everything, and German is not the English left over', () => {
    for (const text of allWords(form)) {
      for (const language of LANGUAGES) expect(text[language].trim()).not.toBe('');
      if (!SAME.has(text.en)) expect(text.de).not.toBe(text.en);
      expect(text.de.split('{}').length).toBe(text.en.split('{}').length);
    }
  });

  it('pitfalls 21, 26: no word of its own admits fault or speaks of a sanction', () => {
    for (const text of allWords(form)) {
      for (const language of LANGUAGES) {
        expect(readsAsAdmission(text[language])).toBe(false);
        expect(speaksOfSanctions(text[language])).toBe(false);
      }
    }
  });

  it('names a source for every field; choices where a choice is asked and nowhere else; ids the ledger takes', () => {
    for (const field of fieldsOf(form)) {
      expect(field.source).not.toBe('');
      const coded = field.type === 'choice' || field.type === 'choices';
      expect(Object.keys(field.choices ?? {}).length > 0).toBe(coded);
      expect(incidentKinds['field.answered'].shape.field.safeParse(field.id).success).toBe(true);
    }
  });

  it('conditions read fields of the same form, and codes that exist', () => {
    const ids = new Map(fieldsOf(form).map((field) => [field.id, field]));
    for (const field of fieldsOf(form)) {
      for (const read of readBy(field.mandatory)) expect(ids.has(read)).toBe(true);
      if (typeof field.mandatory !== 'object' || !('is' in field.mandatory)) continue;
      const read = ids.get(field.mandatory.field);
      const codes = read?.type === 'yes-no' ? ['yes', 'no'] : Object.keys(read?.choices ?? {});
      for (const code of field.mandatory.is) expect(codes).toContain(code);
    }
  });
});

describe('all forms', () => {
  it('a field that several forms share is the same field: what was answered once fits everywhere', () => {
    const seen = new Map<string, FormField>();
    for (const [, form] of MODELS) {
      for (const field of fieldsOf(form)) {
        const before = seen.get(field.id) ?? field;
        expect(field.type).toBe(before.type);
        expect(field.choices).toEqual(before.choices);
        expect(field.concept).toEqual(before.concept);
        if (field.prefill?.kind !== 'fixed') expect(field.prefill).toEqual(before.prefill);
        seen.set(field.id, field);
      }
    }
  });

  it('every source is a fact or something the console tells', () => {
    const sources = new Set(MODELS.flatMap(([, form]) => fieldsOf(form).flatMap(sourcesOf)));
    const strangers = [...sources].filter(
      (id) => !(FACT_IDS as readonly string[]).includes(id) && !LEDGER_SOURCES.test(id),
    );
    expect(strangers).toEqual([]);
  });

  it('every report of the clock register that a person writes has a form', () => {
    expect(CLOCK_IDS.filter((stage) => formOfStage(stage) === null)).toEqual([]);
    for (const id of FORM_IDS) expect(formUse(id).label).not.toBe('');
  });
});
