import { useStore } from '../store/app-store.ts';
import { useObservable } from '../store/observable.ts';
import { Icon } from '../ui/icon.tsx';

/** The console is gone, or was started again and does not know this tab. What is on the screen may be old. */
export function LinkLost() {
  const { link } = useStore();
  const state = useObservable(link);
  if (state !== 'lost' && state !== 'refused') return null;
  return (
    <div className="stopped" role="alert">
      <Icon name="alert" size={20} />
      {state === 'lost' ? (
        <p>
          <strong>The console does not answer.</strong> What you see may be old, and nothing is recorded now; what you
          type stays in this browser. This page looks again by itself. If the console has ended, start it again and open
          the address it prints, in this browser.
        </p>
      ) : (
        <p>
          <strong>The console was started again and does not know this page.</strong> Open the address it printed, in
          this browser: it works once. What you typed is kept; this page comes back by itself then, or close it.
        </p>
      )}
    </div>
  );
}
