import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-10. */
export const availabilityCascade: LeakPattern = {
  id: 'LP-10',
  title: 'Slow model takes the checkout down',
  story: 'The shop waits for the model inside the payment path; when the model slows, workers fill up and orders fail.',
  indicators: [
    'Model latency shifts upwards, then checkout errors follow',
    'The PHP worker pool is exhausted',
    'Queues grow while retries multiply the load',
  ],
  questions: [
    { id: 'lp10.attack', text: 'Is it an attack on capacity or honest load?', answer: 'three-valued' },
    { id: 'lp10.sync-call', text: 'Is the model called synchronously in the checkout path?', answer: 'three-valued' },
    { id: 'lp10.timeouts', text: 'Which time-outs and retry rules are set along the path?', answer: 'text' },
    { id: 'lp10.orders-lost', text: 'How many orders a minute are lost?', answer: 'count' },
    { id: 'lp10.down-since', text: 'Since when is the checkout impaired?', answer: 'instant' },
  ],
  decisiveEvidence: [
    'Series on one time axis: model latency rises first, worker saturation follows, payment errors come last',
  ],
  atlas: ['AML.T0029', 'AML.T0034.001', 'AML.T0034.002', 'AML.T0046'],
  atlasCases: [],
  owasp: ['LLM10:2025', 'LLM06:2025'],
  duties: [
    {
      regime: 'DORA',
      provisions: ['Art. 18', 'RTS 2024/1772 Art. 9'],
      note: 'More than two hours down for a critical function, more than a day in all, or over a tenth of daily transactions.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'action', action: 'N11', scope: 'force the breaker open, serve the fallback' },
    ],
    [{ kind: 'task', task: 'Shed load that is not checkout' }],
    [{ kind: 'playbook', playbook: 'PB4', at: 'observe', scope: 'model interface' }],
    [{ kind: 'task', task: 'Find the root cause' }],
    [{ kind: 'playbook', playbook: 'PB6', at: 'C9', scope: 'breaker drill with injected latency' }],
  ],
  assets: ['shop.magento', 'shop.woocommerce', 'llm.server', 'gateway'],
};
