import { useEffect, useState } from 'react';
import { useStore } from './app-store.ts';

/** Console time in milliseconds, told again every second. Only small components follow it: the rest of a screen stands still. */
export function useNow(everyMs = 1000): number {
  const { skew } = useStore();
  const [now, setNow] = useState(() => Date.now() + skew.get());
  useEffect(() => {
    const tell = (): void => setNow(Date.now() + skew.get());
    tell();
    const timer = setInterval(tell, everyMs);
    return () => clearInterval(timer);
  }, [skew, everyMs]);
  return now;
}
