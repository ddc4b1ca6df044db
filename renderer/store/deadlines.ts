import type { IncidentView } from '../../shared/view/incident-view.ts';

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
