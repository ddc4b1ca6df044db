import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import './progress.css';

interface Props {
  /** "Opening the incidents": what is being done. */
  readonly title: string;
  /** Nothing else is on the page. */
  readonly heading?: boolean;
  /** What to expect; shown once it takes longer than one would wait without a word. */
  readonly children: ReactNode;
}

/** After this many seconds a person wonders whether anything is happening. */
const EXPLAIN_AFTER = 2;

/** Something is on its way, and nobody knows how far it is: says what, that it goes on, and for how long it has. */
export function Opening({ title, heading = false, children }: Props) {
  const seconds = useSecondsHere();
  return (
    <div className="stack-2 measure progress-running" aria-live="polite">
      <div className="row-apart">
        {heading ? <h1>{title}…</h1> : <p className="strong">{title}…</p>}
        {/* Not for a screen reader: it would be read out every second. */}
        <span className="soft" aria-hidden="true">
          {seconds < EXPLAIN_AFTER ? '' : `${seconds} s`}
        </span>
      </div>
      <div className="progress-track">
        <div className="progress-fill" />
      </div>
      {seconds >= EXPLAIN_AFTER && <p className="soft">{children}</p>}
    </div>
  );
}

/** How long this has been on the screen, by this browser's own clock. */
function useSecondsHere(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const from = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - from) / 1000)), 500);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
