import { fromSource } from '../../field-kit.ts';
import type { FormField } from '../../form-model.ts';
import { words } from '../../language.ts';
import { ADDITIONAL_CAUSES, CAUSES, DETAILED_CAUSES } from './cause-choices.ts';
import { asks, its, question, when } from './its-field.ts';

export const CAUSE_QUESTIONS: readonly FormField[] = [
  question(
    'fixDiffers',
    'Does the date of the permanent fix differ from the plan?',
    'Weicht das Datum der dauerhaften Behebung vom Plan ab?',
  ),
  question(
    'resolutionRisk',
    'A risk to critical functions in the sense of resolution law?',
    'Ein Risiko für kritische Funktionen im Sinne des Abwicklungsrechts?',
  ),
  question(
    'recurring',
    'Recurring incidents that are major only together?',
    'Wiederkehrende Vorfälle, die nur zusammen schwerwiegend sind?',
  ),
];

const THOUSANDS = words('In thousands of the reporting currency.', 'In Tausend der Meldewährung.');

/** Section 4 of ITS (EU) 2025/302 Annex I: the final report. */
export const CAUSE: readonly FormField[] = [
  its('4.1', 'choices', 'Root causes: high-level classification', 'Grundursachen: übergeordnete Einstufung', {
    choices: CAUSES,
    concept: {
      id: 'malicious',
      as: {
        malicious: 'yes',
        'process-failure': 'no',
        'system-failure': 'no',
        'human-error': 'no',
        'external-event': 'no',
      },
    },
  }),
  its('4.2', 'choices', 'Root causes: detailed classification', 'Grundursachen: detaillierte Einstufung', {
    choices: DETAILED_CAUSES,
  }),
  its('4.3', 'choices', 'Root causes: additional classification', 'Grundursachen: zusätzliche Einstufung', {
    choices: ADDITIONAL_CAUSES,
    ...when('4.2', 'process-monitoring', 'process-risk', 'process-operations', 'process-development'),
  }),
  its(
    '4.4',
    'text',
    'Other types of root cause',
    'Sonstige Arten von Grundursachen',
    when('4.2', 'process-other', 'system-other', 'human-other', 'external-other'),
  ),
  its('4.5', 'text', 'Information about the root causes', 'Angaben zu den Grundursachen'),
  its('4.6', 'text', 'Summary of the resolution of the incident', 'Zusammenfassung der Behebung des Vorfalls'),
  its(
    '4.7',
    'instant',
    'Date and time when the root cause was addressed',
    'Datum und Uhrzeit der Behebung der Grundursache',
  ),
  its(
    '4.8',
    'instant',
    'Date and time when the incident was resolved',
    'Datum und Uhrzeit der Lösung des Vorfalls',
    fromSource('times.handledAt'),
  ),
  its(
    '4.9',
    'text',
    'Permanent resolution date that differs from the plan',
    'Vom Plan abweichendes Datum der dauerhaften Behebung',
    asks('fixDiffers'),
  ),
  its(
    '4.10',
    'text',
    'Assessment of risk to critical functions for resolution purposes',
    'Bewertung des Risikos für kritische Funktionen zu Abwicklungszwecken',
    asks('resolutionRisk'),
  ),
  its(
    '4.11',
    'text',
    'Information relevant for resolution authorities',
    'Für Abwicklungsbehörden relevante Informationen',
    asks('resolutionRisk'),
  ),
  its(
    '4.12',
    'text',
    'Materiality threshold for economic impact',
    'Wesentlichkeitsschwelle für die wirtschaftlichen Auswirkungen',
  ),
  its(
    '4.13',
    'amount',
    'Gross direct and indirect costs and losses',
    'Direkte und indirekte Bruttokosten und -verluste',
    {
      hint: THOUSANDS,
      ...fromSource('dora.costs', undefined, 'thousands'),
    },
  ),
  its('4.14', 'amount', 'Financial recoveries', 'Erlangte Rückflüsse', { hint: THOUSANDS }),
  its(
    '4.15',
    'text',
    'Recurring non-major incidents',
    'Wiederkehrende nicht schwerwiegende Vorfälle',
    asks('recurring'),
  ),
  its(
    '4.16',
    'instant',
    'Date and time of occurrence of recurring incidents',
    'Datum und Uhrzeit des Eintritts wiederkehrender Vorfälle',
    asks('recurring'),
  ),
];
