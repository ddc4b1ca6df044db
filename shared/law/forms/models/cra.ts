import { any, asked, by, choices, field, fromSource } from '../field-kit.ts';
import type { FormModel, FormSection } from '../form-model.ts';
import { words } from '../language.ts';
import { COURSE, MEASURES_TAKEN } from './narratives.ts';
import { entitySection, MALICIOUS, markingSection, reference } from './shared-fields.ts';

/** CRA Art. 14 (regulation 6.2). Only the manufacturer files, and only through ENISA's Single Reporting Platform (pitfall 20). */
const PLATFORM = words(
  'Filed by the manufacturer through the Single Reporting Platform of ENISA; an e-mail to a CSIRT is not a filing.',
  'Meldung durch den Hersteller über die einheitliche Meldeplattform der ENISA; eine E-Mail an ein CSIRT ist keine Meldung.',
);
const NOT_AN_ADMISSION = words('Nothing here is an admission.', 'Nichts hierin ist ein Anerkenntnis.');
const common = { version: '2026-11', unknownIsAnswer: true, notices: [PLATFORM, NOT_AN_ADMISSION] } as const;

const product = field('cra.productName', 'line', 'Product with digital elements', 'Produkt mit digitalen Elementen', {
  ...asked('CRA Art. 14(2)(b)'),
});
const aware = (track: 'CRA-V' | 'CRA-I') =>
  field(`decision.awareAt.${track}`, 'instant', 'Aware', 'Kenntnis erlangt', {
    mandatory: 'always',
    ...fromSource(
      `decision.awareAt.${track}`,
      any('The manufacturer became aware: {}.', 'Der Hersteller hat Kenntnis erlangt: {}.'),
    ),
  });
const takenMeasures = (article: string) =>
  field(
    'cra.measuresTaken',
    'text',
    'Corrective or mitigating measures taken',
    'Ergriffene Korrektur- oder Risikominderungsmaßnahmen',
    {
      ...asked(article),
      ...by(MEASURES_TAKEN),
    },
  );
const userMeasures = (article: string) =>
  field(
    'cra.userMeasures',
    'text',
    'Measures users can take',
    'Maßnahmen, die Nutzer ergreifen können',
    asked(article),
  );
const sensitivity = (article: string) =>
  field('cra.sensitivity', 'choice', 'How sensitive the information is', 'Sensibilität der Informationen', {
    ...asked(article, 'no'),
    choices: choices(
      ['high', 'Highly sensitive', 'Hochsensibel'],
      ['sensitive', 'Sensitive', 'Sensibel'],
      ['not', 'Not sensitive', 'Nicht sensibel'],
    ),
  });
const malicious = (article: string) =>
  field(
    'cra.maliciousSuspected',
    'yes-no',
    'Suspected to be caused by unlawful or malicious acts',
    'Verdacht auf rechtswidrige oder böswillige Handlungen',
    {
      ...asked(article),
      ...fromSource('cause.maliciousSuspected', MALICIOUS),
      concept: { id: 'malicious' },
    },
  );
/** Where the product is sold, not where the incident is felt: nothing on record says it, and it compares with nothing. */
const states = (article: string) =>
  field(
    'cra.memberStates',
    'member-states',
    'Member States in which the product is available',
    'Mitgliedstaaten, in denen das Produkt bereitgestellt wird',
    { source: article, confidence: 'confirmed' },
  );

function form(
  id: string,
  track: 'CRA-V' | 'CRA-I',
  texts: Pick<FormModel, 'title' | 'basis' | 'previous'>,
  fields: FormSection['fields'],
): FormModel {
  return {
    ...common,
    ...texts,
    form: id,
    sections: [
      { id: 'report', title: words('Notification', 'Meldung'), fields: [product, ...fields] },
      entitySection(),
      {
        id: 'incident',
        title: words('Reference and time', 'Aktenzeichen und Zeit'),
        fields: [reference, aware(track)],
      },
      markingSection,
    ],
  };
}

const vulnerability = field(
  'cra.vulnerability',
  'text',
  'The vulnerability and its exploitation, general nature',
  'Schwachstelle und ihre Ausnutzung, allgemeine Art',
  {
    ...asked('CRA Art. 14(2)(a)'),
  },
);

