import { asked, choices, field, fromSource } from '../field-kit.ts';
import type { FormField, FormModel, FormSection } from '../form-model.ts';
import { words } from '../language.ts';
import {
  aware,
  cause,
  consequences,
  dpo,
  ended,
  kinds,
  late,
  lateReasons,
  nature,
  others,
  planned,
  protections,
  risk,
  riskWhy,
  subjects,
  submissionType,
  taken,
  told,
} from './gdpr-fields.ts';
import {
  authorityReference,
  detected,
  entitySection,
  markingSection,
  memberStates,
  occurred,
  reference,
} from './shared-fields.ts';

/** GDPR Art. 33 and 34 (regulation 4): authority, controller, register, data subjects. */
const PHASED = words(
  'Information may be provided in phases without undue further delay (GDPR Art. 33(4)).',
  'Informationen können ohne unangemessene weitere Verzögerung schrittweise bereitgestellt werden (Art. 33 Abs. 4 DSGVO).',
);
const NOT_AN_ADMISSION = words('Nothing here is an admission.', 'Nichts hierin ist ein Anerkenntnis.');
const common = { version: '2026-11', unknownIsAnswer: true } as const;

const section = (id: string, en: string, de: string, fields: readonly FormField[]): FormSection => ({
  id,
  title: words(en, de),
  fields,
});
const natureSection = section('nature', 'Nature of the breach', 'Art der Verletzung', [
  kinds,
  nature,
  cause,
  occurred,
  ended,
  detected,
  aware,
  ...subjects,
  memberStates('gdpr.memberStates', 'no'),
  protections,
]);
const controller = entitySection([dpo]);

export const GDPR_33: FormModel = {
  ...common,
  form: 'gdpr-33',
  title: words(
    'Notification of a personal data breach',
    'Meldung einer Verletzung des Schutzes personenbezogener Daten',
  ),
  basis: words('GDPR Art. 33', 'Art. 33 DSGVO'),
  notices: [PHASED, NOT_AN_ADMISSION],
  previous: ['gdpr-33'],
  sections: [
    section('type', 'Notification', 'Meldung', [submissionType, authorityReference, reference, late, lateReasons]),
    controller,
    natureSection,
    section('consequences', 'Consequences and risk', 'Folgen und Risiko', [consequences, risk, riskWhy]),
    section('measures', 'Measures', 'Maßnahmen', [taken, planned]),
    section('subjects', 'Communication to data subjects', 'Benachrichtigung betroffener Personen', [...told, others]),
    markingSection,
  ],
};

export const GDPR_33_2: FormModel = {
  ...common,
  form: 'gdpr-33-2',
  title: words('Notice of the processor to the controller', 'Meldung des Auftragsverarbeiters an den Verantwortlichen'),
  basis: words('GDPR Art. 33(2)', 'Art. 33 Abs. 2 DSGVO'),
  notices: [
    words(
      'The processor does not assess the risk; the controller does.',
      'Der Auftragsverarbeiter bewertet das Risiko nicht; das tut der Verantwortliche.',
    ),
    NOT_AN_ADMISSION,
  ],
  previous: [],
  sections: [
    section('type', 'Notice', 'Meldung', [
      field('gdpr.controllerName', 'line', 'Controller addressed', 'Angesprochener Verantwortlicher', {
        mandatory: 'always',
      }),
      reference,
    ]),
    entitySection(),
    section('nature', 'Nature of the breach', 'Art der Verletzung', [
      kinds,
      nature,
      occurred,
      detected,
      ...subjects.map((one): FormField => ({ ...one, mandatory: 'no' })),
    ]),
    section('measures', 'Measures', 'Maßnahmen', [taken]),
    markingSection,
  ],
};

export const GDPR_33_5: FormModel = {
  ...common,
  form: 'gdpr-33-5',
  title: words(
    'Entry in the register of personal data breaches',
    'Eintrag in die Dokumentation der Datenschutzverletzungen',
  ),
  basis: words('GDPR Art. 33(5)', 'Art. 33 Abs. 5 DSGVO'),
  notices: [
    words(
      'Made for every breach, whether it was notified or not (GDPR Art. 33(5)).',
      'Für jede Verletzung, ob gemeldet oder nicht (Art. 33 Abs. 5 DSGVO).',
    ),
  ],
  previous: ['gdpr-33-5'],
  sections: [
    section('facts', 'Facts', 'Fakten', [
      reference,
      kinds,
      { ...nature, ...asked('GDPR Art. 33(5)') },
      cause,
      occurred,
      detected,
      aware,
      ...subjects.map((one): FormField => ({ ...one, mandatory: 'no' })),
    ]),
    section('effects', 'Effects', 'Auswirkungen', [
      { ...consequences, ...asked('GDPR Art. 33(5)') },
      risk,
      { ...riskWhy, ...asked('GDPR Art. 33(5)', 'always') },
    ]),
    section('remedy', 'Remedial action', 'Abhilfemaßnahmen', [{ ...taken, ...asked('GDPR Art. 33(5)') }, planned]),
    section('decisions', 'Decisions', 'Entscheidungen', [
      field('gdpr.notified', 'choice', 'Notified to the authority', 'Der Behörde gemeldet', {
        mandatory: 'always',
        choices: choices(
          ['yes', 'Yes', 'Ja'],
          ['no', 'No, risk unlikely', 'Nein, Risiko unwahrscheinlich'],
          ['open', 'Not decided', 'Nicht entschieden'],
        ),
      }),
      authorityReference,
      ...told,
    ]),
  ],
};

export const GDPR_34: FormModel = {
  ...common,
  form: 'gdpr-34',
  title: words(
    'Communication of a personal data breach to the data subject',
    'Benachrichtigung der betroffenen Person',
  ),
  basis: words('GDPR Art. 34', 'Art. 34 DSGVO'),
  notices: [
    words('Clear and plain language (GDPR Art. 34(2)).', 'Klare und einfache Sprache (Art. 34 Abs. 2 DSGVO).'),
    NOT_AN_ADMISSION,
  ],
  previous: [],
  sections: [
    section('letter', 'Letter', 'Schreiben', [
      field('gdpr34.happened', 'text', 'What happened to your data', 'Was mit Ihren Daten geschehen ist', {
        ...asked('GDPR Art. 34(2)'),
      }),
      {
        ...consequences,
        id: 'gdpr34.consequences',
        ...asked('GDPR Art. 34(2), 33(3)(c)'),
        label: words('What this can mean for you', 'Was das für Sie bedeuten kann'),
      },
      {
        ...taken,
        id: 'gdpr34.measures',
        ...asked('GDPR Art. 34(2), 33(3)(d)'),
        label: words('What we have done', 'Was wir getan haben'),
      },
      field('gdpr34.advice', 'text', 'What you can do', 'Was Sie tun können', {
        ...asked('GDPR Art. 34(2), 33(3)(d)'),
      }),
      { ...dpo, ...asked('GDPR Art. 34(2), 33(3)(b)') },
    ]),
    section('sender', 'Sender', 'Absender', [
      field('entity.legalName', 'line', 'Controller', 'Verantwortlicher', {
        mandatory: 'always',
        ...fromSource('entity.legalName'),
      }),
      reference,
    ]),
  ],
};
