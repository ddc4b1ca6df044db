import type { ClockState } from '../law/clock-state.ts';
import type { EntityLegalView } from './incident-view.ts';

export interface EntityClock {
  readonly clock: ClockState;
  readonly entity: string;
  readonly entityName: string;
}

/** Clocks that run or ran out, earliest first. Filed and not started ones are not pressing anybody. */
export function pressingClocks(legal: readonly EntityLegalView[]): readonly EntityClock[] {
  return legal
    .flatMap((entity) =>
      clocksThatCount(entity).map((clock) => ({ clock, entity: entity.entity, entityName: entity.entityName })),
    )
    .filter(({ clock }) => clock.due !== null && (clock.state === 'running' || clock.state === 'overdue'))
    .toSorted((a, b) => (a.clock.due ?? '').localeCompare(b.clock.due ?? ''));
}

/** Without those of a regime that a person decided not applicable, while that decision stands. */
export function clocksThatCount(entity: EntityLegalView): readonly ClockState[] {
  const dismissed = new Set(entity.dismissals.filter(({ reopened }) => reopened === null).map(({ regime }) => regime));
  return entity.report.clocks.filter((clock) => !dismissed.has(clock.regime));
}
