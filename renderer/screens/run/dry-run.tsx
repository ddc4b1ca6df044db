import type { ActionView, EffectView } from '../../../shared/view/action-view.ts';
import { Countdown } from '../../ui/time.tsx';
import { ReadingLine } from './reading-line.tsx';

/** What the last dry run said and how long it still holds. */
export function DryRun({ action, effect }: { readonly action: ActionView; readonly effect: EffectView | null }) {
  if (effect === null || effect.reading === null) return null;
  return (
    <section className="stack-1" aria-label="Dry run">
      <h3>Dry run</h3>
      <ReadingLine reading={effect.reading} />
      {action.dryRunExpiresAt !== null && (
        <p className="small soft">
          Holds for: <Countdown until={action.dryRunExpiresAt} />
        </p>
      )}
    </section>
  );
}
