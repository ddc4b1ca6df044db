import { asked, by, field, fromSource } from '../field-kit.ts';
import type { FormField, FormModel, FormSection } from '../form-model.ts';
import { words } from '../language.ts';
import { COURSE, filedBefore, MEASURES_TAKEN, SIGNIFICANCE } from './narratives.ts';
import {
  aware,
  crossBorder,
  impact,
  indicators,
  malicious,
  registration,
  severity,
  states,
  statusNow,
  support,
  usersAffected,
} from './nis2-fields.ts';
import {
  assetKinds,
  authorityReference,
  detected,
  entitySection,
  exfiltration,
  lawEnforcement,
  markingSection,
  occurred,
  personalData,
  reference,
  status,
  tradeSecret,
} from './shared-fields.ts';

const VERSION = '2026-11';
const PRELIMINARY = words(
  'Preliminary information as recorded at the time of the draft; it may change and will be updated in the incident notification.',
  'Vorläufige Angaben nach dem Stand des Entwurfs; sie können sich ändern und werden mit der Meldung des Sicherheitsvorfalls aktualisiert.',
);
const STATE = words(
  'Information as recorded at the time of the draft; it may change.',
  'Angaben nach dem Stand des Entwurfs; sie können sich ändern.',
);
const NO_LIABILITY = words(
  'The act of notifying does not of itself increase the liability of the notifying entity (NIS2 Art. 23(1)). Nothing here is an admission.',
  'Die bloße Meldung begründet keine höhere Haftung der meldenden Einrichtung (Art. 23 Abs. 1 NIS-2-Richtlinie). Nichts hierin ist ein Anerkenntnis.',
);

const entity = entitySection([registration]);

function incident(...more: readonly FormField[]): FormSection {
  return {
    id: 'incident',
    title: words('Incident', 'Sicherheitsvorfall'),
    fields: [reference, ...more, assetKinds, tradeSecret, personalData, lawEnforcement],
  };
}

function report(fields: readonly FormField[]): FormSection {
  return { id: 'report', title: words('Report', 'Meldung'), fields };
}

const common = { version: VERSION, unknownIsAnswer: true } as const;

/**
 * NIS2 Art. 23(4): statutory content by stage (regulation 1.2) with the parts of the superset entity and incident blocks of 3.3.
 * Portals differ and a common template is pending (3.1): fields are data, with a version.
 */
export const NIS2_EARLY_WARNING: FormModel = {
  ...common,
  form: 'nis2-early-warning',
  title: words('Early warning of a significant incident', 'Frühwarnung zu einem erheblichen Sicherheitsvorfall'),
  basis: words('NIS2 Art. 23(4)(a)', 'Art. 23 Abs. 4 Buchst. a NIS-2-Richtlinie'),
  notices: [PRELIMINARY, NO_LIABILITY],
  previous: [],
  sections: [
    report([
      malicious,
      crossBorder,
      states,
      field('ew.summary', 'text', 'Summary', 'Zusammenfassung', { mandatory: 'always', ...by(COURSE) }),
      support,
    ]),
    entity,
    incident(detected, aware),
    markingSection,
  ],
};

export const NIS2_NOTIFICATION: FormModel = {
  ...common,
  form: 'nis2-incident-notification',
  title: words('Notification of a significant incident', 'Meldung eines erheblichen Sicherheitsvorfalls'),
  basis: words('NIS2 Art. 23(4)(b)', 'Art. 23 Abs. 4 Buchst. b NIS-2-Richtlinie'),
  notices: [STATE, NO_LIABILITY],
  previous: ['nis2-early-warning'],
  sections: [
    report([
      field('in.updateOfEw', 'text', 'Update of the early warning', 'Aktualisierung der Frühwarnung', {
        ...asked('NIS2 Art. 23(4)(b)'),
        ...by(filedBefore('NIS2.EW', 'early warning', 'Frühwarnung')),
      }),
      malicious,
      crossBorder,
      states,
      field('ew.summary', 'text', 'Description', 'Beschreibung', { mandatory: 'always', ...by(COURSE) }),
      severity,
      impact,
      usersAffected,
      exfiltration,
      indicators,
      field('in.significanceBasis', 'text', 'Why the incident is significant', 'Begründung der Erheblichkeit', {
        source: 'NIS2 Art. 23(3); Implementing Regulation (EU) 2024/2690 Art. 3',
        ...by(SIGNIFICANCE),
      }),
      support,
    ]),
    entity,
    incident(authorityReference, occurred, detected, aware, status),
    markingSection,
  ],
};

