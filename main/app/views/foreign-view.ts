import type { ForeignActionView } from '../../../shared/view/action-view.ts';
import type { ForeignAction } from '../../engine/foreign-action.ts';
import type { OpenIncident } from '../open-incident.ts';
import { labelOf } from './action-view.ts';

export function foreignView(incident: OpenIncident, { pinned, ...foreign }: ForeignAction): ForeignActionView {
  const { action, run, target, wave, draftedEntry, lastEntry, withdrawn } = foreign;
  const targetLabel = labelOf(incident, target);
  return {
    action,
    run,
    template: pinned.id,
    version: pinned.version,
    target,
    targetLabel,
    wave,
    draftedEntry,
    lastEntry,
    withdrawn,
  };
}
