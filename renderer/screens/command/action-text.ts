import type { ActionState } from '../../../shared/domain/action-states.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type { IconName } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/mark.tsx';

interface StateText {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

/** One word, shape and tone for each state of an action. Green only where the proofs stand. */
export const STATE_TEXT: Readonly<Record<ActionState, StateText>> = {
  drafted: { label: 'Drafted', tone: 'calm', icon: 'ring' },
  dryRunning: { label: 'Dry run going', tone: 'now', icon: 'play' },
  dryRunOk: { label: 'Dry run fine', tone: 'calm', icon: 'half' },
  dryRunRefused: { label: 'Dry run refused', tone: 'wait', icon: 'alert' },
  awaitingApproval: { label: 'Needs approval', tone: 'wait', icon: 'people' },
  armed: { label: 'Armed', tone: 'now', icon: 'play' },
  applying: { label: 'Applying', tone: 'now', icon: 'play' },
  probing: { label: 'Probing', tone: 'now', icon: 'play' },
  residual: { label: 'Checking sessions', tone: 'now', icon: 'play' },
  killing: { label: 'Ending sessions', tone: 'now', icon: 'play' },
  effective: { label: 'Effective', tone: 'good', icon: 'check' },
  unknown: { label: 'Not known', tone: 'wait', icon: 'question' },
  compensating: { label: 'Others broke, taking back', tone: 'wait', icon: 'undo' },
  compensated: { label: 'Taken back, others broke', tone: 'wait', icon: 'undo' },
  compensationFailed: { label: 'Others broke, not taken back', tone: 'wait', icon: 'alert' },
  awaitingUndoApproval: { label: 'Undo needs approval', tone: 'wait', icon: 'people' },
  undoArmed: { label: 'Undo armed', tone: 'now', icon: 'play' },
  undoing: { label: 'Undoing', tone: 'now', icon: 'undo' },
  undone: { label: 'Undone', tone: 'calm', icon: 'undo' },
  undoFailed: { label: 'Undo not proven', tone: 'wait', icon: 'alert' },
  withdrawn: { label: 'Withdrawn', tone: 'calm', icon: 'cross' },
};

/** Whether a step of this action has no recorded outcome: the console asks and never repeats it by itself. */
export function isInDoubt(action: ActionView): boolean {
  return action.untold || action.effects.some((effect) => effect.status === 'in-doubt');
}

const BEFORE_EFFECT: readonly ActionState[] = [
  'drafted',
  'dryRunning',
  'dryRunOk',
  'dryRunRefused',
  'awaitingApproval',
  'armed',
];
const OVER: readonly ActionState[] = ['undone', 'compensated', 'withdrawn'];

/** What a commander has to know about the way back. */
export function reversalText(action: ActionView): {
  readonly text: string;
  readonly danger: boolean;
  readonly icon: IconName;
} {
  if (OVER.includes(action.state)) return { text: 'Not in force', danger: false, icon: 'undo' };
  const pending = BEFORE_EFFECT.includes(action.state);
  if (action.reversal === 'irreversible') {
    return { text: pending ? 'Irreversible once done' : 'Done, irreversible', danger: true, icon: 'noUndo' };
  }
  return { text: pending ? 'Can be undone later' : 'Can still be undone', danger: false, icon: 'undo' };
}
