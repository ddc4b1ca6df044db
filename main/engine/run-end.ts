import type { ActionId, RunId } from '../../shared/domain/ids.ts';
import type { ActionState } from '../../shared/domain/action-states.ts';
import type { LeftKind } from '../../shared/view/run-end.ts';
import type { ActionRecord } from './action-state.ts';
import type { ForeignAction } from './foreign-action.ts';
import type { Incident } from './replay.ts';

/** Whether an action of this id is a containment that lapses; what no console knows may be one. */
export type HoldsLease = (template: string) => boolean;

export interface OpenAction {
  readonly action: ActionId;
  readonly what: LeftKind;
  /** In force under a lease, which can be lifted here. */
  readonly leased: boolean;
  /** Perhaps in force under a lease that cannot be followed here. */
  readonly mayHold: boolean;
}

const SETTLED: readonly ActionState[] = ['effective', 'undone', 'compensated', 'withdrawn'];

/** What a run leaves open, as far as the record tells without its playbook. */
export function leftOpen(incident: Incident, run: RunId, holdsLease: HoldsLease): readonly OpenAction[] {
  const own = [...incident.actions.values()].filter((action) => action.run === run);
  const foreign = [...incident.foreignActions.values()].filter((action) => action.run === run && !action.withdrawn);
  return [
    ...own.flatMap((action) => ofOwn(action, incident.frozenActions.has(action.action))),
    ...foreign.flatMap((action) => ofForeign(action, holdsLease(action.pinned.id))),
  ];
}

function ofOwn(record: ActionRecord, frozen: boolean): readonly OpenAction[] {
  const { action, template } = record;
  // What was recorded since it froze is in no state: whether it was applied, nobody can say here.
  if (frozen) return [{ action, what: 'notTold', leased: false, mayHold: template.leaseMs !== undefined }];
  const leased = record.holdsLease();
  if (SETTLED.includes(record.state) && !leased) return [];
  const applied = record.effects.some(({ step }) => step === 'apply');
  const what = record.open ? 'inDoubt' : applied ? 'notProven' : 'notCarriedOut';
  return [{ action, what, leased, mayHold: false }];
}

function ofForeign({ action, open, begun, mayHold }: ForeignAction, leasable: boolean): readonly OpenAction[] {
  if (open) return [{ action, what: 'inDoubt', leased: false, mayHold: mayHold && leasable }];
  if (mayHold) return [{ action, what: 'notTold', leased: false, mayHold: leasable }];
  return begun ? [] : [{ action, what: 'notCarriedOut', leased: false, mayHold: false }];
}
