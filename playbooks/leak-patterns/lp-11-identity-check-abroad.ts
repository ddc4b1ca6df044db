import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-11. */
export const identityCheckAbroad: LeakPattern = {
  id: 'LP-11',
  title: 'Identity check runs in the wrong jurisdiction',
  story: 'Onboarding sends identity documents to a verification model that processes them where it must not.',
  indicators: [
    'Egress outside the EEA from the onboarding or identity service',
    'Document images inside prompts',
    'The vendor changed a sub-processor',
  ],
  questions: [
    {
      id: 'lp11.special-category',
      text: 'Are biometric or other special categories of data processed?',
      answer: 'three-valued',
    },
    { id: 'lp11.controller', text: 'Who is the controller for the check: we, the vendor, or both?', answer: 'text' },
    { id: 'lp11.manual-fallback', text: 'Can people do the check meanwhile?', answer: 'three-valued' },
    { id: 'lp11.transfer-tool', text: 'Which transfer tool covers the place of processing?', answer: 'text' },
    { id: 'lp11.applicants', text: 'How many applicants were processed there?', answer: 'count' },
  ],
  decisiveEvidence: [
    'Egress record of the destination, with volume and period',
    'A sample of payloads that shows the class of documents',
    'The gap in the contract or the transfer assessment',
  ],
  atlas: ['AML.T0057'],
  atlasCases: [],
  owasp: ['LLM02:2025', 'LLM09:2025'],
  duties: [
    {
      regime: 'GDPR',
      provisions: ['Art. 9', 'Art. 35', 'Art. 44'],
      note: 'Special categories, impact assessment, transfer.',
    },
    { regime: 'AI Act', provisions: ['Art. 26', 'Annex III'], note: 'Check the role and whether the use is listed.' },
    {
      regime: 'Sector and contract',
      provisions: ['Money-laundering record duties'],
      note: 'Keep what must be kept while deleting elsewhere; not verified here.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'task', task: 'Switch identity checks to the manual queue' },
    ],
    [{ kind: 'playbook', playbook: 'PB4', at: 'restrict', scope: 'onboarding egress' }],
    [{ kind: 'playbook', playbook: 'PB6', at: 'C4', scope: 'residency proof' }],
  ],
  assets: ['saas', 'shop.magento', 'shop.woocommerce', 'idp'],
};
