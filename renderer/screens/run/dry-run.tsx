import type { ActionState } from '../../../shared/domain/action-states.ts';
import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import { Countdown } from '../../ui/time.tsx';
import { ReadingLine } from './reading-line.tsx';

const COUNTS: readonly ActionState[] = ['dryRunOk', 'awaitingApproval', 'armed'];

/** What the last dry run said and how long it still holds. */
export function DryRun({ action, effect }: { readonly action: ActionView; readonly effect: EffectView | null }) {
  if (effect === null || effect.reading === null) return null;
  return (
    <section className="stack-1" aria-label="Dry run">
      <h3>Dry run</h3>
      <ReadingLine reading={effect.reading} />
      {action.dryRunExpiresAt !== null && COUNTS.includes(action.state) && (
        <p className="small soft">
          Holds for: <Countdown until={action.dryRunExpiresAt} />
        </p>
      )}
    </section>
  );
}
