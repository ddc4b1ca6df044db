import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-2. */
export const openRestEndpoint: LeakPattern = {
  id: 'LP-2',
  title: 'REST endpoint answers strangers',
  story: 'An API route of the shop or CMS hands out model parameters, prompts or customer records to anyone who asks.',
  indicators: [
    'Unauthenticated requests to /wp-json, ?rest_route=, /rest/V1 or /graphql answered with 200',
    'Responses that contain model parameters, prompts or embeddings',
    'One client walking through object ids in a burst',
  ],
  questions: [
    { id: 'lp2.permission', text: 'Is the permission callback of the route always true?', answer: 'three-valued' },
    { id: 'lp2.roles', text: 'Which roles can read the route today, and which should?', answer: 'text' },
    { id: 'lp2.since', text: 'Since which deployment does it answer strangers?', answer: 'instant' },
    { id: 'lp2.distinct-ids', text: 'How many distinct objects were fetched without authentication?', answer: 'count' },
    { id: 'lp2.cached', text: 'Do caches or a CDN hold copies of the answers?', answer: 'three-valued' },
    { id: 'lp2.secrets-in-body', text: 'Did any answer contain a key or password?', answer: 'three-valued' },
  ],
  decisiveEvidence: [
    'The exact URL replayed without credentials returns the sensitive body; keep its hash',
    'Access-log count of distinct successful answers per client address',
  ],
  atlas: ['AML.T0006', 'AML.T0049', 'AML.T0007', 'AML.T0069.002', 'AML.T0056'],
  atlasCases: [],
  owasp: ['LLM02:2025', 'LLM07:2025'],
  duties: [
    { regime: 'GDPR', provisions: ['Art. 32', 'Art. 33'], note: 'When the fetched objects relate to people.' },
    {
      regime: 'DORA',
      provisions: ['Art. 18', 'Art. 19'],
      note: 'Classify on the access evidence, not on the misconfiguration alone.',
    },
    { regime: 'NIS2', provisions: ['Art. 23'], note: 'For group entities outside DORA, on the same evidence.' },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'action', action: 'N07', scope: 'deny the path at the gateway' },
      { kind: 'action', action: 'N10', scope: 'inspect payloads on the neighbouring routes' },
    ],
    [{ kind: 'playbook', playbook: 'PB1', scope: 'every key seen in an answer' }],
    [{ kind: 'task', task: 'Purge CDN and proxy caches' }],
    [{ kind: 'playbook', playbook: 'PB3', scope: 'rotate the prompts that were readable' }],
  ],
  assets: ['shop.woocommerce', 'shop.magento', 'cms.wordpress', 'gateway'],
};
