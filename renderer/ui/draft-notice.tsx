import type { Draft } from '../store/use-draft.ts';
import { useBrowserNow } from '../store/now.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { durationText } from './time-text.ts';

/** Says that what stands in the form was typed earlier and never recorded, and offers to forget it. */
export function DraftNotice<T>({ draft, onForget }: { readonly draft: Draft<T>; readonly onForget?: () => void }) {
  if (draft.restoredAt === null) return null;
  const forget = (): void => {
    draft.forget();
    onForget?.();
  };
  return (
    <div className="draft-notice row">
      <Icon name="undo" size={14} />
      <span className="grow">
        Typed <Ago at={draft.restoredAt} /> ago and not recorded. It is back.
      </span>
      <Button size="small" tone="quiet" onPress={forget}>
        Forget it
      </Button>
    </div>
  );
}

function Ago({ at }: { readonly at: number }) {
  return durationText(Math.max(0, useBrowserNow(10_000) - at));
}
