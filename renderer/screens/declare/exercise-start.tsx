import { paceItems } from '../../shell/pace-text.ts';
import { InstantInput } from '../../ui/instant-input.tsx';
import { OneOf } from '../../ui/tick.tsx';
import type { Declaration } from './declaration.ts';

interface Props {
  readonly draft: Declaration;
  readonly set: (change: Partial<Declaration>) => void;
  readonly zones: readonly string[];
  readonly keep: { readonly scope: string; readonly form: string };
}

/** An exercise may be played at another hour, and faster than life. */
export function ExerciseStart({ draft, set, zones, keep }: Props) {
  return (
    <div className="halves">
      <InstantInput
        keep={keep}
        label="The exercise starts at"
        value={draft.startsAt}
        onChange={(startsAt) => set({ startsAt })}
        zones={zones}
        past={false}
        hint="Any night you like; now when empty. Deadlines, holidays and drafts go by it."
      />
      <OneOf
        label="Pace"
        value={String(draft.pace)}
        items={paceItems}
        onChange={(pace) => set({ pace: Number(pace) })}
        hint="The clock can be stopped, set to another pace and moved ahead at any time."
      />
    </div>
  );
}
