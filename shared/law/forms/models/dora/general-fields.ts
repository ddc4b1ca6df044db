import { by, fromSource } from '../../field-kit.ts';
import type { FormField } from '../../form-model.ts';
import { words } from '../../language.ts';
import { COURSE } from '../narratives.ts';
import { CRITERIA, DISCOVERY, ENTITY_TYPES, SUBMISSIONS } from './choices.ts';
import { asks, its, question, when } from './its-field.ts';

/** Questions behind the conditions of fields 1.x and 2.x. */
export const GENERAL_QUESTIONS: readonly FormField[] = [
  question(
    'submitterDiffers',
    'Submitted by someone else than the entity affected, or aggregated?',
    'Einreichung durch einen anderen als das betroffene Unternehmen oder aggregiert?',
  ),
  question('group', 'Part of a group?', 'Teil einer Gruppe?'),
  question(
    'thirdParty',
    'Does the incident originate at a third-party provider or another financial entity?',
    'Geht der Vorfall von einem Drittdienstleister oder einem anderen Finanzunternehmen aus?',
  ),
];

/** Type of submission: the stage says it. */
export function submission(value: string): FormField {
  return its('1.1', 'choice', 'Type of submission', 'Art der Einreichung', {
    choices: SUBMISSIONS,
    ...by({ kind: 'fixed', value, cites: 'decision.classifiedMajorAt' }),
  });
}

/** Section 1, ITS (EU) 2025/302 Annex I. */
export const GENERAL: readonly FormField[] = [
  its(
    '1.2',
    'line',
    'Name of the entity submitting the report',
    'Name des einreichenden Unternehmens',
    fromSource('entity.legalName'),
  ),
  its(
    '1.3',
    'lei',
    'Identification code of the entity submitting the report',
    'Identifikationscode des einreichenden Unternehmens',
    {
      hint: words('LEI, or EUID where allowed.', 'LEI oder, wo zulässig, EUID.'),
      ...fromSource('entity.lei'),
    },
  ),
  its('1.4', 'choices', 'Type of financial entity affected', 'Art des betroffenen Finanzunternehmens', {
    choices: ENTITY_TYPES,
    ...fromSource('entity.doraType'),
  }),
  its(
    '1.5',
    'line',
    'Name of the financial entity affected',
    'Name des betroffenen Finanzunternehmens',
    asks('submitterDiffers'),
  ),
  its(
    '1.6',
    'lei',
    'LEI code of the financial entity affected',
    'LEI-Code des betroffenen Finanzunternehmens',
    asks('submitterDiffers'),
  ),
  its('1.7', 'line', 'Primary contact person: name', 'Erster Ansprechpartner: Name', fromSource('contact.name')),
  its('1.8', 'line', 'Primary contact person: e-mail', 'Erster Ansprechpartner: E-Mail', fromSource('contact.email')),
  its(
    '1.9',
    'line',
    'Primary contact person: telephone',
    'Erster Ansprechpartner: Telefon',
    fromSource('contact.phone'),
  ),
  its(
    '1.10',
    'line',
    'Second contact person: name',
    'Zweiter Ansprechpartner: Name',
    fromSource('entity.secondContact.name'),
  ),
  its(
    '1.11',
    'line',
    'Second contact person: e-mail',
    'Zweiter Ansprechpartner: E-Mail',
    fromSource('entity.secondContact.email'),
  ),
  its(
    '1.12',
    'line',
    'Second contact person: telephone',
    'Zweiter Ansprechpartner: Telefon',
    fromSource('entity.secondContact.phone'),
  ),
  its('1.13', 'line', 'Name of the ultimate parent undertaking', 'Name des obersten Mutterunternehmens', asks('group')),
  its(
    '1.14',
    'lei',
    'LEI code of the ultimate parent undertaking',
    'LEI-Code des obersten Mutterunternehmens',
    asks('group'),
  ),
  its('1.15', 'currency', 'Reporting currency', 'Meldewährung', {
    hint: words('Such as EUR.', 'Etwa EUR.'),
    ...fromSource('entity.currency'),
  }),
];

/** Section 2. */
export const INCIDENT: readonly FormField[] = [
  its(
    '2.1',
    'line',
    'Incident reference code assigned by the financial entity',
    'Vom Finanzunternehmen vergebenes Aktenzeichen des Vorfalls',
    {
      hint: words('The same in every report.', 'In jeder Meldung gleich.'),
      ...fromSource('incident.reference'),
      concept: { id: 'reference' },
    },
  ),
  its('2.2', 'instant', 'Date and time of detection', 'Datum und Uhrzeit der Entdeckung', {
    ...fromSource('times.detectedAt'),
    concept: { id: 'detectedAt' },
  }),
  its(
    '2.3',
    'instant',
    'Date and time of classification as major',
    'Datum und Uhrzeit der Einstufung als schwerwiegend',
    fromSource('decision.classifiedMajorAt'),
  ),
  its('2.4', 'text', 'Description of the incident', 'Beschreibung des Vorfalls', by(COURSE)),
  its(
    '2.5',
    'choices',
    'Classification criteria that triggered the report',
    'Klassifizierungskriterien, die die Meldung ausgelöst haben',
    {
      choices: CRITERIA,
      ...fromSource('derived.doraCriteria'),
    },
  ),
  its('2.6', 'member-states', 'Geographical spread: Member States', 'Geografische Ausbreitung: Mitgliedstaaten', {
    hint: words('Without the home Member State.', 'Ohne den Herkunftsmitgliedstaat.'),
    ...when('2.5', 'geography'),
    ...fromSource('derived.otherMemberStates'),
  }),
  its('2.7', 'choice', 'Discovery of the incident', 'Entdeckung des Vorfalls', { choices: DISCOVERY }),
  its(
    '2.8',
    'text',
    'Origin at a third-party provider or another financial entity',
    'Ursprung bei einem Drittdienstleister oder einem anderen Finanzunternehmen',
    {
      hint: words('Name, identification code and its type.', 'Name, Identifikationscode und dessen Art.'),
      ...asks('thirdParty'),
    },
  ),
  its('2.9', 'yes-no', 'Business continuity plan activated', 'Geschäftsfortführungsplan aktiviert'),
  its('2.10', 'text', 'Other relevant information', 'Sonstige relevante Informationen', {
    hint: words(
      'For a reclassification: why the criteria are not met.',
      'Bei Neueinstufung: warum die Kriterien nicht erfüllt sind.',
    ),
    ...when('1.1', 'reclassified'),
  }),
];