export const NIS2_INTERMEDIATE: FormModel = {
  ...common,
  form: 'nis2-intermediate',
  title: words(
    'Intermediate report on a significant incident',
    'Zwischenbericht zu einem erheblichen Sicherheitsvorfall',
  ),
  basis: words('NIS2 Art. 23(4)(c)', 'Art. 23 Abs. 4 Buchst. c NIS-2-Richtlinie'),
  notices: [STATE, NO_LIABILITY],
  previous: ['nis2-incident-notification', 'nis2-early-warning'],
  sections: [
    report([
      field('ir.requestedBy', 'line', 'Requested by', 'Angefordert von', { mandatory: 'always' }),
      field('ir.requestRef', 'line', 'Reference of the request', 'Aktenzeichen der Anforderung', {
        mandatory: 'always',
      }),
      statusNow,
      malicious,
      crossBorder,
      states,
      usersAffected,
      indicators,
    ]),
    entity,
    incident(authorityReference, detected, aware, status),
    markingSection,
  ],
};

export const NIS2_PROGRESS: FormModel = {
  ...common,
  form: 'nis2-progress',
  title: words(
    'Progress report on a significant incident',
    'Fortschrittsbericht zu einem erheblichen Sicherheitsvorfall',
  ),
  basis: words('NIS2 Art. 23(4)(e)', 'Art. 23 Abs. 4 Buchst. e NIS-2-Richtlinie'),
  notices: [
    STATE,
    words(
      'The incident is still being handled; the final report follows within one month of its handling (NIS2 Art. 23(4)(e)).',
      'Die Bewältigung des Vorfalls dauert an; der Abschlussbericht folgt innerhalb eines Monats nach der Bewältigung (Art. 23 Abs. 4 Buchst. e NIS-2-Richtlinie).',
    ),
    NO_LIABILITY,
  ],
  previous: ['nis2-progress', 'nis2-intermediate', 'nis2-incident-notification'],
  sections: [
    report([
      field('pr.status', 'text', 'Progress at this time', 'Stand der Bewältigung', {
        ...asked('NIS2 Art. 23(4)(e)'),
        ...by(COURSE),
      }),
      field(
        'pr.measures',
        'text',
        'Measures applied and ongoing',
        'Getroffene und laufende Abhilfemaßnahmen',
        by(MEASURES_TAKEN),
      ),
      field(
        'pr.expectedHandledAt',
        'instant',
        'Handling expected to be completed',
        'Voraussichtlicher Abschluss der Bewältigung',
      ),
      malicious,
      crossBorder,
      states,
      usersAffected,
    ]),
    entity,
    incident(authorityReference, detected, aware, status),
    markingSection,
  ],
};

export const NIS2_FINAL: FormModel = {
  ...common,
  form: 'nis2-final',
  title: words('Final report on a significant incident', 'Abschlussbericht zu einem erheblichen Sicherheitsvorfall'),
  basis: words('NIS2 Art. 23(4)(d)', 'Art. 23 Abs. 4 Buchst. d NIS-2-Richtlinie'),
  notices: [STATE, NO_LIABILITY],
  previous: ['nis2-progress', 'nis2-intermediate', 'nis2-incident-notification'],
  sections: [
    report([
      field(
        'fr.description',
        'text',
        'Detailed description, severity and impact',
        'Ausführliche Beschreibung, Schweregrad und Auswirkungen',
        {
          ...asked('NIS2 Art. 23(4)(d)(i)'),
          ...by(COURSE),
        },
      ),
      field(
        'fr.rootCause',
        'text',
        'Type of threat or likely root cause',
        'Art der Bedrohung oder wahrscheinliche Ursache',
        {
          ...asked('NIS2 Art. 23(4)(d)(ii)'),
        },
      ),
      field(
        'fr.mitigations',
        'text',
        'Mitigation measures applied and ongoing',
        'Getroffene und laufende Abhilfemaßnahmen',
        {
          ...asked('NIS2 Art. 23(4)(d)(iii)'),
          ...by(MEASURES_TAKEN),
        },
      ),
      malicious,
      crossBorder,
      states,
      field('fr.crossBorderImpact', 'text', 'Cross-border impact', 'Grenzüberschreitende Auswirkungen', {
        ...asked('NIS2 Art. 23(4)(d)(iv)', { field: 'ew.crossBorderPossible', is: ['yes'] }),
      }),
      usersAffected,
      exfiltration,
      field(
        'times.handledAt',
        'instant',
        'Handling completed',
        'Bewältigung abgeschlossen',
        fromSource('times.handledAt'),
      ),
    ]),
    entity,
    incident(authorityReference, occurred, detected, aware, status),
    markingSection,
  ],
};
