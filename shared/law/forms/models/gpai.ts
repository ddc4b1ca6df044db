import { any, by, choices, field, fromSource } from '../field-kit.ts';
import type { FormField, FormModel } from '../form-model.ts';
import { words } from '../language.ts';
import { COURSE, MEASURES_TAKEN } from './narratives.ts';
import {
  assetKinds,
  authorityReference,
  detected,
  entitySection,
  exfiltration,
  markingSection,
  occurred,
  personalData,
  reference,
} from './shared-fields.ts';

/** AI Act Art. 55(1)(c) (regulation 6.1): "relevant information about serious incidents and possible corrective measures". The rest is ours. */
const ours: Pick<FormField, 'source' | 'confidence'> = { source: 'AI Act Art. 55(1)(c)', confidence: 'unconfirmed' };
const asked: Pick<FormField, 'source' | 'confidence' | 'mandatory'> = { ...ours, mandatory: 'always' };

const incident = field('gpai.incident', 'choice', 'Serious incident', 'Schwerwiegender Vorfall', {
  ...asked,
  choices: choices(
    [
      'security',
      'Weights taken, or a serious cybersecurity breach of the model',
      'Gewichte entwendet oder schwerwiegende Verletzung der Cybersicherheit des Modells',
    ],
    ['infrastructure', 'Critical infrastructure disrupted', 'Störung kritischer Infrastruktur'],
    ['death', 'Death', 'Tod'],
    [
      'harm',
      'Serious harm to health, fundamental rights, property or environment',
      'Schwere Schäden an Gesundheit, Grundrechten, Sachen oder Umwelt',
    ],
    ['none', 'None of these', 'Keiner davon'],
  ),
  ...fromSource(
    'gpai.incident',
    any('Kind of serious incident, as recorded: {}.', 'Art des schwerwiegenden Vorfalls, wie festgehalten: {}.'),
  ),
});

export const GPAI_INCIDENT_REPORT: FormModel = {
  form: 'gpai-incident',
  version: '2026-11',
  title: words(
    'Report of a serious incident of a general-purpose AI model with systemic risk',
    'Meldung eines schwerwiegenden Vorfalls eines KI-Modells mit allgemeinem Verwendungszweck und systemischem Risiko',
  ),
  basis: words('AI Act Art. 55(1)(c)', 'Art. 55 Abs. 1 Buchst. c KI-Verordnung'),
  notices: [
    words(
      'The article asks for relevant information on the incident and on possible corrective measures, without undue delay. No template is confirmed: the fields are ours.',
      'Die Vorschrift verlangt einschlägige Informationen über den Vorfall und mögliche Abhilfemaßnahmen, unverzüglich. Ein Muster ist nicht bestätigt: die Felder sind eigene.',
    ),
    words(
      'It goes to the AI Office, and to national authorities as appropriate. Nothing here is an admission.',
      'Sie geht an das Büro für Künstliche Intelligenz und gegebenenfalls an nationale Behörden. Nichts hierin ist ein Anerkenntnis.',
    ),
  ],
  previous: [],
  unknownIsAnswer: true,
  sections: [
    {
      id: 'report',
      title: words('Serious incident', 'Schwerwiegender Vorfall'),
      fields: [
        incident,
        field('aia.course', 'text', 'What happened', 'Hergang', { ...asked, ...by(COURSE) }),
        exfiltration,
        assetKinds,
        field('aia.persons', 'text', 'Persons affected, and how', 'Betroffene Personen und Folgen', ours),
        personalData,
      ],
    },
    {
      id: 'model',
      title: words('Model', 'Modell'),
      fields: [
        field('gpai.modelName', 'line', 'Model: name and version', 'Modell: Name und Version', asked),
        field('gpai.modelUse', 'text', 'Where the model is in use', 'Wo das Modell eingesetzt wird', ours),
      ],
    },
    {
      id: 'response',
      title: words('Corrective measures', 'Abhilfemaßnahmen'),
      fields: [
        field('aia.measures', 'text', 'Corrective action taken', 'Ergriffene Korrekturmaßnahmen', {
          ...ours,
          ...by(MEASURES_TAKEN),
        }),
        field('gpai.measuresPossible', 'text', 'Possible corrective measures', 'Mögliche Abhilfemaßnahmen', ours),
      ],
    },
    entitySection(),
    {
      id: 'incident',
      title: words('Reference and time', 'Aktenzeichen und Zeit'),
      fields: [
        reference,
        authorityReference,
        occurred,
        detected,
        field('decision.awareAt.GPAI', 'instant', 'Aware', 'Kenntnis erlangt', {
          ...asked,
          ...fromSource(
            'decision.awareAt.GPAI',
            any('Aware of the serious incident: {}.', 'Kenntnis vom schwerwiegenden Vorfall: {}.'),
          ),
        }),
      ],
    },
    markingSection,
  ],
};
