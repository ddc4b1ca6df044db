import type { ActionView } from '../../../shared/view/action-view.ts';
import type { Waiting } from '../../../shared/view/incident-view.ts';

/** Something that had to keep working broke. Nothing else about this action is more pressing; null when nothing broke. */
export function brokenOthers(action: ActionView, name: string): Waiting | null {
  const on = { screen: 'run', action: action.action, kind: 'broken' } as const;
  const said = action.brokeOthers === null ? '' : `${action.brokeOthers} `;
  switch (action.state) {
    case 'compensating':
      return {
        ...on,
        title: `Others broke: ${name}`,
        detail: `${said}${action.mode === 'exec' ? 'It is being taken back.' : 'Take it back now: the steps are on the card.'}`,
      };
    case 'compensationFailed':
      return {
        ...on,
        title: `Others may still be broken: ${name}`,
        detail: `${said}Taking it back is not proven: probe again, or submit the undo.`,
      };
    case 'compensated':
      return {
        ...on,
        title: `Not in force, others broke: ${name}`,
        detail: `${said}It was taken back. Repair, then dry run again, or withdraw it.`,
      };
    default:
      return null;
  }
}
