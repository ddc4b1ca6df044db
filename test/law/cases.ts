import { instantFromMs, type Instant } from '../../shared/domain/instant.ts';
import type { Anchors, ClockState, DeadlineInput } from '../../shared/law/clock-state.ts';
import { computeClocks } from '../../shared/law/deadline.ts';
import type { EntityFacts } from '../../shared/law/entity.ts';
import type { ClockId } from '../../shared/law/pack.ts';
import { EU_2026_11 } from '../../shared/law/packs/eu-2026-11.ts';

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
  const report = computeClocks(given, EU_2026_11);
  const clock = report.clocks.find(({ clockId }) => clockId === id);
  if (clock === undefined) throw new Error(`no clock ${id} in ${JSON.stringify(report)}`);
  return clock;
}
