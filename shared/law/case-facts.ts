import type { EntityFacts } from './entity.ts';
import type { FactValue, Provenance } from './facts.ts';
import { isFactId } from './facts.ts';
import { evaluate, type Formula, type Read, type Ref, type Value } from './logic/formula.ts';
import type { RulePack } from './pack.ts';
import type { IncidentQuestions } from './regime-finding.ts';

/** A fact as it stands now, with the entry that holds it; `entry` null for standing data of the entity. */
export interface HeldFact {
  readonly value: FactValue;
  readonly provenance: Provenance;
  readonly entry: number | null;
  readonly evidence: readonly number[];
}
export type Hold = (ref: Ref) => HeldFact | null;

/** Facts of the incident and standing data of the entity, read the same way. Provenance unknown is no answer. */
export function holdOf(facts: ReadonlyMap<string, HeldFact>, entity: EntityFacts): Hold {
  const standing: Readonly<Partial<Record<Ref, Value>>> = {
    'entity.isController': entity.isController,
    ...(entity.turnoverEur === undefined ? {} : { 'entity.turnover': String(entity.turnoverEur) }),
    ...(entity.microenterprise === undefined ? {} : { 'entity.microenterprise': entity.microenterprise }),
    ...(entity.isManufacturer === undefined ? {} : { 'entity.isManufacturer': entity.isManufacturer }),
    ...(entity.aiRole === undefined ? {} : { 'entity.aiRole': entity.aiRole }),
  };
  return (ref) => {
    const own = standing[ref];
    if (own !== undefined) return { value: own, provenance: 'actual', entry: null, evidence: [] };
    return isFactId(ref) ? (facts.get(ref) ?? null) : null;
  };
}

export function readOf(hold: Hold): Read {
  return (ref) => {
    const held = hold(ref);
    return held === null || held.provenance === 'unknown' ? null : held.value;
  };
}

/** What the router asks of the incident, by the pack's own formulas. */
export function questionsOf(read: Read, pack: RulePack): IncidentQuestions {
  const ask = (formula: Formula) => evaluate(formula, read);
  return {
    personalDataAffected: ask(pack.questions.personalDataAffected),
    craProduct: ask(pack.questions.craProduct),
    craExploited: ask(pack.questions.craExploited),
    craSevere: ask(pack.questions.craSevere),
    aiHarm: ask(pack.questions.aiHarm),
    ...(pack.questions.gpaiIncident && { gpaiIncident: ask(pack.questions.gpaiIncident) }),
  };
}
