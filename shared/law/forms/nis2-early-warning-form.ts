import type { FactId } from '../facts.ts';
import type { Wording } from './fact-sentence.ts';

/** How a field gets its content: one fact, or one of the composed fields of the drafting function. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly block: 'entity' | 'incident' | 'warning' | 'marking';
  readonly content:
    | { readonly fact: FactId; readonly wording: Wording }
    | { readonly composed: 'summary' | 'trade-secret' };
  readonly mandatory: 'always' | 'if-cross-border' | 'no';
}

export interface FormModel {
  readonly form: string;
  readonly version: string;
  readonly title: string;
  readonly basis: string;
  readonly notices: readonly string[];
  readonly fields: readonly FormField[];
}

const entity = (fact: FactId, label: string, mandatory: FormField['mandatory'] = 'no'): FormField => ({
  id: fact,
  label,
  block: 'entity',
  content: { fact, wording: {} },
  mandatory,
});

/**
 * NIS2 early warning, Art. 23(4)(a): statutory minimum of regulation 1.2 with the parts of the superset entity and incident
 * blocks of 3.3 that can be known at 24 h. Portals differ and a common template is pending (3.1): fields are data, with a version.
 */
export const NIS2_EARLY_WARNING_FORM: FormModel = {
  form: 'nis2-early-warning',
  version: '2026-11',
  title: 'Early warning of a significant incident',
  basis: 'NIS2 Art. 23(4)(a)',
  notices: [
    'Preliminary information as recorded at the time of the draft; it may change and will be updated in the incident notification.',
    'The act of notifying does not of itself increase the liability of the notifying entity (NIS2 Art. 23(1)). Nothing here is an admission.',
  ],
  fields: [
    {
      id: 'ew.maliciousSuspected',
      label: 'Suspected to be caused by unlawful or malicious acts',
      block: 'warning',
      mandatory: 'always',
      content: {
        fact: 'cause.maliciousSuspected',
        wording: {
          yes: 'An unlawful or malicious act is suspected as the cause of the incident.',
          no: 'An unlawful or malicious act is not suspected at this time.',
          unknown: 'Whether an unlawful or malicious act caused the incident is not known at this time.',
        },
      },
    },
    {
      id: 'ew.crossBorderPossible',
      label: 'Possible cross-border impact',
      block: 'warning',
      mandatory: 'always',
      content: {
        fact: 'impact.crossBorderPossible',
        wording: {
          yes: 'An impact in another Member State is possible.',
          no: 'No impact in another Member State is expected at this time.',
          unknown: 'Whether there can be an impact in another Member State is not known at this time.',
        },
      },
    },
    {
      id: 'ew.crossBorderStates',
      label: 'Member States possibly affected',
      block: 'warning',
      mandatory: 'if-cross-border',
      content: { fact: 'impact.memberStates', wording: { any: 'Member States possibly affected, as recorded: {}.' } },
    },
    { id: 'ew.summary', label: 'Summary', block: 'warning', mandatory: 'always', content: { composed: 'summary' } },
    {
      id: 'ew.supportRequested',
      label: 'Advice requested from the authority',
      block: 'warning',
      mandatory: 'no',
      content: {
        fact: 'response.supportRequested',
        wording: {
          yes: 'The entity asks for guidance or operational advice on mitigation (NIS2 Art. 23(5)).',
          no: 'No advice is requested at this time.',
          unknown: 'Whether advice is requested has not been decided.',
        },
      },
    },
    entity('entity.legalName', 'Entity', 'always'),
    entity('entity.registrationNumber', 'National registration number'),
    entity('entity.nis2Registration', 'NIS2 registration id'),
    entity('contact.name', 'Contact', 'always'),
    entity('contact.phone', 'Contact phone', 'always'),
    entity('contact.email', 'Contact e-mail'),
    {
      id: 'incident.reference',
      label: 'Internal reference',
      block: 'incident',
      mandatory: 'always',
      content: { fact: 'incident.reference', wording: {} },
    },
    {
      id: 'times.detectedAt',
      label: 'Detected',
      block: 'incident',
      mandatory: 'no',
      content: { fact: 'times.detectedAt', wording: { any: 'First detected: {}.' } },
    },
    {
      id: 'times.awareAt',
      label: 'Aware of the significant incident',
      block: 'incident',
      mandatory: 'always',
      content: {
        fact: 'times.awareAt',
        wording: { any: 'The entity became aware that the incident is significant: {}.' },
      },
    },
    {
      id: 'asset.kinds',
      label: 'Kinds of information asset concerned',
      block: 'incident',
      mandatory: 'no',
      content: { fact: 'asset.kinds', wording: { any: 'Kinds of information asset concerned, as recorded: {}.' } },
    },
    {
      id: 'asset.tradeSecret',
      label: 'Trade secrets of the entity concerned',
      block: 'incident',
      mandatory: 'no',
      content: { composed: 'trade-secret' },
    },
    {
      id: 'asset.personalData',
      label: 'Personal data affected',
      block: 'incident',
      mandatory: 'no',
      content: {
        fact: 'asset.personalData',
        wording: {
          yes: 'Personal data is recorded as affected; notification under the GDPR is handled separately.',
          no: 'No personal data is recorded as affected.',
          unknown: 'Whether personal data is affected is not known at this time.',
        },
      },
    },
    {
      id: 'response.lawEnforcementInformed',
      label: 'Law enforcement informed',
      block: 'incident',
      mandatory: 'no',
      content: {
        fact: 'response.lawEnforcementInformed',
        wording: { yes: 'Law enforcement has been informed.', no: 'Law enforcement has not been informed so far.' },
      },
    },
    {
      id: 'marking.tlp',
      label: 'TLP marking',
      block: 'marking',
      mandatory: 'no',
      content: { fact: 'marking.tlp', wording: { any: 'This report is marked {}.' } },
    },
    {
      id: 'marking.tradeSecret',
      label: 'Business secrets',
      block: 'marking',
      mandatory: 'no',
      content: {
        fact: 'marking.tradeSecret',
        wording: {
          yes: 'This report contains business secrets; onward exchange is limited to what is necessary (NIS2 Art. 2(13)).',
          no: 'This report is not marked as containing business secrets.',
        },
      },
    },
  ],
};
