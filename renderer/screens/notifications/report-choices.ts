import type { ClockState } from '../../../shared/law/clock-state.ts';
import { FORM_IDS, type FormId, formOfStage, formUse } from '../../../shared/law/forms/form-ids.ts';
import { REGIME_LABELS, REGIMES, type Regime } from '../../../shared/law/pack.ts';
import type { EntityLegalView } from '../../../shared/view/incident-view.ts';
import { boardParts } from './board-order.ts';

const STATE: Readonly<Record<ClockState['state'], string>> = {
  overdue: 'deadline missed',
  running: 'running',
  'not-started': 'not started',
  submitted: 'filed',
  'late-filed': 'filed late',
};

export interface ReportChoice {
  readonly value: FormId;
  readonly label: string;
}

/** The reports in the order in which they press, each with the state of its clock; then those that no clock of this entity asks for. */
export function reportChoices(entity: EntityLegalView): readonly ReportChoice[] {
  const stand = standingDismissals(entity);
  const { next, later, waiting, filed } = boardParts(
    entity.report.clocks.filter(({ regime }) => !stand.has(regime)),
    () => false,
  );
  const asked = new Map<FormId, string>();
  for (const { clockId, state } of [...next, ...later, ...waiting, ...filed]) {
    const form = formOfStage(clockId);
    // A form of two clocks stands where the first of them does.
    if (form !== null && !asked.has(form)) asked.set(form, STATE[state]);
  }
  return [
    ...[...asked].map(([value, state]) => ({ value, label: `${formUse(value).label} (${state})` })),
    ...FORM_IDS.filter((form) => !asked.has(form)).map((value) => ({
      value,
      label: `${formUse(value).label}${notOwed(entity, value) === null ? '' : ' (does not apply)'}`,
    })),
  ];
}

/** Why this entity owes no such report: its regime does not apply to it, or a person decided so. Null where it may. */
export function notOwed(
  entity: EntityLegalView,
  form: FormId,
): { readonly regime: string; readonly why: string } | null {
  const finding = entity.routing.findings.find(({ regime }) => regime === regimeOf(form));
  if (finding === undefined) return null;
  const regime = REGIME_LABELS[finding.regime];
  const decided = standingDismissals(entity).get(finding.regime);
  if (decided !== undefined) return { regime, why: `Decided by ${decided.by}: ${decided.reason}` };
  return finding.outcome === 'does-not-apply' ? { regime, why: finding.reason } : null;
}

function standingDismissals({
  dismissals,
}: EntityLegalView): ReadonlyMap<Regime, EntityLegalView['dismissals'][number]> {
  return new Map(dismissals.filter(({ reopened }) => reopened === null).map((one) => [one.regime, one]));
}

/** The two tracks of the CRA are regimes of their own. */
function regimeOf(form: FormId): Regime | null {
  const { regime, stages } = formUse(form);
  if (regime === 'CRA') return stages.some((stage) => stage.startsWith('CRA.V.')) ? 'CRA-V' : 'CRA-I';
  return REGIMES.find((one) => one === regime) ?? null;
}
