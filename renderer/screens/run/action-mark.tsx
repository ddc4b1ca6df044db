import type { ActionView } from '../../../shared/view/action-view.ts';
import { incidentHash } from '../../store/route.ts';
import { Mark } from '../../ui/mark.tsx';
import { STATE_TEXT, isInDoubt } from '../command/action-text.ts';
import { LeaseMark } from './lease-mark.tsx';

/** Where one action stands, with the way to it. */
export function ActionMark({ incident, action }: { readonly incident: string; readonly action: ActionView }) {
  const state = STATE_TEXT[action.state];
  return (
    <span className="row">
      {isInDoubt(action) ? (
        <Mark tone="wait" icon="question">
          In doubt
        </Mark>
      ) : (
        <Mark tone={state.tone} icon={state.icon}>
          {state.label}
        </Mark>
      )}
      <LeaseMark lease={action.lease} />
      <a href={incidentHash(incident, 'run', action.action)} aria-label={`Open ${action.title}: ${action.targetLabel}`}>
        Open
      </a>
    </span>
  );
}
