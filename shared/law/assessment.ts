import type { Combination, Criterion, LegalTest, TestId } from './criteria.ts';
import { readOf, type Hold } from './case-facts.ts';
import { aiRoleText, servicesOf, type EntityFacts } from './entity.ts';
import { factDefinition, factValueText, isFactId, type Provenance } from './facts.ts';
import { type ChangeSet, waysTo } from './logic/changes.ts';
import { evaluate, refsOf, type Formula, type Ref } from './logic/formula.ts';
import type { Regime, RulePack } from './pack.ts';
import type { Tri } from './tri.ts';

export interface ShownChange {
  readonly ref: Ref;
  readonly label: string;
  readonly text: string;
}

/** One verdict and the fewest answers that would change it. */
export interface Verdict {
  readonly verdict: Tri;
  /** Shortest first; each set changes the verdict to yes (no), and none of its answers can be left out. */
  readonly toYes: readonly (readonly ShownChange[])[];
  readonly toNo: readonly (readonly ShownChange[])[];
}

export interface UsedFact {
  readonly ref: Ref;
  readonly label: string;
  /** The answer in words; null while nobody has given one. */
  readonly text: string | null;
  readonly provenance: Provenance | null;
  readonly entry: number | null;
  readonly evidence: readonly number[];
}

export interface CriterionResult extends Verdict {
  readonly id: string;
  readonly title: string;
  readonly basis: string;
  readonly note: string | null;
  readonly sources: readonly string[];
  readonly facts: readonly UsedFact[];
}

export interface Assessment extends Verdict {
  readonly test: TestId;
  readonly regime: Regime;
  readonly question: string;
  readonly how: string;
  readonly basis: string;
  readonly notes: readonly string[];
  readonly packVersion: string;
  readonly criteria: readonly CriterionResult[];
}

/**
 * Every legal test of the pack that concerns this entity, on these facts. The same facts and pack give the same result; nothing
 * here decides for a person, and unknown stays unknown.
 */
export function assess(entity: EntityFacts, hold: Hold, pack: RulePack): readonly Assessment[] {
  const services = servicesOf(entity);
  const digital = services.some((service) => pack.digitalTypes.includes(service));
  return pack.tests
    .filter((test) => test.binds === undefined || (test.binds === 'digital') === digital)
    .map((test) => {
      const criteria = test.criteria.filter((one) => one.services?.some((type) => services.includes(type)) ?? true);
      return {
        test: test.id,
        regime: test.regime,
        question: test.question,
        how: test.how,
        basis: test.basis,
        notes: test.notes,
        packVersion: pack.packVersion,
        ...verdictOf(formulaOf(test, criteria), hold),
        criteria: criteria.map((one) => resultOf(one, hold)),
      };
    });
}

/** The whole test as one formula. */
export function formulaOf(test: LegalTest, criteria: readonly Criterion[]): Formula {
  const named = new Set<string>();
  const collect = (one: Combination): void => {
    if (typeof one === 'string') named.add(one);
    else for (const part of partsOf(one)) collect(part);
  };
  collect(test.combine);
  const build = (one: Combination): Formula => {
    if (typeof one === 'string') {
      const found = criteria.find(({ id }) => id === one);
      if (found === undefined) throw new Error(`the test ${test.id} has no criterion ${one}`);
      return found.formula;
    }
    if ('anyOther' in one) return { any: criteria.filter(({ id }) => !named.has(id)).map(({ formula }) => formula) };
    if ('all' in one) return { all: one.all.map(build) };
    if ('any' in one) return { any: one.any.map(build) };
    return { atLeast: one.atLeast, of: one.of.map(build) };
  };
  return build(test.combine);
}

function partsOf(one: Exclude<Combination, string>): readonly Combination[] {
  if ('all' in one) return one.all;
  if ('any' in one) return one.any;
  return 'of' in one ? one.of : [];
}

function resultOf(one: Criterion, hold: Hold): CriterionResult {
  return {
    id: one.id,
    title: one.title,
    basis: one.basis,
    note: one.note ?? null,
    sources: one.sources,
    ...verdictOf(one.formula, hold),
    facts: refsOf(one.formula).map((ref) => usedFact(ref, hold)),
  };
}

function verdictOf(formula: Formula, hold: Hold): Verdict {
  const read = readOf(hold);
  const shown = (sets: readonly ChangeSet[]) =>
    sets.map((set) => set.map(({ fact, text }) => ({ ref: fact, label: refLabel(fact), text })));
  return {
    verdict: evaluate(formula, read),
    toYes: shown(waysTo('yes', formula, read)),
    toNo: shown(waysTo('no', formula, read)),
  };
}

function usedFact(ref: Ref, hold: Hold): UsedFact {
  const held = hold(ref);
  const text = held === null || held.provenance === 'unknown' ? null : answerText(ref, held.value);
  return {
    ref,
    label: refLabel(ref),
    text,
    provenance: held?.provenance ?? null,
    entry: held?.entry ?? null,
    evidence: held?.evidence ?? [],
  };
}

const STANDING = {
  'entity.turnover': 'Turnover of the entity',
  'entity.microenterprise': 'Microenterprise',
  'entity.isManufacturer': 'Manufacturer',
  'entity.aiRole': 'Role under the AI Act',
  'entity.isController': 'Controller',
} as const;

export function refLabel(ref: Ref): string {
  return isFactId(ref) ? factDefinition(ref).label : STANDING[ref];
}

function answerText(ref: Ref, value: string | readonly string[]): string {
  if (ref === 'entity.aiRole') return [value].flat().map(aiRoleText).join(', ');
  if (!isFactId(ref)) return [value].flat().join(', ').replaceAll('-', ' ');
  const text = factValueText(ref, value);
  const words = typeof text === 'string' ? text : text.join(', ');
  const { unit } = factDefinition(ref);
  return unit === undefined ? words : `${words} ${unit}`;
}
