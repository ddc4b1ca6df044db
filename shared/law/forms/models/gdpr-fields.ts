import { any, asked, by, choices, field, fromSource } from '../field-kit.ts';
import type { FormField } from '../form-model.ts';
import { words } from '../language.ts';
import { COURSE, MEASURES_TAKEN } from './narratives.ts';

/** What GDPR Art. 33(3) asks for, in the sections of the draft EDPB template (regulation 4.2). National forms differ. */

export const submissionType = field('gdpr.submissionType', 'choice', 'Type of notification', 'Art der Meldung', {
  mandatory: 'always',
  source: 'GDPR Art. 33(4)',
  choices: choices(
    ['initial', 'Initial', 'Erstmeldung'],
    ['supplementary', 'Supplementary', 'Ergänzung'],
    ['final', 'Final', 'Abschließende Meldung'],
    ['withdrawal', 'Withdrawal', 'Rücknahme'],
  ),
});
const KINDS = choices(
  ['confidentiality', 'Confidentiality', 'Vertraulichkeit'],
  ['integrity', 'Integrity', 'Integrität'],
  ['availability', 'Availability', 'Verfügbarkeit'],
);
const CAUSES = choices(
  ['malicious-external', 'Malicious, external', 'Böswillig, extern'],
  ['malicious-internal', 'Malicious, internal', 'Böswillig, intern'],
  ['human-error', 'Human error', 'Menschliches Versehen'],
  ['technical', 'Technical', 'Technisch'],
  ['not-determined', 'Not determined', 'Nicht ermittelt'],
);
const RISKS = choices(
  ['unlikely', 'Risk unlikely', 'Risiko unwahrscheinlich'],
  ['risk', 'Risk', 'Risiko'],
  ['high', 'High risk', 'Hohes Risiko'],
);
export const kinds = field('gdpr.breachKinds', 'choices', 'Kind of breach', 'Art der Verletzung', {
  ...asked('GDPR Art. 4(12), 33(3)(a)'),
  choices: KINDS,
});
export const nature = field(
  'gdpr.nature',
  'text',
  'Nature of the personal data breach',
  'Art der Verletzung des Schutzes personenbezogener Daten',
  {
    ...asked('GDPR Art. 33(3)(a)'),
    ...by(COURSE),
  },
);
export const cause = field('gdpr.cause', 'choice', 'Cause', 'Ursache', {
  choices: CAUSES,
  concept: {
    id: 'malicious',
    as: { 'malicious-external': 'yes', 'malicious-internal': 'yes', 'human-error': 'no', technical: 'no' },
  },
});
export const subjects: readonly FormField[] = [
  field(
    'gdpr.subjectCategories',
    'text',
    'Categories of data subjects',
    'Kategorien betroffener Personen',
    asked('GDPR Art. 33(3)(a)'),
  ),
  field(
    'gdpr.subjectsApprox',
    'integer',
    'Approximate number of data subjects',
    'Ungefähre Zahl der betroffenen Personen',
    {
      ...asked('GDPR Art. 33(3)(a)'),
      concept: { id: 'dataSubjects' },
    },
  ),
  field(
    'gdpr.recordCategories',
    'text',
    'Categories of personal data records',
    'Kategorien der Datensätze',
    asked('GDPR Art. 33(3)(a)'),
  ),
  field(
    'gdpr.recordsApprox',
    'integer',
    'Approximate number of records',
    'Ungefähre Zahl der Datensätze',
    asked('GDPR Art. 33(3)(a)'),
  ),
  field(
    'gdpr.specialCategories',
    'yes-no',
    'Special categories or criminal data (Art. 9, 10)',
    'Besondere Kategorien oder Strafdaten (Art. 9, 10)',
    {
      source: 'GDPR Art. 9, 10',
    },
  ),
];
export const dpo = field(
  'gdpr.dpo',
  'line',
  'Data protection officer or other contact point',
  'Datenschutzbeauftragter oder sonstige Anlaufstelle',
  {
    ...asked('GDPR Art. 33(3)(b)'),
  },
);
export const consequences = field(
  'gdpr.consequences',
  'text',
  'Likely consequences',
  'Wahrscheinliche Folgen',
  asked('GDPR Art. 33(3)(c)'),
);
export const taken = field('gdpr.measuresTaken', 'text', 'Measures taken', 'Ergriffene Maßnahmen', {
  ...asked('GDPR Art. 33(3)(d)'),
  ...by(MEASURES_TAKEN),
});
export const planned = field('gdpr.measuresPlanned', 'text', 'Measures proposed', 'Vorgeschlagene Maßnahmen', {
  source: 'GDPR Art. 33(3)(d)',
});
export const risk = field('gdpr.risk', 'choice', 'Risk to rights and freedoms', 'Risiko für Rechte und Freiheiten', {
  mandatory: 'always',
  source: 'GDPR Art. 33(1)',
  choices: RISKS,
  ...fromSource('gdpr.risk'),
});
export const riskWhy = field('gdpr.riskRationale', 'text', 'Why', 'Begründung');
export const aware = field(
  'decision.awareAt.GDPR',
  'instant',
  'Aware of the personal data breach',
  'Kenntnis von der Verletzung',
  {
    mandatory: 'always',
    source: 'GDPR Art. 33(1)',
    ...fromSource(
      'decision.awareAt.GDPR',
      any(
        'The controller became aware of the personal data breach: {}.',
        'Dem Verantwortlichen wurde die Verletzung bekannt: {}.',
      ),
    ),
  },
);
export const late = field(
  'gdpr.late',
  'yes-no',
  'Filed more than 72 hours after awareness',
  'Meldung später als 72 Stunden nach Bekanntwerden',
  {
    source: 'GDPR Art. 33(1)',
  },
);
export const lateReasons = field('gdpr.lateReasons', 'text', 'Reasons for the delay', 'Gründe für die Verzögerung', {
  ...asked('GDPR Art. 33(1)', { field: 'gdpr.late', is: ['yes'] }),
});
export const ended = field('gdpr.endedAt', 'instant', 'Ended', 'Beendet');
export const protections = field(
  'gdpr.protectionsBefore',
  'text',
  'Protection in place before',
  'Zuvor bestehende Schutzmaßnahmen',
  {
    hint: words('Encryption and who held the keys.', 'Verschlüsselung und wer die Schlüssel hielt.'),
  },
);
const LIMBS = choices(
  ['unintelligible', 'Data unintelligible, such as encrypted (a)', 'Daten unzugänglich, etwa verschlüsselt (a)'],
  [
    'risk-removed',
    'High risk removed by later measures (b)',
    'Hohes Risiko durch nachfolgende Maßnahmen beseitigt (b)',
  ],
  [
    'public-notice',
    'Disproportionate effort: public communication (c)',
    'Unverhältnismäßiger Aufwand: öffentliche Bekanntmachung (c)',
  ],
);
export const told: readonly FormField[] = [
  field('gdpr.subjectsTold', 'choice', 'Data subjects informed', 'Betroffene Personen benachrichtigt', {
    source: 'GDPR Art. 34',
    choices: choices(['done', 'Yes', 'Ja'], ['planned', 'Planned', 'Geplant'], ['not', 'No', 'Nein']),
  }),
  field('gdpr.subjectsToldAt', 'instant', 'When', 'Zeitpunkt', {
    mandatory: { field: 'gdpr.subjectsTold', is: ['done'] },
  }),
  field(
    'gdpr.exemption',
    'choice',
    'Ground for not informing each of them',
    'Grund, nicht jede Person zu benachrichtigen',
    {
      source: 'GDPR Art. 34(3)',
      choices: LIMBS,
    },
  ),
];
export const others = field(
  'gdpr.otherAuthorities',
  'text',
  'Other authorities informed',
  'Andere informierte Behörden',
);
