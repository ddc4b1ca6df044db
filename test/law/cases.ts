import { instantFromMs, type Instant } from '../../shared/domain/instant.ts';
import { assess, type Assessment, type CriterionResult } from '../../shared/law/assessment.ts';
import { holdOf, type HeldFact } from '../../shared/law/case-facts.ts';
import type { Anchors, ClockState, DeadlineInput } from '../../shared/law/clock-state.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import type { EntityFacts } from '../../shared/law/entity.ts';
import type { TestId } from '../../shared/law/criteria.ts';
import { factDefinition, isFactId, type FactId } from '../../shared/law/facts.ts';
import type { ClockId, RulePack } from '../../shared/law/pack.ts';
import { PACK_IN_FORCE } from '../../shared/law/packs/registry.ts';

/** An instant written with its offset, as the reference's vectors are: `2026-10-24T15:00+02:00`. */
export function at(text: string): Instant {
  return instantFromMs(Date.parse(text));
}

export const bank: EntityFacts = {
  entityId: 'bank',
  name: 'Example Bank',
  type: 'credit-institution',
  memberState: 'DE',
  timeZone: 'Europe/Berlin',
  nis2Class: 'essential',
  doraType: 'credit-institution',
  isController: 'yes',
};
export const payment: EntityFacts = {
  ...bank,
  entityId: 'payment',
  type: 'payment-institution',
  doraType: 'payment-institution',
  nis2Class: 'none',
};
export const cloud: EntityFacts = {
  ...bank,
  entityId: 'cloud',
  type: 'cloud-provider',
  doraType: null,
  nis2Class: 'important',
};
export const cloudIn = (memberState: EntityFacts['memberState'], timeZone: string): EntityFacts => ({
  ...cloud,
  memberState,
  timeZone,
});

/** Makes a product with digital elements and provides a high-risk system. */
export const maker: EntityFacts = {
  ...cloud,
  entityId: 'maker',
  isManufacturer: 'yes',
  aiRole: 'provider-high-risk',
};

export const NOW = at('2026-12-01T00:00Z');

export function input(
  entity: EntityFacts,
  anchors: Partial<Anchors>,
  rest: Partial<DeadlineInput> = {},
): DeadlineInput {
  return {
    entity,
    personalDataAffected: 'unknown',
    now: NOW,
    ...rest,
    anchors: { awareAt: {}, submitted: {}, ...anchors },
  };
}

export function clockOf(given: DeadlineInput, id: ClockId): ClockState {
  const report = computeClocks(given, PACK_IN_FORCE);
  const clock = report.clocks.find(({ clockId }) => clockId === id);
  if (clock === undefined) throw new Error(`no clock ${id} in ${JSON.stringify(report)}`);
  return clock;
}

/** Facts as a test writes them: `{ 'asset.personalData': 'yes' }`. */
export type Given = Readonly<Partial<Record<FactId, string | readonly string[]>>>;

export function heldFacts(given: Given, entry = 10): ReadonlyMap<string, HeldFact> {
  return new Map(
    Object.entries(given).map(([fact, value]) => [fact, { value, provenance: 'actual', entry, evidence: [] }]),
  );
}

export function testOf(entity: EntityFacts, given: Given, id: TestId, pack: RulePack = PACK_IN_FORCE): Assessment {
  const found = assess(entity, holdOf(heldFacts(given), entity), pack).find(({ test }) => test === id);
  if (found === undefined) throw new Error(`no test ${id} for ${entity.name}`);
  return found;
}

export function criterionOf(entity: EntityFacts, given: Given, id: TestId, criterion: string): CriterionResult {
  const found = testOf(entity, given, id).criteria.find((one) => one.id === criterion);
  if (found === undefined) throw new Error(`no criterion ${criterion}`);
  return found;
}

/** Every fact a test may read answered so that nothing is met: a case to add one thing to. */
export function nothingMet(id: TestId, entity: EntityFacts): Given {
  const out: Record<string, string | readonly string[]> = {};
  for (const { facts } of testOf(entity, {}, id).criteria)
    for (const { ref } of facts) {
      if (!isFactId(ref)) continue;
      const { type, choices } = factDefinition(ref);
      out[ref] =
        type === 'number' ? '0' : type === 'member-states' ? ['DE'] : type === 'choice' ? quiet(choices) : 'no';
    }
  return out;
}

function quiet(choices: Readonly<Record<string, string>> = {}): string {
  return ['no', 'unlikely', 'none', 'vendor'].find((name) => Object.hasOwn(choices, name)) ?? '';
}
