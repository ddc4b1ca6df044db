import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-3. */
export const analyticsCapture: LeakPattern = {
  id: 'LP-3',
  title: 'Analytics records checkout or onboarding',
  story:
    'A tag or session-replay script of a third party copies what customers type, and what the assistant answers, off the page.',
  indicators: [
    'The tag container changed shortly before',
    'Checkout pages send beacons to a new domain',
    'A session-replay script is loaded',
    'Content-security-policy reports name an unknown receiver',
    'Prompt text appears in the query string of a beacon',
  ],
  questions: [
    { id: 'lp3.pages', text: 'Which pages and fields are recorded?', answer: 'text' },
    { id: 'lp3.consent-at-capture', text: 'Had the visitor agreed at the moment of capture?', answer: 'three-valued' },
    {
      id: 'lp3.masking',
      text: 'Is masking of input fields switched on and does it cover the chat?',
      answer: 'three-valued',
    },
    { id: 'lp3.retention', text: 'How long and where does the vendor keep recordings?', answer: 'text' },
    { id: 'lp3.visitors', text: 'How many visitors were recorded?', answer: 'count' },
  ],
  decisiveEvidence: [
    'HAR file of a clean browser that shows prompt text or personal data inside a beacon',
    'Difference between the tag container versions before and after',
  ],
  atlas: ['AML.T0057', 'AML.T0085', 'AML.T0025'],
  atlasCases: [],
  owasp: ['LLM02:2025', 'LLM05:2025', 'LLM03:2025'],
  duties: [
    {
      regime: 'GDPR',
      provisions: ['Art. 5', 'Art. 6', 'Art. 28', 'Art. 32', 'Art. 33', 'Art. 34'],
      note: 'Lawfulness and processor terms first; notify when recordings reached an unintended receiver.',
    },
    { regime: 'GDPR', provisions: ['Art. 44'], note: 'When recordings are stored or read outside the EEA.' },
    {
      regime: 'Sector and contract',
      provisions: ['ePrivacy rules of the Member State'],
      note: 'Storage on and reading from the visitor device.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'task', task: 'Disable the tag; enforce a connect-src allow-list at the gateway' },
    ],
    [{ kind: 'task', task: 'Demand deletion from the vendor and proof of it' }],
  ],
  assets: ['shop.woocommerce', 'shop.magento', 'saas'],
};
