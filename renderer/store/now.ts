import { useEffect, useState } from 'react';
import { type AppStore, useStore } from './app-store.ts';
import { nowOf } from './reckoning.ts';

/**
 * Time in milliseconds by the clock that what is shown goes by, told again every second: an exercise's in an exercise, else the
 * console's. Only small components follow it: the rest of a screen stands still.
 */
export function useNow(everyMs = 1000): number {
  return useReading(useStore(), nowOf, everyMs);
}

/** Milliseconds of this browser's own clock. */
export function useBrowserNow(everyMs = 1000): number {
  return useReading(useStore(), Date.now, everyMs);
}

function useReading(store: AppStore, read: (store: AppStore) => number, everyMs: number): number {
  const [now, setNow] = useState(() => read(store));
  useEffect(() => {
    const tell = (): void => setNow(read(store));
    tell();
    const timer = setInterval(tell, everyMs);
    const forget = store.reckoning.subscribe(tell);
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [store, read, everyMs]);
  return now;
}
