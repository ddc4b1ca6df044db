import type { ActionView } from '../../../shared/view/action-view.ts';
import { Countdown } from '../../ui/time.tsx';
import { ReadingLine } from './reading-line.tsx';

/** What the last dry run said and how long it still holds. */
export function DryRun({ action }: { readonly action: ActionView }) {
  const last = action.effects.findLast((effect) => effect.step === 'dryRun' && effect.reading !== null);
  if (last === undefined || last.reading === null) return null;
  return (
    <section className="stack-1" aria-label="Dry run">
      <h3>Dry run</h3>
      <ReadingLine reading={last.reading} />
      {action.dryRunExpiresAt !== null && (
        <p className="small soft">
          Holds for: <Countdown until={action.dryRunExpiresAt} />
        </p>
      )}
    </section>
  );
}
