import type { RunView } from '../../../shared/view/run-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { WithdrawnLine } from './approval-mark.tsx';

/** Somebody took the approval of this content back: the run goes on as it began, and whoever moves it knows. */
export function RunApproval({ run: { approval, withdrawn } }: { readonly run: RunView }) {
  if (withdrawn === null) return null;
  return (
    <div className="note-box stack-1" role="note" aria-label="Approval of this playbook">
      <p className="row">
        <Mark tone="wait" icon="alert">
          Approval withdrawn
        </Mark>
        {approval?.state === 'approved' && (
          <span>It began as approved by {approval.by.join(' and ')}, and goes on with that content.</span>
        )}
      </p>
      <WithdrawnLine withdrawn={withdrawn} />
    </div>
  );
}

/** What the organisation had said at the start, where that was no plain yes. */
export function approvalAtStart({ approval }: RunView): string {
  switch (approval?.state) {
    case 'none':
      return 'Started without approval by your organisation.';
    case 'changed':
      return 'Started with a content that was not approved; another one was.';
    case 'withdrawn':
      return 'Started after its approval was withdrawn.';
    default:
      return '';
  }
}
