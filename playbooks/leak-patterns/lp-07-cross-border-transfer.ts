import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-7 and Z5: whether a transfer is unlawful is a question about the transfer tool, not a fact about the country. */
export const crossBorderTransfer: LeakPattern = {
  id: 'LP-7',
  title: 'Prompts go to a model outside the EEA',
  story:
    'A default address in a library, gateway or hosting plan sends client data to a model provider in a third country.',
  indicators: [
    'Egress to addresses outside the EEA from the shop or AI zone',
    'A client library still uses its default base address',
    'Name look-ups for model providers',
    'The gateway configuration names an address outside the allow-list',
  ],
  questions: [
    { id: 'lp7.personal-data', text: 'Do the prompts contain personal data?', answer: 'three-valued' },
    {
      id: 'lp7.transfer-tool',
      text: 'Which transfer tool covers the receiver: adequacy decision, certified recipient, standard clauses, derogation, none?',
      answer: 'text',
    },
    {
      id: 'lp7.sub-processors',
      text: 'Which regions, sub-processors and remote accesses are involved?',
      answer: 'text',
    },
    { id: 'lp7.training-use', text: 'May the provider keep the prompts or train on them?', answer: 'three-valued' },
    { id: 'lp7.since', text: 'Since when?', answer: 'instant' },
    { id: 'lp7.subjects', text: 'How many people are concerned?', answer: 'count' },
  ],
  decisiveEvidence: [
    'Egress record of the destination, with volume and period',
    'A sample of prompts, classified by kind of data',
    'The gap in the contract or the transfer assessment',
  ],
  atlas: [],
  atlasCases: [],
  owasp: ['LLM02:2025', 'LLM03:2025'],
  duties: [
    {
      regime: 'GDPR',
      provisions: ['Art. 44', 'Art. 45', 'Art. 46', 'Art. 13', 'Art. 14', 'Art. 30', 'Art. 35'],
      note: 'Lawfulness of the transfer, information, records, impact assessment.',
    },
    { regime: 'GDPR', provisions: ['Art. 33'], note: 'Only when it is also a breach.' },
    { regime: 'DORA', provisions: ['Art. 30(2)(b)'], note: 'Location of processing belongs in the contract.' },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'playbook', playbook: 'PB4', at: 'restrict', scope: 'allow-list at the egress proxy' },
      { kind: 'action', action: 'N11', scope: 'fallback answers meanwhile' },
    ],
    [
      { kind: 'action', action: 'N09', scope: 'name-based allow-list' },
      { kind: 'action', action: 'N12', scope: 'jurisdiction tripwire' },
    ],
    [{ kind: 'action', action: 'K14', scope: 'suspend the provider key' }],
    [{ kind: 'task', task: 'Deletion request to the provider' }],
    [{ kind: 'playbook', playbook: 'PB6', at: 'C4', scope: 'residency proof' }],
  ],
  assets: ['saas', 'gateway', 'shop.woocommerce', 'shop.magento', 'segment'],
};
