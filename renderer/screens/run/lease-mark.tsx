import type { LeaseView } from '../../../shared/view/action-view.ts';
import { Mark } from '../../ui/mark.tsx';
import { Countdown } from '../../ui/time.tsx';

/** How long a containment holds without anybody renewing it. */
export function LeaseMark({ lease }: { readonly lease: LeaseView | null }) {
  if (lease === null) return null;
  if (lease.state === 'over') {
    return (
      <span className="row small">
        <Mark tone="wait" icon="alert">
          Lease over: renew or lift
        </Mark>
      </span>
    );
  }
  return (
    <span className="row small">
      <Mark tone={lease.state === 'warning' ? 'wait' : 'calm'} icon="clock">
        {lease.state === 'warning' ? 'Lease ends soon' : 'Leased'}
      </Mark>
      <Countdown until={lease.until} />
    </span>
  );
}
