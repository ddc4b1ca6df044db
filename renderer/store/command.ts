import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Recorded } from '../../shared/contract/contract.ts';
import { type ShownFailure, failureOf, isLocked } from '../client/failure.ts';
import { type AppStore, useStore } from './app-store.ts';

/** State of one thing a person asked the console to do. */
export interface Command<Args extends readonly unknown[], Result> {
  readonly busy: boolean;
  readonly failure: ShownFailure | null;
  clear(): void;
  /** Resolves to null when the console refused; the failure is in `failure` then. Never throws. */
  send(...args: Args): Promise<Result | null>;
}

/**
 * Sends a command once: a second press while it runs does nothing. `what` names it in the toast ("Approval").
 * Success is told only after the console answered with the entry it read back.
 */
export function useCommand<Args extends readonly unknown[], Result>(
  what: string,
  run: (store: AppStore, ...args: Args) => Promise<Result>,
): Command<Args, Result> {
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const running = useRef(false);
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  }, [run]);

  const send = useCallback(
    async (...args: Args): Promise<Result | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      setFailure(null);
      try {
        const result = await latest.current(store, ...args);
        if (isRecorded(result)) store.toasts.recorded(what, result.recorded, result.sealed);
        // Busy until the screen shows what was recorded, so that nobody sends the same thing to an old picture twice.
        await store.refreshIncident();
        return result;
      } catch (error) {
        const shown = failureOf(error);
        setFailure(shown);
        if (isLocked(shown) || shown.code === 'CANNOT_RECORD') void store.console.refresh();
        if (shown.retry === 'after-refresh') void store.refreshIncident();
        return null;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [store, what],
  );
  const clear = useCallback(() => setFailure(null), []);
  return { busy, failure, clear, send };
}

function isRecorded(value: unknown): value is Recorded {
  return typeof value === 'object' && value !== null && 'recorded' in value && typeof value.recorded === 'number';
}
