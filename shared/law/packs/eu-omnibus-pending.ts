import type { ClockRow, RulePack } from '../pack.ts';
import { EU_2026_11_2 } from './eu-2026-11-2.ts';

const PROPOSAL = 'proposal COM(2025) 837, GDPR Art. 33(1)';

function amended(row: ClockRow): ClockRow {
  if (row.id !== 'GDPR.33') return row;
  return {
    ...row,
    period: { unit: 'hours', count: 96 },
    basis: PROPOSAL,
    notes: ['Proposal: due only where the breach is likely to result in a high risk. Not law.'],
    sources: ['S-OMN'],
  };
}

/**
 * What the Digital Omnibus would change, as proposed on 19 November 2025 (regulation 3.4). Not adopted as at the status date, so it
 * is off: it answers nothing on record and is there to be compared with.
 */
export const EU_OMNIBUS_PENDING: RulePack = {
  ...EU_2026_11_2,
  packVersion: 'eu-omnibus-pending',
  title: 'As the Digital Omnibus proposes (not law)',
  status: 'pending',
  validFrom: '9999-12-31',
  clocks: EU_2026_11_2.clocks.map(amended),
  tests: EU_2026_11_2.tests.map((test) =>
    test.id === 'GDPR.33'
      ? {
          ...test,
          how: 'Proposal: notified only where the risk to people is high.',
          basis: PROPOSAL,
          criteria: test.criteria.map((one) =>
            one.id === 'G.33.1'
              ? { ...one, title: 'High risk to people', basis: PROPOSAL, formula: { fact: 'gdpr.risk', is: ['high'] } }
              : one,
          ),
        }
      : test,
  ),
};
