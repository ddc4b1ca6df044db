import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-6. Blocking single accounts early tips the cluster off: throttle, gather, then one wave. */
export const modelExtraction: LeakPattern = {
  id: 'LP-6',
  title: 'Model extraction by questioning',
  story: 'Many small accounts ask the model systematically until a copy can be trained from the answers.',
  indicators: [
    'Extraction signals over a cluster of accounts although each stays below its limit',
    'Many small accounts share one prompt template',
    'Requests for token probabilities or token bias',
    'Requests that draw out step-by-step reasoning',
    'Traffic that begins shortly after a model release',
  ],
  questions: [
    { id: 'lp6.prompts', text: 'How many prompts did the cluster send in total?', answer: 'count' },
    { id: 'lp6.unique', text: 'What share of the prompts is unique?', answer: 'text' },
    { id: 'lp6.strategy-disclosed', text: 'Do the answers disclose proprietary strategy?', answer: 'three-valued' },
    { id: 'lp6.terms', text: 'Which version of the terms did each account accept?', answer: 'text' },
    {
      id: 'lp6.controls-bypassed',
      text: 'Was an access control bypassed, or was the public interface used as offered?',
      answer: 'three-valued',
    },
  ],
  decisiveEvidence: [
    'Prompt corpus of the whole cluster, hash-linked, with coverage statistics',
    'Link between the accounts: payment, network, user agent',
    'Later: a fingerprint match with a suspect model',
  ],
  atlas: [
    'AML.T0008.005',
    'AML.T0040',
    'AML.T0024.000',
    'AML.T0024.001',
    'AML.T0024.002',
    'AML.T0005.001',
    'AML.T0048.004',
  ],
  atlasCases: ['AML.CS0056'],
  owasp: ['LLM10:2025', 'LLM07:2025'],
  duties: [
    { regime: 'GDPR', provisions: ['Art. 33'], note: 'Usually no breach unless answers carried personal data.' },
    {
      regime: 'DORA',
      provisions: ['RTS 2024/1772 Art. 6(c)'],
      note: 'Unauthorised access only when access controls were bypassed.',
    },
    {
      regime: 'Trade secrets',
      provisions: ['Directive (EU) 2016/943 Art. 3, 4'],
      note: 'May be lawful acquisition unless terms forbid it: keep the accepted terms per account.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'playbook', playbook: 'PB4', at: 'observe', scope: 'model interface' },
    ],
    [{ kind: 'action', action: 'N07', scope: 'throttle and coarsen answers, no token probabilities' }],
    [{ kind: 'task', task: 'Block the whole cluster in one wave' }],
    [{ kind: 'playbook', playbook: 'PB3', scope: 'accept, fine-tune or watermark' }],
    [{ kind: 'action', action: 'M10', scope: 'watch for copies' }],
    [{ kind: 'task', task: 'Legal notice to the account holders' }],
  ],
  assets: ['model', 'llm.server', 'gateway', 'algorithm'],
};
