import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-12. */
export const integrityDivergence: LeakPattern = {
  id: 'LP-12',
  title: 'Two instances of one model disagree',
  story:
    'Local and cloud instance answer differently: drift, a foreign adapter, or training data that was poisoned or mixed between tenants.',
  indicators: [
    'Dashboards differ for the same input',
    'Population stability index above 0.25',
    'The evaluation suite regresses',
    'An adapter with an unexpected hash is loaded',
  ],
  questions: [
    {
      id: 'lp12.same-build',
      text: 'Do both instances run the same digest, tokeniser, prompt and sampling?',
      answer: 'three-valued',
    },
    { id: 'lp12.data-changed', text: 'Did the training data change between them?', answer: 'three-valued' },
    { id: 'lp12.writers', text: 'Who can write to the training store?', answer: 'text' },
    { id: 'lp12.last-good', text: 'When did both last agree?', answer: 'instant' },
  ],
  decisiveEvidence: [
    'The same input at temperature 0 gives answers beyond tolerance on the two instances',
    'Comparison of the digests of model, adapter and tokeniser',
  ],
  atlas: ['AML.T0031', 'AML.T0020', 'AML.T0018', 'AML.T0059'],
  atlasCases: [],
  owasp: ['LLM04:2025', 'LLM09:2025'],
  duties: [
    { regime: 'DORA', provisions: ['RTS 2024/1772 Art. 5(c)'], note: 'Loss of integrity.' },
    {
      regime: 'Sector and contract',
      provisions: ['Suitability and record duties'],
      note: 'When advice was given on wrong output; not verified here.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'playbook', playbook: 'PB2', at: 'rollbackServing', scope: 'back to the last agreed version (M01, M03)' },
    ],
    [{ kind: 'playbook', playbook: 'PB3', at: 'poisonCheck', scope: 'training data of both instances' }],
    [{ kind: 'playbook', playbook: 'PB6', at: 'C10', scope: 'rollback drill' }],
  ],
  assets: ['model', 'adapter', 'dataset', 'llm.server'],
};
