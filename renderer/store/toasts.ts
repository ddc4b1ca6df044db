import { type Observable, observable } from './observable.ts';

/** "Recorded #418", and later that a signed checkpoint covers it. */
export interface Toast {
  readonly id: number;
  readonly entry: number;
  readonly what: string;
  readonly sealed: boolean;
}

export interface Toasts {
  readonly list: Observable<readonly Toast[]>;
  recorded(what: string, entry: number, sealedSize: number): void;
  /** A checkpoint covers the first `size` entries. */
  sealedUpTo(size: number): void;
  dismiss(id: number): void;
}

const SHOWN_MS = 6000;
const MOST = 3;

export function createToasts(): Toasts {
  const list = observable<readonly Toast[]>([]);
  let next = 1;
  const dismiss = (id: number): void => list.set(list.get().filter((toast) => toast.id !== id));
  return {
    list,
    dismiss,
    recorded: (what, entry, sealedSize) => {
      const id = next++;
      list.set([...list.get(), { id, entry, what, sealed: entry < sealedSize }].slice(-MOST));
      setTimeout(() => dismiss(id), SHOWN_MS);
    },
    sealedUpTo: (size) => {
      const now = list.get();
      if (!now.some((toast) => !toast.sealed && toast.entry < size)) return;
      list.set(now.map((toast) => (toast.entry < size ? { ...toast, sealed: true } : toast)));
    },
  };
}
