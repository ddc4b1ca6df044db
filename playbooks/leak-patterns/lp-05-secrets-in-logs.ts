import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-5. */
export const secretsInLogs: LeakPattern = {
  id: 'LP-5',
  title: 'Secrets or prompts in a readable log',
  story:
    'A debug or error log collected keys, prompts or customer data, and the web server serves the file to whoever asks.',
  indicators: [
    'Debug logging is switched on in production',
    'The web server answers 200 for wp-content/debug.log (it does so by default)',
    'Files below var/log or var/report contain request payloads',
  ],
  questions: [
    { id: 'lp5.first-line', text: 'When was the first sensitive line written?', answer: 'instant' },
    { id: 'lp5.last-line', text: 'When was the last sensitive line written?', answer: 'instant' },
    { id: 'lp5.fetchers', text: 'Who fetched the file: address, user agent, bytes against file size?', answer: 'text' },
    { id: 'lp5.copies', text: 'Do backups or log shippers hold copies?', answer: 'three-valued' },
    { id: 'lp5.key-used', text: 'Was one of the keys used by a stranger afterwards?', answer: 'three-valued' },
  ],
  decisiveEvidence: [
    'Access-log line with 200 and about as many bytes as the file had, from an unknown address',
    'Key or personal-data hits inside the byte range that was served; both together are needed',
  ],
  atlas: ['AML.T0055', 'AML.T0036', 'AML.T0037', 'AML.T0056'],
  atlasCases: [],
  owasp: ['LLM02:2025', 'LLM07:2025'],
  duties: [
    { regime: 'GDPR', provisions: ['Art. 33'], note: 'When personal data was fetched.' },
    {
      regime: 'DORA',
      provisions: ['Art. 19', 'RTS 2024/1772 Art. 6(c)'],
      note: 'When a leaked key was used: that is successful malicious access.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'action', action: 'N07', scope: 'deny the log path at the gateway' },
    ],
    [{ kind: 'task', task: 'Preserve the log and its access log, then rotate' }],
    [{ kind: 'playbook', playbook: 'PB1', scope: 'only the keys that were matched in the log' }],
    [{ kind: 'playbook', playbook: 'PB3', scope: 'rotate prompts and templates that were readable' }],
    [{ kind: 'task', task: 'Move the debug log outside the document root' }],
  ],
  assets: ['cms.wordpress', 'shop.woocommerce', 'shop.magento'],
};
