import type { Failure } from '../../../shared/domain/failure.ts';
import type { WitnessReading } from '../../../shared/view/witness-view.ts';
import { shownFailure } from '../../client/failure.ts';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { LogKeyForm } from './log-key-form.tsx';

interface Props {
  readonly reading: WitnessReading;
  readonly refusal: Failure;
  readonly text: string;
  /** A key was trusted; the request reads otherwise now. */
  readonly onServed: () => void;
}

/** Why it is not answered, and what can be done about that from here. */
export function ReadingRefused({ reading, refusal, text, onServed }: Props) {
  const [size] = refusal.details;
  const { code } = refusal;
  const seen = reading.log?.seen ?? null;
  const told = code === 'REQUEST_STALE' || code === 'REQUEST_BEHIND';
  return (
    <>
      {/* The number stands below, to be copied. */}
      <FailureBox failure={shownFailure({ ...refusal, details: [] })} />
      {told && size !== undefined && (
        <p className="row">
          <span>
            Send back: <strong>{size}</strong>
          </span>
          <CopyButton text={size} what="size seen here last" />
          <span className="soft">
            The other console takes it in where it takes answers in, and asks again from there.
          </span>
        </p>
      )}
      {code === 'LOG_UNKNOWN' && <LogKeyForm text={text} onServed={onServed} />}
      {code === 'LOG_KEY_WRONG' && (
        <details>
          <summary>That console has a new key</summary>
          <div className="stack-2">
            <LogKeyForm text={text} onServed={onServed} />
          </div>
        </details>
      )}
      {(code === 'LOG_FORKED' || code === 'PROOF_INVALID' || code === 'REQUEST_BEHIND') && seen !== null && (
        <details open={code === 'LOG_FORKED'}>
          <summary>The checkpoint that was cosigned here last</summary>
          <div className="stack-2">
            <p>Keep it with the request: both are signed by that console.</p>
            <Bytes text={seen.note} what="checkpoint seen here last" />
            <div>
              <CopyButton text={seen.note} what="checkpoint seen here last" />
            </div>
          </div>
        </details>
      )}
    </>
  );
}
