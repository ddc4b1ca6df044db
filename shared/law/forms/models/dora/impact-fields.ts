import { by, fromSource } from '../../field-kit.ts';
import type { FormField } from '../../form-model.ts';
import { words } from '../../language.ts';
import { MEASURES_TAKEN } from '../narratives.ts';
import {
  ACTUAL_OR_ESTIMATE,
  AUTHORITIES,
  DATA_LOSSES,
  FIGURES,
  INCIDENT_TYPES,
  REPUTATION,
  STATE_IMPACTS,
  THREATS,
  YES_NO_INFORMATION,
} from './choices.ts';
import { asks, its, question, when, whenFilled } from './its-field.ts';

export const IMPACT_QUESTIONS: readonly FormField[] = [
  question('transactions', 'Transactions affected?', 'Transaktionen betroffen?'),
  question('downtime', 'Was a service down?', 'Ist ein Dienst ausgefallen?'),
];

/** Section 3 of ITS (EU) 2025/302 Annex I: from the intermediate report. Figures: estimates where exact ones are not known. */
const FIGURES_FIELDS: readonly FormField[] = [
  its(
    '3.1',
    'line',
    'Incident reference code provided by the competent authority',
    'Von der zuständigen Behörde vergebenes Aktenzeichen',
    {
      mandatory: 'no',
      hint: words('If the authority gave one.', 'Falls die Behörde eines vergeben hat.'),
      ...fromSource('filed.DORA.IN.receipt'),
    },
  ),
  its('3.2', 'instant', 'Date and time of occurrence', 'Datum und Uhrzeit des Eintritts', {
    ...fromSource('times.occurredAt'),
    concept: { id: 'occurredAt' },
  }),
  its(
    '3.3',
    'instant',
    'Date and time when services or operations were recovered',
    'Datum und Uhrzeit der Wiederherstellung der Dienste oder Tätigkeiten',
    {
      ...whenFilled('3.16'),
      ...fromSource('times.recoveredAt'),
      concept: { id: 'recoveredAt' },
    },
  ),
  its(
    '3.4',
    'integer',
    'Number of clients affected',
    'Zahl der betroffenen Kunden',
    fromSource('dora.clientsAffected'),
  ),
  its(
    '3.5',
    'percent',
    'Percentage of clients affected',
    'Anteil der betroffenen Kunden',
    by({ kind: 'percent', part: 'dora.clientsAffected', whole: 'dora.clientsTotal' }),
  ),
  its(
    '3.6',
    'integer',
    'Number of financial counterparts affected',
    'Zahl der betroffenen finanziellen Gegenparteien',
    fromSource('dora.counterpartsAffected'),
  ),
  its(
    '3.7',
    'percent',
    'Percentage of financial counterparts affected',
    'Anteil der betroffenen finanziellen Gegenparteien',
    by({ kind: 'percent', part: 'dora.counterpartsAffected', whole: 'dora.counterpartsTotal' }),
  ),
  its(
    '3.8',
    'yes-no',
    'Impact on relevant clients or financial counterparts',
    'Auswirkungen auf relevante Kunden oder finanzielle Gegenparteien',
    {
      ...when('2.5', 'clients'),
      ...fromSource('dora.relevantClients'),
    },
  ),
  its('3.9', 'integer', 'Number of transactions affected', 'Zahl der betroffenen Transaktionen', {
    ...asks('transactions'),
    ...fromSource('dora.txAffectedCount'),
  }),
  its('3.10', 'percent', 'Percentage of transactions affected', 'Anteil der betroffenen Transaktionen', {
    ...asks('transactions'),
    ...by({ kind: 'percent', part: 'dora.txAffectedCount', whole: 'dora.txDailyCount' }),
  }),
  its('3.11', 'amount', 'Value of transactions affected', 'Wert der betroffenen Transaktionen', {
    hint: words('In thousands of the reporting currency.', 'In Tausend der Meldewährung.'),
    ...asks('transactions'),
    ...fromSource('dora.txAffectedValue', undefined, 'thousands'),
  }),
  its(
    '3.12',
    'choices',
    'Whether the figures are actual or estimates, or whether there is no impact',
    'Ob die Zahlen tatsächlich oder geschätzt sind oder keine Auswirkungen bestehen',
    {
      choices: FIGURES,
      ...by({
        kind: 'provenance',
        of: {
          'dora.clientsAffected': 'clients',
          'dora.counterpartsAffected': 'counterparts',
          'dora.txAffectedCount': 'transactions',
        },
      }),
    },
  ),
];

