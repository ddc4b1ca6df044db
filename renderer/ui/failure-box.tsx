import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import type { ShownFailure } from '../client/failure.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { usePause } from './use-pause.ts';
import './failure-box.css';

interface Props {
  readonly failure: ShownFailure | null;
  /** Offered when the same request may be sent again. Not after something moved: that has to be looked at and decided anew. */
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** The one place where a refusal is shown: what, what to do, code for the log, and the button that fits. */
export function FailureBox({ failure, onRetry, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // In a tall dialog the refusal may stand below the edge; it is the one thing that has to be seen now.
  useEffect(() => {
    if (failure !== null) box.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  const pause = usePause(failure);
  if (failure === null) return null;
  if (failure.code === 'PASSPHRASE_PAUSED') return <Paused place={box} left={pause} />;
  return (
    <div ref={box} className="failure" role="alert">
      <Icon name="alert" size={20} />
      <div className="stack-1 grow">
        <p className="strong">{failure.message}</p>
        <p>{failure.hint}</p>
        {failure.details.length > 0 && (
          <ul className="failure-details">
            {failure.details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        )}
        {failure.retry === 'after-refresh' && <p className="strong">The screen shows the newest record now.</p>}
        <p className="small soft">
          Code <code>{failure.code}</code>
        </p>
        {children}
      </div>
      {failure.retry === 'same' && onRetry !== undefined && (
        <Button size="small" onPress={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** The seconds stand outside of the alert: nobody wants to hear each of them. */
function Paused({ place, left }: { readonly place: Ref<HTMLDivElement>; readonly left: number }) {
  return (
    <div ref={place} className="failure">
      <Icon name="clock" size={20} />
      <div className="stack-1 grow">
        <p className="strong" role="alert">
          Too many wrong tries in a row.
        </p>
        {left > 0 ? (
          <p>
            This key can be tried again in{' '}
            <span className="strong" role="timer">
              {left} s
            </span>
            . Another person can sign in meanwhile.
          </p>
        ) : (
          <p>It can be tried again now. Check keyboard layout and caps lock first.</p>
        )}
        <p className="small soft">
          Code <code>PASSPHRASE_PAUSED</code>
        </p>
      </div>
    </div>
  );
}
