import { Label, ProgressBar } from 'react-aria-components';
import type { ShownFailure } from '../../client/failure.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { bytesText } from '../../ui/time-text.ts';

/** One file on its way into the vault. */
export interface Collecting {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  /** 0..1 */
  readonly sent: number;
  readonly stage: 'sending' | 'recording' | 'failed';
  readonly failure: ShownFailure | null;
  readonly stop: AbortController;
}

interface Props {
  readonly work: readonly Collecting[];
  readonly onDismiss: (key: number) => void;
}

export function CollectingList({ work, onDismiss }: Props) {
  return (
    <ul className="stack-2">
      {work.map((one) => (
        <li key={one.key} className="stack-2">
          <ProgressBar className="progress" value={one.sent * 100} isIndeterminate={one.stage === 'recording'}>
            {({ percentage }) => (
              <>
                <div className="row-apart">
                  <Label className="strong wrap">{one.name}</Label>
                  <span className="soft">
                    {one.stage === 'sending' && `${Math.round(percentage ?? 0)} % of ${bytesText(one.size)}`}
                    {one.stage === 'recording' && 'Hashing and recording'}
                    {one.stage === 'failed' && 'Not collected'}
                  </span>
                </div>
                <div className="progress-track">
                  <div className="progress-fill" style={{ width: `${one.sent * 100}%` }} />
                </div>
              </>
            )}
          </ProgressBar>
          <FailureBox failure={one.failure} />
          <div className="row">
            {one.stage === 'sending' && (
              <Button size="small" onPress={() => one.stop.abort()}>
                Stop
              </Button>
            )}
            {one.stage === 'failed' && (
              <Button size="small" onPress={() => onDismiss(one.key)}>
                Dismiss
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