export const CRA_VULNERABILITY_24 = form(
  'cra-vulnerability-24',
  'CRA-V',
  {
    title: words(
      'Early warning of an actively exploited vulnerability',
      'Frühwarnung zu einer aktiv ausgenutzten Schwachstelle',
    ),
    basis: words('CRA Art. 14(2)(a)', 'Art. 14 Abs. 2 Buchst. a Cyberresilienz-Verordnung'),
    previous: [],
  },
  [vulnerability, states('CRA Art. 14(2)(a)')],
);
export const CRA_VULNERABILITY_72 = form(
  'cra-vulnerability-72',
  'CRA-V',
  {
    title: words(
      'Notification of an actively exploited vulnerability',
      'Meldung einer aktiv ausgenutzten Schwachstelle',
    ),
    basis: words('CRA Art. 14(2)(b)', 'Art. 14 Abs. 2 Buchst. b Cyberresilienz-Verordnung'),
    previous: ['cra-vulnerability-24'],
  },
  [
    vulnerability,
    states('CRA Art. 14(2)(a)'),
    takenMeasures('CRA Art. 14(2)(b)'),
    userMeasures('CRA Art. 14(2)(b)'),
    sensitivity('CRA Art. 14(2)(b)'),
  ],
);
export const CRA_VULNERABILITY_FINAL = form(
  'cra-vulnerability-final',
  'CRA-V',
  {
    title: words(
      'Final report on an actively exploited vulnerability',
      'Abschlussbericht zu einer aktiv ausgenutzten Schwachstelle',
    ),
    basis: words('CRA Art. 14(2)(c)', 'Art. 14 Abs. 2 Buchst. c Cyberresilienz-Verordnung'),
    previous: ['cra-vulnerability-72', 'cra-vulnerability-24'],
  },
  [
    {
      ...vulnerability,
      id: 'cra.description',
      ...asked('CRA Art. 14(2)(c)'),
      label: words('Description, severity and impact', 'Beschreibung, Schweregrad und Auswirkungen'),
    },
    field(
      'cra.actor',
      'text',
      'Malicious actor, where information is available',
      'Böswilliger Akteur, soweit Informationen vorliegen',
      {
        ...asked('CRA Art. 14(2)(c)', 'no'),
      },
    ),
    field(
      'cra.update',
      'text',
      'Security update or other corrective measures',
      'Sicherheitsaktualisierung oder andere Korrekturmaßnahmen',
      {
        ...asked('CRA Art. 14(2)(c)'),
      },
    ),
    field(
      'times.measureAvailableAt',
      'instant',
      'Corrective or mitigating measure available',
      'Korrektur- oder Risikominderungsmaßnahme verfügbar',
      {
        ...asked('CRA Art. 14(2)(c)'),
        ...fromSource('times.measureAvailableAt'),
      },
    ),
  ],
);
export const CRA_INCIDENT_24 = form(
  'cra-incident-24',
  'CRA-I',
  {
    title: words('Early warning of a severe incident', 'Frühwarnung zu einem schwerwiegenden Sicherheitsvorfall'),
    basis: words('CRA Art. 14(4)(a)', 'Art. 14 Abs. 4 Buchst. a Cyberresilienz-Verordnung'),
    previous: [],
  },
  [malicious('CRA Art. 14(4)(a)'), states('CRA Art. 14(4)(a)')],
);
export const CRA_INCIDENT_72 = form(
  'cra-incident-72',
  'CRA-I',
  {
    title: words('Notification of a severe incident', 'Meldung eines schwerwiegenden Sicherheitsvorfalls'),
    basis: words('CRA Art. 14(4)(b)', 'Art. 14 Abs. 4 Buchst. b Cyberresilienz-Verordnung'),
    previous: ['cra-incident-24'],
  },
  [
    malicious('CRA Art. 14(4)(a)'),
    states('CRA Art. 14(4)(a)'),
    field(
      'cra.nature',
      'text',
      'Nature of the incident, initial assessment',
      'Art des Sicherheitsvorfalls, erste Bewertung',
      {
        ...asked('CRA Art. 14(4)(b)'),
        ...by(COURSE),
      },
    ),
    takenMeasures('CRA Art. 14(4)(b)'),
    userMeasures('CRA Art. 14(4)(b)'),
    sensitivity('CRA Art. 14(4)(b)'),
  ],
);
export const CRA_INCIDENT_FINAL = form(
  'cra-incident-final',
  'CRA-I',
  {
    title: words('Final report on a severe incident', 'Abschlussbericht zu einem schwerwiegenden Sicherheitsvorfall'),
    basis: words('CRA Art. 14(4)(c)', 'Art. 14 Abs. 4 Buchst. c Cyberresilienz-Verordnung'),
    previous: ['cra-incident-72', 'cra-incident-24'],
  },
  [
    field(
      'cra.finalDescription',
      'text',
      'Detailed description, severity and impact',
      'Ausführliche Beschreibung, Schweregrad und Auswirkungen',
      {
        ...asked('CRA Art. 14(4)(c)'),
        ...by(COURSE),
      },
    ),
    field(
      'cra.rootCause',
      'text',
      'Type of threat or root cause',
      'Art der Bedrohung oder Ursache',
      asked('CRA Art. 14(4)(c)'),
    ),
    field(
      'cra.mitigations',
      'text',
      'Mitigation measures applied and ongoing',
      'Getroffene und laufende Abhilfemaßnahmen',
      {
        ...asked('CRA Art. 14(4)(c)'),
        ...by(MEASURES_TAKEN),
      },
    ),
  ],
);
