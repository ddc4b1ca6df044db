import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-4. */
export const mixedEnvironment: LeakPattern = {
  id: 'LP-4',
  title: 'Shop and model share an environment',
  story:
    'The web application and the model live on one host, volume or namespace, so whoever breaks the shop can read the weights.',
  indicators: [
    'Shop and model share a host, cluster, namespace, service account or volume',
    'The web server account reads below the model directory',
    'A pod mounts a path of its host',
    'The shop connects to the AI zone on a port that is not the API',
  ],
  questions: [
    { id: 'lp4.web-shell', text: 'Was a web shell or other foothold found on the shop?', answer: 'three-valued' },
    { id: 'lp4.readers', text: 'Which identities could read the weight files?', answer: 'text' },
    {
      id: 'lp4.opened',
      text: 'Was a weight file opened by the web identity? (Access times do not tell; audit records do.)',
      answer: 'three-valued',
    },
    { id: 'lp4.bytes-out', text: 'How many bytes left the environment in the window?', answer: 'count' },
    { id: 'lp4.co-resident', text: 'Which other secrets live in the same place?', answer: 'text' },
  ],
  decisiveEvidence: [
    'Process or file audit record of a read on the weights by the web identity',
    'Outbound volume that matches the size of a registered artefact',
  ],
  atlas: ['AML.T0049', 'AML.T0055', 'AML.T0105', 'AML.T0035', 'AML.T0044', 'AML.T0048.004'],
  atlasCases: [],
  owasp: ['LLM03:2025', 'LLM08:2025'],
  duties: [
    {
      regime: 'DORA',
      provisions: ['Art. 19', 'RTS 2024/1772 Art. 6(c), 8(1)(a), 9(5)(b)'],
      note: 'Successful malicious access is enough to be major when it may lose data.',
    },
    {
      regime: 'GDPR',
      provisions: ['Art. 33', 'Art. 34'],
      note: 'When the shop or the training data on the host hold personal data.',
    },
    {
      regime: 'Trade secrets',
      provisions: ['Directive (EU) 2016/943 Art. 2(1)'],
      note: 'Open the file that shows the reasonable steps taken.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'task', task: 'Collect volatile evidence first' },
    ],
    [{ kind: 'playbook', playbook: 'PB4', at: 'isolate', scope: 'shop and AI zone' }],
    [{ kind: 'playbook', playbook: 'PB1', scope: 'all secrets that shared the environment' }],
    [{ kind: 'playbook', playbook: 'PB2', scope: 'models readable from the environment' }],
    [{ kind: 'playbook', playbook: 'PB3', at: 'cleanRoom', scope: 'rebuild outside the shared environment' }],
    [{ kind: 'playbook', playbook: 'PB6', scope: 'prove the separation' }],
  ],
  assets: ['shop.woocommerce', 'shop.magento', 'llm.server', 'model', 'cluster', 'segment'],
};