const EXTENT: readonly FormField[] = [
  its('3.13', 'choices', 'Reputational impact', 'Reputationsschaden', {
    choices: REPUTATION,
    ...when('2.5', 'reputation'),
    ...by({
      kind: 'codes',
      of: {
        'dora.mediaCoverage': 'media',
        'dora.complaints': 'complaints',
        'dora.regulatoryBreach': 'regulatory',
        'dora.clientLoss': 'client-loss',
      },
    }),
  }),
  its(
    '3.14',
    'text',
    'Context of the reputational impact',
    'Erläuterung des Reputationsschadens',
    when('2.5', 'reputation'),
  ),
  its(
    '3.15',
    'duration',
    'Duration of the incident',
    'Dauer des Vorfalls',
    fromSource('dora.durationMinutes', undefined, 'duration'),
  ),
  its('3.16', 'duration', 'Service downtime', 'Ausfallzeit der Dienste', {
    ...asks('downtime'),
    ...fromSource('dora.downtimeMinutes', undefined, 'duration'),
  }),
  its(
    '3.17',
    'choice',
    'Whether duration and downtime are actual or estimates',
    'Ob Dauer und Ausfallzeit tatsächlich oder geschätzt sind',
    {
      choices: ACTUAL_OR_ESTIMATE,
      ...whenFilled('3.15', '3.16'),
    },
  ),
  its('3.18', 'choices', 'Types of impact in the Member States', 'Arten der Auswirkungen in den Mitgliedstaaten', {
    choices: STATE_IMPACTS,
    ...when('2.5', 'geography'),
  }),
  its(
    '3.19',
    'text',
    'Description of the impact in other Member States',
    'Beschreibung der Auswirkungen in anderen Mitgliedstaaten',
    when('2.5', 'geography'),
  ),
  its('3.20', 'choices', 'Materiality threshold for data losses', 'Wesentlichkeitsschwelle für Datenverluste', {
    choices: DATA_LOSSES,
    ...when('2.5', 'data-losses'),
  }),
  its('3.21', 'text', 'Description of the data losses', 'Beschreibung der Datenverluste', when('2.5', 'data-losses')),
  its('3.22', 'text', 'Critical services affected', 'Betroffene kritische Dienste', fromSource('impact.services')),
];

const NATURE: readonly FormField[] = [
  its('3.23', 'choices', 'Type of incident', 'Art des Vorfalls', {
    choices: INCIDENT_TYPES,
    concept: {
      id: 'malicious',
      as: { cybersecurity: 'yes', 'process-failure': 'no', 'system-failure': 'no', 'external-event': 'no' },
    },
  }),
  its('3.24', 'text', 'Other type of incident', 'Sonstige Art des Vorfalls', when('3.23', 'other')),
  its(
    '3.25',
    'choices',
    'Threats and techniques used by the threat actor',
    'Bedrohungen und Techniken des Angreifers',
    { choices: THREATS, ...when('3.23', 'cybersecurity') },
  ),
  its('3.26', 'text', 'Other techniques', 'Sonstige Techniken', when('3.25', 'other')),
  its(
    '3.27',
    'text',
    'Functional areas and business processes affected',
    'Betroffene Funktionsbereiche und Geschäftsprozesse',
  ),
  its(
    '3.28',
    'choice',
    'Infrastructure components supporting business processes affected',
    'Betroffene Infrastrukturkomponenten, die Geschäftsprozesse unterstützen',
    { choices: YES_NO_INFORMATION },
  ),
  its(
    '3.29',
    'text',
    'Information on infrastructure components affected',
    'Angaben zu betroffenen Infrastrukturkomponenten',
    when('3.28', 'yes'),
  ),
  its(
    '3.30',
    'choice',
    "Impact on clients' financial interests",
    'Auswirkungen auf die finanziellen Interessen der Kunden',
    {
      choices: YES_NO_INFORMATION,
      hint: words(
        'Yes: clients are informed (DORA Art. 19(3)).',
        'Ja: Kunden werden unterrichtet (Art. 19 Abs. 3 DORA).',
      ),
      ...fromSource('dora.clientInterests', undefined, { yes: 'yes', no: 'no' }),
    },
  ),
  its('3.31', 'choices', 'Reporting to other authorities', 'Meldung an andere Behörden', {
    choices: AUTHORITIES,
    ...fromSource('derived.otherAuthorities'),
  }),
  its(
    '3.32',
    'text',
    'Other authorities, specification',
    'Andere Behörden, nähere Angaben',
    when('3.31', 'police', 'csirt', 'data-protection', 'cyber-agency', 'other'),
  ),
  its(
    '3.33',
    'yes-no',
    'Temporary measures taken or planned to recover',
    'Vorübergehende Wiederherstellungsmaßnahmen ergriffen oder geplant',
  ),
  its('3.34', 'text', 'Description of temporary measures', 'Beschreibung der vorübergehenden Maßnahmen', {
    ...when('3.33', 'yes'),
    ...by(MEASURES_TAKEN),
  }),
  its('3.35', 'text', 'Indicators of compromise', 'Kompromittierungsindikatoren', {
    hint: words(
      'A source limits this to entities that NIS2 covers too. Never a key or a prompt.',
      'Eine Quelle beschränkt dies auf Unternehmen, die auch der NIS-2-Richtlinie unterliegen. Nie ein Schlüssel oder Prompt.',
    ),
    ...when('3.23', 'cybersecurity'),
  }),
];

export const IMPACT: readonly FormField[] = [...FIGURES_FIELDS, ...EXTENT, ...NATURE];
