import type { ClockState } from '../../shared/law/clock-state.ts';
import type { EntityLegalView, IncidentView } from '../../shared/view/incident-view.ts';

export interface EntityClock {
  readonly clock: ClockState;
  readonly entity: string;
  readonly entityName: string;
}

/** Clocks that run or ran out, earliest first. Filed and not started ones are not pressing anybody. */
export function pressingClocks(view: IncidentView): readonly EntityClock[] {
  return view.legal
    .flatMap((entity) =>
      clocksThatCount(entity).map((clock) => ({ clock, entity: entity.entity, entityName: entity.entityName })),
    )
    .filter(({ clock }) => clock.due !== null && (clock.state === 'running' || clock.state === 'overdue'))
    .sort((a, b) => (a.clock.due ?? '').localeCompare(b.clock.due ?? ''));
}

/** Without those of a regime that a person decided not applicable, while that decision stands. */
export function clocksThatCount(entity: EntityLegalView): readonly ClockState[] {
  const dismissed = new Set(entity.dismissals.filter(({ reopened }) => reopened === null).map(({ regime }) => regime));
  return entity.report.clocks.filter((clock) => !dismissed.has(clock.regime));
}

/** The earliest awareness anybody decided, and how many entity and regime pairs still lack one. */
export function awarenessState(view: IncidentView): { readonly first: string | null; readonly undecided: number } {
  const times = view.awareness.map((decision) => decision.awareAt).sort();
  const decided = new Set(view.awareness.map((decision) => `${decision.entity} ${decision.regime}`));
  const undecided = view.legal
    .flatMap((entity) => entity.routing.findings.map((finding) => ({ entity: entity.entity, finding })))
    .filter(
      ({ entity, finding }) =>
        finding.raised && finding.dormant === null && !decided.has(`${entity} ${finding.regime}`),
    );
  return { first: times[0] ?? null, undecided: undecided.length };
}
