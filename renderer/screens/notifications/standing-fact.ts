import type { EntityLegalView, FactView, IncidentView } from '../../../shared/view/incident-view.ts';

export interface StandingFact {
  /** The answer that counts for the entity. */
  readonly answer: FactView | null;
  /** It is the entity's own; then this is what the others go by. */
  readonly isOwn: boolean;
  readonly common: FactView | null;
}

/** An answer of its own goes before that of the incident, whichever came later. */
export function standingFact(view: IncidentView, { entity }: EntityLegalView, id: string): StandingFact {
  const own = view.ownFacts.findLast((one) => one.entity === entity && one.fact === id) ?? null;
  const common = view.facts.findLast(({ fact }) => fact === id) ?? null;
  return { answer: own ?? common, isOwn: own !== null, common };
}
