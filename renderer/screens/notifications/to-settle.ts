import type { ClockState } from '../../../shared/law/clock-state.ts';
import { factDefinition, isFactId } from '../../../shared/law/facts.ts';
import { refsOf } from '../../../shared/law/logic/formula.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { packOf } from './law-pack.ts';
import { standingFact } from './standing-fact.ts';

/** What has to be answered to know whether a clock applies: of its regime, else of the clock itself. Null where it is settled. */
export function toSettle(view: IncidentView, clock: ClockState): string | null {
  if (clock.applicability !== 'open') return null;
  const entity = view.legal.find((one) => one.entity === clock.entityId);
  const finding = entity?.routing.findings.find(({ regime }) => regime === clock.regime);
  if (entity === undefined || finding === undefined) return null;
  if (finding.question !== null) return finding.question;
  const when = packOf(view).clocks.find(({ id }) => id === clock.clockId)?.when;
  const asked = (when === undefined ? [] : refsOf(when)).filter(isFactId).filter((id) => {
    const { answer } = standingFact(view, entity, id);
    return answer === null || answer.provenance === 'unknown';
  });
  return asked.length === 0 ? null : asked.map((id) => factDefinition(id).label).join('; ');
}
