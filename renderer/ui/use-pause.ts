import { useEffect, useState } from 'react';
import type { ShownFailure } from '../client/failure.ts';

/** Seconds that are left of the pause after too many wrong passphrases; 0 while there is none. Counts on this machine's clock. */
export function usePause(failure: ShownFailure | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const seconds = failure?.code === 'PASSPHRASE_PAUSED' ? Number(failure.details[0] ?? 0) : 0;
    const until = performance.now() + seconds * 1000;
    const tell = (): void => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1000)));
    tell();
    if (seconds === 0) return;
    const timer = setInterval(tell, 500);
    return () => clearInterval(timer);
  }, [failure]);
  return left;
}
