import type { LegalTest } from '../criteria.ts';
import type { AwarenessGuidance, ClockId, ClockRow, RegimeRule } from '../pack.ts';

const SOURCES = ['S-AIG', 'GK'];
const ARTICLE = 'AI Act Art. 55(1)(c)';
const CODE = `${ARTICLE}; code of practice, not confirmed`;

/** Provider of a general-purpose model with systemic risk (regulation 0.1 R7, 6.1). */
export const GPAI_RULE: RegimeRule = { id: 'R7', basis: ARTICLE, sources: SOURCES };

export const GPAI_AWARENESS: AwarenessGuidance = {
  question: 'Since when did the provider know of the serious incident of its model?',
  text: [
    'The article says without undue delay and gives no number.',
    'The numbers of days are those of the code of practice, from general knowledge: not confirmed, and they bind whoever signed it.',
    'Art. 53 asks for documentation, not for a report of an incident.',
  ],
  basis: CODE,
  sources: SOURCES,
};

function row(id: ClockId, title: string, days: number, of: string): ClockRow {
  return {
    id,
    regime: 'GPAI',
    stage: 'notification',
    title: `AI Office report: ${title}`,
    anchor: { event: 'aware' },
    anchorText: 'the provider became aware of the serious incident of its model',
    period: { unit: 'days', count: days },
    relief: null,
    recipient: 'AI Office of the Commission; national authorities as appropriate',
    basis: CODE,
    when: { fact: 'gpai.incident', is: [of] },
    notes: [
      'The article says without undue delay. The number of days is that of the code of practice, from general knowledge and not confirmed.',
      'How the AI Office wants to be told is not known here: the fields of the draft are ours, and counsel checks the channel.',
    ],
    sources: SOURCES,
  };
}

/** The article has no number; the code of practice has one for each class (regulation 6.1, general knowledge). */
export const GPAI_CLOCKS: readonly ClockRow[] = [
  row('GPAI.INF', 'infrastructure', 2, 'infrastructure'),
  row('GPAI.SEC', 'weights or security breach', 5, 'security'),
  row('GPAI.DEATH', 'death', 10, 'death'),
  row('GPAI.GEN', 'other harm', 15, 'harm'),
];

export const GPAI_INCIDENT = {
  fact: 'gpai.incident',
  is: ['security', 'infrastructure', 'death', 'harm'],
} as const;

export const GPAI_TEST: LegalTest = {
  id: 'GPAI',
  regime: 'GPAI',
  question: 'Is there a serious incident of a general-purpose model with systemic risk?',
  how: 'Reported when the entity provides such a model and one of the classes of the code of practice is met.',
  basis: ARTICLE,
  combine: { all: ['GPAI.R', 'GPAI.55'] },
  criteria: [
    {
      id: 'GPAI.R',
      title: 'Provider of a general-purpose model with systemic risk',
      basis: 'AI Act Art. 51, 55(1)',
      formula: { fact: 'entity.aiRole', is: ['gpai-systemic', 'gpai-and-high-risk'] },
      sources: SOURCES,
    },
    {
      id: 'GPAI.55',
      title: 'A serious incident of the model',
      basis: CODE,
      formula: GPAI_INCIDENT,
      note: 'Weights that were taken are a class of their own there, unlike under Art. 73.',
      sources: SOURCES,
    },
  ],
  notes: ['The classes are those of the code of practice, from general knowledge.'],
};
