import { type ShownFailure, failureOf } from '../client/failure.ts';
import { type Observable, observable } from './observable.ts';

/** The last answer to a question, and what went wrong since. A failure never throws the last good answer away. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly failure: ShownFailure | null;
}

export interface Loader<T> {
  readonly state: Observable<Loaded<T>>;
  /** Asks again. Calls during a running question are folded into one more. */
  refresh(): Promise<void>;
  forget(): void;
}

export function loader<T>(ask: () => Promise<T>, onValue: (value: T) => void = () => {}): Loader<T> {
  const state = observable<Loaded<T>>({ value: null, failure: null });
  let running: Promise<void> | null = null;
  let again = false;
  let epoch = 0;

  async function once(): Promise<void> {
    const asked = epoch;
    try {
      const value = await ask();
      if (asked !== epoch) return;
      onValue(value);
      state.set({ value, failure: null });
    } catch (error) {
      if (asked === epoch) state.set({ value: state.get().value, failure: failureOf(error) });
    }
  }

  async function untilQuiet(): Promise<void> {
    do {
      again = false;
      await once();
    } while (again);
    // Cleared in the same turn as the check above: a refresh asked for from now on starts a new question.
    running = null;
  }

  return {
    state,
    refresh: () => {
      if (running !== null) {
        again = true;
        return running;
      }
      running = untilQuiet();
      return running;
    },
    forget: () => {
      epoch += 1;
      state.set({ value: null, failure: null });
    },
  };
}
