import type { LegalTest } from '../criteria.ts';
import type { RulePack } from '../pack.ts';
import { DIRECTORY_2026_11 } from './directory-2026-11.ts';
import { EU_2026_11 } from './eu-2026-11.ts';
import { GPAI_AWARENESS, GPAI_CLOCKS, GPAI_INCIDENT, GPAI_RULE, GPAI_TEST } from './gpai-2026-11.ts';

/** Whoever provides such a model can provide or deploy a high-risk system too. */
function withBothRoles(test: LegalTest): LegalTest {
  if (test.id !== 'AIA') return test;
  const criteria = test.criteria.map((one) =>
    one.id === 'AIA.R'
      ? {
          ...one,
          formula: {
            fact: 'entity.aiRole',
            is: ['provider-high-risk', 'deployer-high-risk', 'gpai-and-high-risk'],
          } as const,
        }
      : one,
  );
  return { ...test, criteria };
}

/** Beside what eu-2026-11 says: providers of general-purpose models (R7), and who takes DORA and GDPR reports in each Member State. */
export const EU_2026_11_2: RulePack = {
  ...EU_2026_11,
  packVersion: 'eu-2026-11-2',
  title: 'Union law, national NIS2 law and a directory of authorities as at November 2026',
  clocks: [...EU_2026_11.clocks, ...GPAI_CLOCKS],
  rules: { ...EU_2026_11.rules, R7: GPAI_RULE },
  tests: [...EU_2026_11.tests.map(withBothRoles), GPAI_TEST],
  questions: { ...EU_2026_11.questions, gpaiIncident: GPAI_INCIDENT },
  awareness: { ...EU_2026_11.awareness, GPAI: GPAI_AWARENESS },
  directory: DIRECTORY_2026_11,
  sources: [
    ...EU_2026_11.sources,
    { tag: 'S-AIG', title: 'Notes on serious incidents under the AI Act, Art. 73 against Art. 55; secondary' },
    { tag: 'S-DIR', title: 'Directory compiled for this pack; the entry was seen in a source' },
    { tag: 'S-ACRA', title: 'Transcription of DORA templates and of the filing at the ACPR; secondary' },
    { tag: 'S-CBI', title: 'Central Bank of Ireland, DORA reporting pages' },
    { tag: 'S-MATPROOF', title: 'Commercial page on DORA filing in Germany; secondary' },
  ],
};
