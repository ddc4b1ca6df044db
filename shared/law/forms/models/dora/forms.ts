import type { FormField, FormModel, FormSection } from '../../form-model.ts';
import { words } from '../../language.ts';
import { markingSection } from '../shared-fields.ts';
import { CAUSE, CAUSE_QUESTIONS } from './cause-fields.ts';
import { GENERAL, GENERAL_QUESTIONS, INCIDENT, submission } from './general-fields.ts';
import { IMPACT, IMPACT_QUESTIONS } from './impact-fields.ts';

const NOTICES = [
  words(
    'A drafting aid in the shape of ITS (EU) 2025/302 Annex I. The filing format and portal are those of the competent authority.',
    'Arbeitshilfe in der Form von Anhang I der Durchführungsverordnung (EU) 2025/302. Format und Portal bestimmt die zuständige Behörde.',
  ),
  words(
    'Field numbers and labels are confirmed; types, obligations and choice lists come from a secondary source, lengths are ours.',
    'Feldnummern und Bezeichnungen sind bestätigt; Typen, Pflichten und Auswahllisten stammen aus zweiter Hand, Längen sind eigene.',
  ),
  words(
    'Where exact figures are not known, estimates are given and marked. Nothing here is an admission.',
    'Wo genaue Zahlen nicht bekannt sind, stehen gekennzeichnete Schätzungen. Nichts hierin ist ein Anerkenntnis.',
  ),
];
const common = { version: '2026-11', notices: NOTICES, unknownIsAnswer: false } as const;

const questions = (fields: readonly FormField[]): FormSection => ({
  id: 'questions',
  title: words(
    'Questions behind the conditions (not part of the template)',
    'Fragen hinter den Bedingungen (nicht Teil des Meldebogens)',
  ),
  fields,
});
const general = (type: string): FormSection => ({
  id: '1',
  title: words('1 General information about the financial entity', '1 Allgemeine Angaben zum Finanzunternehmen'),
  fields: [submission(type), ...GENERAL],
});
const incident: FormSection = {
  id: '2',
  title: words('2 Content of the initial notification', '2 Inhalt der Erstmeldung'),
  fields: INCIDENT,
};
const impact: FormSection = {
  id: '3',
  title: words('3 Content of the intermediate report', '3 Inhalt der Zwischenmeldung'),
  fields: IMPACT,
};
const cause: FormSection = {
  id: '4',
  title: words('4 Content of the final report', '4 Inhalt der Abschlussmeldung'),
  fields: CAUSE,
};

export const DORA_INITIAL: FormModel = {
  ...common,
  form: 'dora-initial',
  title: words(
    'Initial notification of a major ICT-related incident',
    'Erstmeldung eines schwerwiegenden IKT-bezogenen Vorfalls',
  ),
  basis: words(
    'DORA Art. 19(4)(a); ITS (EU) 2025/302',
    'Art. 19 Abs. 4 Buchst. a DORA; Durchführungsverordnung (EU) 2025/302',
  ),
  previous: [],
  sections: [questions(GENERAL_QUESTIONS), general('initial'), incident, markingSection],
};

/** Carries every field of the initial notification: a later report updates what the earlier one said (ITS Art. 1(4)). */
export const DORA_INTERMEDIATE: FormModel = {
  ...common,
  form: 'dora-intermediate',
  title: words(
    'Intermediate report on a major ICT-related incident',
    'Zwischenmeldung zu einem schwerwiegenden IKT-bezogenen Vorfall',
  ),
  basis: words(
    'DORA Art. 19(4)(b); ITS (EU) 2025/302',
    'Art. 19 Abs. 4 Buchst. b DORA; Durchführungsverordnung (EU) 2025/302',
  ),
  previous: ['dora-intermediate', 'dora-initial'],
  sections: [
    questions([...GENERAL_QUESTIONS, ...IMPACT_QUESTIONS]),
    general('intermediate'),
    incident,
    impact,
    markingSection,
  ],
};

export const DORA_FINAL: FormModel = {
  ...common,
  form: 'dora-final',
  title: words(
    'Final report on a major ICT-related incident',
    'Abschlussmeldung zu einem schwerwiegenden IKT-bezogenen Vorfall',
  ),
  basis: words(
    'DORA Art. 19(4)(c); ITS (EU) 2025/302',
    'Art. 19 Abs. 4 Buchst. c DORA; Durchführungsverordnung (EU) 2025/302',
  ),
  previous: ['dora-intermediate', 'dora-initial'],
  sections: [
    questions([...GENERAL_QUESTIONS, ...IMPACT_QUESTIONS, ...CAUSE_QUESTIONS]),
    general('final'),
    incident,
    impact,
    cause,
    markingSection,
  ],
};

/** A major incident found not to be one: type 1.1 with the reason in 2.10 (ITS Art. 5). */
export const DORA_RECLASSIFIED: FormModel = {
  ...common,
  form: 'dora-reclassified',
  title: words(
    'Reclassification of a major ICT-related incident as non-major',
    'Neueinstufung eines schwerwiegenden IKT-bezogenen Vorfalls als nicht schwerwiegend',
  ),
  basis: words('ITS (EU) 2025/302 Art. 5', 'Art. 5 Durchführungsverordnung (EU) 2025/302'),
  previous: ['dora-intermediate', 'dora-initial'],
  sections: [questions(GENERAL_QUESTIONS), general('reclassified'), incident, markingSection],
};
