import type { Role } from './risk.ts';

/** A role within a sentence, in the languages a report is written in. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly en: string; readonly de: string }>> = {
  commander: { en: 'incident commander', de: 'Einsatzleitung' },
  scribe: { en: 'scribe', de: 'Protokollführung' },
  'containment-lead': { en: 'containment lead', de: 'Leitung der Eindämmung' },
  'key-custodian': { en: 'key custodian', de: 'Schlüsselverwaltung' },
  'mlops-lead': { en: 'MLOps lead', de: 'MLOps-Leitung' },
  'evidence-custodian': { en: 'evidence custodian', de: 'Beweismittelverwaltung' },
  dpo: { en: 'data protection officer', de: 'Datenschutzbeauftragte Person' },
  legal: { en: 'legal counsel', de: 'Rechtsberatung' },
  'regulatory-officer': { en: 'regulatory officer', de: 'Meldeverantwortliche Person' },
  'business-owner': { en: 'business owner', de: 'Fachverantwortung' },
  management: { en: 'management body', de: 'Leitungsorgan' },
  observer: { en: 'observer', de: 'Beobachtung' },
};
