import { FACT_IDS, type FactId } from './facts.ts';

/** What can be otherwise for another legal entity of the same incident: whom it hit, what it cost, whose secret it was, who answers. */
const OF_ENTITY = [
  'impact.',
  'dora.',
  'recurrence.',
  'gdpr.',
  'cra.',
  'aia.',
  'gpai.',
  'entity.',
  'contact.',
  'asset.personalData',
  'asset.tradeSecret',
  'times.recoveredAt',
  'times.handledAt',
  'times.highRiskConcludedAt',
  'times.measureAvailableAt',
  'incident.reference',
];

/** Whether an entity can have an answer of its own; the rest is one truth for the incident: cause, what leaked, when, what was done. */
export function isOfEntity(id: FactId): boolean {
  return OF_ENTITY.some((start) => id.startsWith(start));
}

export const ENTITY_FACT_IDS: readonly FactId[] = FACT_IDS.filter(isOfEntity);
