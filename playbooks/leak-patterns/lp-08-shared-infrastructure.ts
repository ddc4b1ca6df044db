import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-8. */
export const sharedInfrastructure: LeakPattern = {
  id: 'LP-8',
  title: 'Tenants share a model or a vector store',
  story: 'Clients are served from one collection, adapter or index, and one of them gets to see another.',
  indicators: [
    'Tenant of the request and tenant of the retrieved document differ',
    'An answer quotes the portfolio of another client',
    'One collection or adapter slot serves several tenants',
    'Row-level security is off, or on but not forced for the owner',
  ],
  questions: [
    { id: 'lp8.tenants', text: 'Which tenants are concerned?', answer: 'text' },
    { id: 'lp8.delivered', text: 'How many answers with foreign content were delivered?', answer: 'count' },
    {
      id: 'lp8.adapters',
      text: 'Which vectors and adapters were trained on or filled with more than one tenant?',
      answer: 'text',
    },
    { id: 'lp8.reversible', text: 'Can text be recovered from the stored embeddings?', answer: 'three-valued' },
    { id: 'lp8.same-key', text: 'Do the tenants share an encryption key?', answer: 'three-valued' },
  ],
  decisiveEvidence: [
    'A query replayed as tenant A returns ids of tenant B',
    'Dump of the access rules and row-level security of the store at that time',
  ],
  atlas: ['AML.T0085.000', 'AML.T0082', 'AML.T0057', 'AML.T0024.000', 'AML.T0035'],
  atlasCases: [],
  owasp: ['LLM08:2025', 'LLM02:2025'],
  duties: [
    {
      regime: 'GDPR',
      provisions: ['Art. 33', 'Art. 34'],
      note: 'Client confidentiality: telling the people concerned is likely.',
    },
    { regime: 'DORA', provisions: ['RTS 2024/1772 Art. 9(5)(a)'], note: 'Data-loss criterion.' },
    {
      regime: 'Sector and contract',
      provisions: ['Client agreements'],
      note: 'Confidentiality clauses and notices; not verified here.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'playbook', playbook: 'PB4', at: 'isolate', scope: 'AI namespace' },
      { kind: 'action', action: 'N11', scope: 'fallback answers' },
    ],
    [{ kind: 'action', action: 'M07', scope: 'close and re-key the shared store' }],
    [{ kind: 'playbook', playbook: 'PB2', scope: 'split per tenant' }],
    [{ kind: 'playbook', playbook: 'PB3', scope: 'when training crossed tenants' }],
  ],
  assets: ['vectorStore', 'adapter', 'cluster', 'llm.server', 'db'],
};
