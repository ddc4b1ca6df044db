import type { ActionState } from '../../../shared/domain/action-states.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { STATE_TEXT, isInDoubt } from '../command/action-text.ts';

const FORTH: readonly (readonly [string, readonly ActionState[]])[] = [
  ['Drafted', ['drafted']],
  ['Dry run', ['dryRunning', 'dryRunOk', 'dryRunRefused']],
  ['Approval', ['awaitingApproval']],
  ['Armed', ['armed']],
  ['Applied', ['applying', 'unknown']],
  ['Probed', ['probing', 'compensating', 'compensated', 'compensationFailed']],
  ['Sessions gone', ['residual', 'killing']],
  ['Effective', ['effective']],
];
const BACK: readonly (readonly [string, readonly ActionState[]])[] = [
  ['Effective', []],
  ['Undo approval', ['awaitingUndoApproval']],
  ['Undo armed', ['undoArmed']],
  ['Undoing', ['undoing', 'undoFailed']],
  ['Undone', ['undone']],
];

/** Where the action stands on its way. A state off the way is named in words under its place. */
export function StateTrack({ action }: { readonly action: ActionView }) {
  const back = BACK.some(([, states]) => states.includes(action.state));
  const track = back ? BACK : FORTH;
  const at = track.findIndex(([, states]) => states.includes(action.state));
  const state = STATE_TEXT[action.state];
  const arrived = action.state === 'effective' || action.state === 'undone';
  return (
    <div className="track-box">
      <ol className="track" aria-label="Progress">
        {track.map(([label], index) => {
          const now = index === at && !arrived;
          const done = index < at || (index === at && arrived);
          return (
            <li
              key={label}
              className={now ? 'track-now' : done ? 'track-done' : ''}
              aria-current={now ? 'step' : undefined}
            >
              <Icon name={done ? 'check' : now ? 'play' : 'ring'} size={14} />
              {label}
            </li>
          );
        })}
      </ol>
      {(isInDoubt(action) || state.label !== track[at]?.[0]) && (
        <p className="row">
          <span className="soft">Now:</span>
          <strong className="row">
            <Icon name={isInDoubt(action) ? 'question' : state.icon} />
            {isInDoubt(action) ? 'In doubt: a step started and has no recorded outcome' : state.label}
          </strong>
        </p>
      )}
    </div>
  );
}
