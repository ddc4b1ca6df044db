import { findTemplate } from '../../../playbooks/actions/registry.ts';
import type { ActionId, RunId } from '../../../shared/domain/ids.ts';
import { LEFT_KINDS, type LeftOpen } from '../../../shared/view/run-end.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { leftOpen, type OpenAction } from '../../engine/run-end.ts';
import type { RunRecord } from '../../engine/run-state.ts';
import type { OpenIncident } from '../open-incident.ts';
import { labelOf } from './action-view.ts';

export function leftOpenOf(incident: OpenIncident, run: RunId): readonly OpenAction[] {
  return leftOpen(incident.state, run, (id) => {
    const template = findTemplate(id);
    return template === undefined || template.leaseMs !== undefined;
  });
}

/** What has to happen before such a run may be ended; null when nothing has. */
export function whyNotEnded(incident: OpenIncident, open: readonly OpenAction[]): string | null {
  const { actions } = incident.state;
  const running = open.find(({ action }) => incident.running.has(actions.get(action)?.open?.effect ?? ''));
  if (running)
    return `a step of ${actionLabel(incident, running.action)} is being carried out now: wait for its outcome`;
  const leased = open.filter(({ leased: held }) => held).map(({ action }) => actionLabel(incident, action));
  return leased.length === 0 ? null : `in force under a lease, or perhaps: ${leased.join(', ')}. Lift it here first`;
}

export function endingView(incident: OpenIncident, run: RunRecord): RunView['ending'] {
  if (run.ended || incident.state.isFollowed(run.run)) return null;
  const open = leftOpenOf(incident, run.run);
  return {
    blockedBy: whyNotEnded(incident, open),
    open: open.map(({ action, what, mayHold }) => ({
      action,
      label: actionLabel(incident, action),
      what,
      mayHold,
      told: null,
    })),
  };
}

/** As it was when it was ended, whatever became of the actions since. */
export function endedView(incident: OpenIncident, { ended }: RunRecord): RunView['ended'] {
  if (!ended) return null;
  const { file } = incident.state;
  const { because, reason, open, told } = ended.body;
  const lines = LEFT_KINDS.flatMap((what) =>
    open[what].map((action): LeftOpen => {
      const text = told.find((one) => one.action === action)?.text ?? null;
      return { action, label: actionLabel(incident, action), what, mayHold: text !== null, told: text };
    }),
  );
  return {
    entry: ended.index,
    at: file.timeOf(ended.at),
    by: file.nameOf(ended.actor.slice(ended.actor.indexOf(':') + 1)),
    because,
    reason,
    open: lines,
  };
}

export function actionLabel(incident: OpenIncident, action: ActionId): string {
  const found = incident.state.actions.get(action) ?? incident.state.foreignActions.get(action);
  return found ? `${found.pinned.id} ${labelOf(incident, found.target)}`.trim() : action;
}
