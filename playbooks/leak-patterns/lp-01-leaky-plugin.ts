import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-1. */
export const leakyPlugin: LeakPattern = {
  id: 'LP-1',
  title: 'Leaky plugin',
  story:
    'A shop extension with an AI feature sends prompts or order data to somebody nobody approved, often since its last update.',
  indicators: [
    'The PHP workers talk to a host they never talked to before a plugin update',
    'Outgoing POST bodies carry order fields or prompt text',
    'A plugin setting holds the address of a third-party endpoint',
    'Plain HTTP calls leave the shop',
  ],
  questions: [
    {
      id: 'lp1.first-version',
      text: 'Which plugin version first contacted the new host, and when was it installed?',
      answer: 'text',
    },
    { id: 'lp1.fields', text: 'Which fields leave the shop?', answer: 'text' },
    {
      id: 'lp1.processor-contract',
      text: 'Is there a processing contract with the receiver that covers these fields?',
      answer: 'three-valued',
    },
    { id: 'lp1.consent', text: 'Did the people concerned agree to this use?', answer: 'three-valued' },
    {
      id: 'lp1.auto-update',
      text: 'Does the plugin update itself, so that the code may change again while we look?',
      answer: 'three-valued',
    },
    { id: 'lp1.readable-keys', text: 'Which secrets could the plugin read on this host?', answer: 'text' },
  ],
  decisiveEvidence: [
    'File-by-file SHA-256 difference between the installed plugin and the vendor archive of the same version',
    'Egress record with server name or URL and the bytes sent',
    'Request body captured while replaying the feature on an isolated copy',
  ],
  atlas: ['AML.T0010.001', 'AML.T0109', 'AML.T0057', 'AML.T0025'],
  atlasCases: [],
  owasp: ['LLM03:2025', 'LLM02:2025'],
  duties: [
    {
      regime: 'GDPR',
      provisions: ['Art. 5(1)(c)', 'Art. 28', 'Art. 32', 'Art. 33'],
      note: 'Minimisation, processor terms, security; a breach when personal data reached the receiver.',
    },
    {
      regime: 'GDPR',
      provisions: ['Art. 44'],
      note: 'Only when the receiver or its sub-processors are in a third country.',
    },
    {
      regime: 'DORA',
      provisions: ['Art. 28', 'Art. 29', 'Art. 30'],
      note: 'The vendor is an ICT third party: register and contract terms.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'playbook', playbook: 'PB4', at: 'restrict', scope: 'egress allow-list around the shop' },
    ],
    [{ kind: 'task', task: 'Switch the plugin off, keep its files as evidence' }],
    [{ kind: 'playbook', playbook: 'PB1', scope: 'every secret the plugin could read' }],
    [{ kind: 'playbook', playbook: 'PB3', scope: 'assess what the receiver learned' }],
  ],
  assets: ['shop.woocommerce', 'cms.wordpress', 'saas'],
};
