import type { LeakPattern } from '../../shared/domain/leak-pattern.ts';

/** Reference B, LP-9. Minters before the stolen token: revoking the token alone lets a robot account mint the next one. */
export const stolenRegistryCredential: LeakPattern = {
  id: 'LP-9',
  title: 'Stolen registry credential, weights pulled',
  story: 'Somebody uses a pipeline identity from elsewhere to pull complete model artefacts out of the registry.',
  indicators: [
    'Pulls by the pipeline identity from a network it never used',
    'Old versions fetched by digest',
    'Large outbound volume from the registry',
    'The token is used outside pipeline hours',
    'A new webhook or replication target exists',
  ],
  questions: [
    { id: 'lp9.digests', text: 'Which digests were pulled?', answer: 'text' },
    { id: 'lp9.complete', text: 'Were all layers of an artefact fetched completely?', answer: 'three-valued' },
    { id: 'lp9.bytes', text: 'How many bytes?', answer: 'count' },
    { id: 'lp9.minters', text: 'Which identities can create tokens or robot accounts here?', answer: 'text' },
    { id: 'lp9.reused', text: 'Is the same secret valid at another registry?', answer: 'three-valued' },
    { id: 'lp9.signed-urls', text: 'How long do signed download addresses stay valid?', answer: 'text' },
  ],
  decisiveEvidence: [
    'Registry log of blob downloads by the stolen identity that covers every layer of a digest',
    'Sum of bytes that matches the artefact',
  ],
  atlas: [
    'AML.T0012',
    'AML.T0055',
    'AML.T0083',
    'AML.T0010.004',
    'AML.T0035',
    'AML.T0044',
    'AML.T0025',
    'AML.T0048.004',
  ],
  atlasCases: ['AML.CS0010', 'AML.CS0028'],
  owasp: ['LLM03:2025', 'LLM10:2025'],
  duties: [
    {
      regime: 'DORA',
      provisions: ['Art. 19', 'RTS 2024/1772 Art. 6(c), 9(5)(b)'],
      note: 'Likely major: initial notification within four hours of classification.',
    },
    {
      regime: 'NIS2',
      provisions: ['Art. 23', 'Reg. (EU) 2024/2690 Art. 3(1)'],
      note: 'Exfiltration of trade secrets is a criterion for the entities named there.',
    },
    {
      regime: 'Trade secrets',
      provisions: ['Directive (EU) 2016/943'],
      note: 'Preserve what shows secrecy and reasonable steps.',
    },
  ],
  sequence: [
    [
      { kind: 'playbook', playbook: 'PB5', scope: 'assessment per legal entity' },
      { kind: 'playbook', playbook: 'PB1', scope: 'registry and pipeline identities, one quiet wave' },
      { kind: 'playbook', playbook: 'PB4', at: 'restrict', scope: 'registry' },
    ],
    [{ kind: 'playbook', playbook: 'PB2', scope: 'the digests that were pulled' }],
    [{ kind: 'action', action: 'M06', scope: 'publish the deny-list' }],
    [
      { kind: 'action', action: 'M10', scope: 'watch for copies' },
      { kind: 'action', action: 'M11', scope: 'takedown where a copy appears' },
    ],
    [{ kind: 'playbook', playbook: 'PB3', scope: 'decide what ages the stolen copy' }],
  ],
  assets: ['registry', 'model', 'adapter', 'idp', 'ca'],
};
