/** Decisions that reference F asks to be on record, each with options, reasons and dissent. */
export const DECISION_TOPICS = [
  'awareness',
  'regime',
  'classification',
  'revoke-strategy',
  'cut-checkout',
  'delete-or-quarantine',
  'retrain',
  'extortion',
  'data-subjects',
  'step-down',
  're-entry',
  'other',
] as const;
export type DecisionTopic = (typeof DECISION_TOPICS)[number];

export const TOPIC_TEXT: Readonly<Record<DecisionTopic, string>> = {
  awareness: 'Awareness',
  regime: 'Regime of a legal entity',
  classification: 'Classification',
  'revoke-strategy': 'Revocation strategy',
  'cut-checkout': 'Cut the checkout',
  'delete-or-quarantine': 'Delete or quarantine',
  retrain: 'Retrain',
  extortion: 'Pay or talk to an extorter',
  'data-subjects': 'Notify data subjects',
  'step-down': 'Step down containment',
  're-entry': 'Re-entry',
  other: 'Something else',
};
