import type { PermitsView } from '../../../shared/view/console-view.ts';
import { Mark } from '../../ui/mark.tsx';

/** Whether the organisation signed for this very content of a playbook. */
export function ApprovalMark({ playbook }: { readonly playbook: PermitsView['playbooks'][number] }) {
  const { state, by } = playbook;
  if (state === 'approved') {
    return (
      <Mark tone="good" icon="check">
        Approved
      </Mark>
    );
  }
  if (by.length > 0) {
    return (
      <Mark tone="wait" icon="clock">
        Second signature missing
      </Mark>
    );
  }
  return (
    <Mark tone="wait" icon="alert">
      {state === 'changed' ? 'Changed since it was approved' : 'Not approved by your organisation'}
    </Mark>
  );
}
