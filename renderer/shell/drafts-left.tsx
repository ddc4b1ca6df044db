import { useState } from 'react';
import { useStore } from '../store/app-store.ts';
import { draftsRevision, draftsUnkept, forgetDraft, keptDrafts } from '../store/drafts.ts';
import { useObservable } from '../store/observable.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

/**
 * What was typed before this screen was opened, locked or reloaded, and is not on record. A closed dialog would hide it
 * otherwise. What is typed from now on is not listed: its form is in sight.
 */
export function DraftsLeft({ scope }: { readonly scope: string }) {
  const { console: consoleLoader } = useStore();
  useObservable(draftsRevision);
  const unkept = useObservable(draftsUnkept);
  const home = consoleLoader.state.get().value?.home ?? '';
  const [since] = useState(() => Date.now());
  const left = keptDrafts(home, scope).filter((draft) => draft.at < since);
  if (left.length === 0 && !unkept) return null;
  return (
    <section className="drafts-left" aria-label="Typed and not recorded">
      {unkept && (
        <p className="row" role="alert">
          <Icon name="alert" />
          <span className="grow">
            This browser keeps nothing more: what you type now is lost with the tab until it is recorded.
          </span>
        </p>
      )}
      {left.length > 0 && (
        <>
          <p className="strong">Typed here earlier and not recorded:</p>
          <ul className="row">
            {left.map((draft) => (
              <li key={draft.key} className="row drafts-left-one">
                <a href={draft.hash}>{draft.label}</a>
                <Button
                  size="small"
                  tone="quiet"
                  aria-label={`Forget: ${draft.label}`}
                  onPress={() => forgetDraft(draft.key)}
                >
                  Forget
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
