import { useStore } from '../store/app-store.ts';
import { useObservable } from '../store/observable.ts';
import { Icon } from '../ui/icon.tsx';
import './toast-list.css';

/** Says that a command is on record, in the three words with three guarantees: recorded, then sealed. */
export function ToastList() {
  const { toasts } = useStore();
  const list = useObservable(toasts.list);
  return (
    <output className="toasts" aria-live="polite">
      {list.map((toast) => (
        <span key={toast.id} className="toast">
          <Icon name={toast.sealed ? 'seal' : 'check'} />
          <span>
            {toast.what}: recorded #{toast.entry}
            {toast.sealed ? ', sealed' : ''}
          </span>
        </span>
      ))}
    </output>
  );
}
