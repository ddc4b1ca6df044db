import type { PermitsView, WithdrawalView } from '../../../shared/view/console-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';

const OPEN = {
  changed: 'Changed since it was approved',
  none: 'Not approved by your organisation',
  withdrawn: 'Approval withdrawn',
} as const;

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
      {OPEN[state]}
    </Mark>
  );
}

/** Who took an approval back, when and why. */
export function WithdrawnLine({ withdrawn }: { readonly withdrawn: WithdrawalView }) {
  const { by, at, reason } = withdrawn;
  return (
    <span className="small soft wrap">
      Withdrawn by {by}, <Time at={at} />: “{reason}”
    </span>
  );
}
