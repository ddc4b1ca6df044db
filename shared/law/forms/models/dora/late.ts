import { any, asked, by, choices, field, fromSource } from '../../field-kit.ts';
import type { FormModel } from '../../form-model.ts';
import { words } from '../../language.ts';
import { COURSE, filedBefore } from '../narratives.ts';
import { authorityReference, entitySection, markingSection, reference } from '../shared-fields.ts';

const BASIS = 'RTS (EU) 2025/301 Art. 5(3)';

/** No template exists for this notice: what the article asks for, and what tells the authority which report is meant. */
export const DORA_LATE: FormModel = {
  form: 'dora-late',
  version: '2026-11',
  title: words(
    'Notice that a DORA report cannot be made in time',
    'Mitteilung, dass eine DORA-Meldung nicht fristgerecht erfolgen kann',
  ),
  basis: words(BASIS, 'Art. 5 Abs. 3 Delegierte Verordnung (EU) 2025/301'),
  notices: [
    words(
      'Goes to the competent authority before the time limit of the report ends. It extends nothing: the report is still made, as soon as it can be.',
      'Geht vor Ablauf der Frist an die zuständige Behörde. Sie verlängert nichts: Die Meldung folgt, sobald sie möglich ist.',
    ),
    words(
      'The article asks for the notice and the reasons and has no template; the other fields are ours. Nothing here is an admission.',
      'Die Vorschrift verlangt Mitteilung und Gründe und kennt kein Muster; die übrigen Felder sind eigene. Nichts hierin ist ein Anerkenntnis.',
    ),
  ],
  previous: ['dora-final', 'dora-intermediate', 'dora-initial'],
  unknownIsAnswer: false,
  sections: [
    {
      id: 'report',
      title: words('Notice', 'Mitteilung'),
      fields: [
        field('dora.late.report', 'choice', 'Report that cannot be made in time', 'Nicht fristgerechte Meldung', {
          ...asked(BASIS),
          choices: choices(
            ['initial', 'Initial notification', 'Erstmeldung'],
            ['intermediate', 'Intermediate report', 'Zwischenmeldung'],
            ['final', 'Final report', 'Abschlussmeldung'],
          ),
          ...fromSource(
            'derived.doraNext.report',
            any('The report that cannot be made in time: {}.', 'Nicht fristgerecht erfolgen kann: {}.'),
            { 'DORA.IN': 'initial', 'DORA.IR': 'intermediate', 'DORA.FR': 'final' },
          ),
        }),
        field('dora.late.due', 'instant', 'Its time limit ends', 'Ende der Frist', {
          mandatory: 'always',
          ...fromSource(
            'derived.doraNext.due',
            any('Its time limit ends, as the console reckons: {}.', 'Fristende nach der Berechnung der Konsole: {}.'),
          ),
        }),
        field('dora.late.reasons', 'text', 'Reasons for the delay', 'Gründe für die Verzögerung', {
          ...asked(BASIS),
          hint: words(
            'What keeps the report from being made, not what is still being found out about the incident.',
            'Was die Meldung hindert, nicht was am Vorfall noch geklärt wird.',
          ),
        }),
        field('dora.late.expectedAt', 'instant', 'Expected to be made', 'Voraussichtliche Abgabe'),
        field(
          'dora.late.course',
          'text',
          'The incident, as far as recorded',
          'Der Vorfall, soweit festgehalten',
          by(COURSE),
        ),
        field(
          'dora.late.filedInitial',
          'text',
          'Initial notification made before',
          'Zuvor abgegebene Erstmeldung',
          by(filedBefore('DORA.IN', 'initial notification', 'Erstmeldung')),
        ),
        field(
          'dora.late.filedIntermediate',
          'text',
          'Intermediate report made before',
          'Zuvor abgegebene Zwischenmeldung',
          by(filedBefore('DORA.IR', 'intermediate report', 'Zwischenmeldung')),
        ),
      ],
    },
    entitySection([field('entity.lei', 'lei', 'LEI of the entity', 'LEI der Einrichtung', fromSource('entity.lei'))]),
    {
      id: 'incident',
      title: words('Reference and time', 'Aktenzeichen und Zeit'),
      fields: [
        reference,
        authorityReference,
        field('decision.awareAt.DORA', 'instant', 'Aware', 'Kenntnis erlangt', {
          ...fromSource(
            'decision.awareAt.DORA',
            any('The entity became aware: {}.', 'Die Einrichtung hat Kenntnis erlangt: {}.'),
          ),
        }),
        field('decision.classifiedMajorAt', 'instant', 'Classified as major', 'Als schwerwiegend eingestuft', {
          ...fromSource(
            'decision.classifiedMajorAt',
            any('Classified as major: {}.', 'Als schwerwiegend eingestuft: {}.'),
          ),
        }),
      ],
    },
    markingSection,
  ],
};
