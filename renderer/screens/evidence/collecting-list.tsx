import { Label, ProgressBar } from 'react-aria-components';
import { useStore } from '../../store/app-store.ts';
import type { Collecting } from '../../store/collecting.ts';
import { useObservable } from '../../store/observable.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { bytesText } from '../../ui/time-text.ts';
import '../../ui/progress.css';

/** The files of this incident that are under way, and those that did not arrive. */
export function CollectingList({ incident }: { readonly incident: string }) {
  const { collection } = useStore();
  const work = useObservable(collection.list).filter((one) => one.incident === incident);
  return (
    <ul className="stack-2">
      {work.map((one) => (
        <li key={one.key} className="stack-2">
          <ProgressBar className="progress" value={one.sent * 100} isIndeterminate={one.stage === 'recording'}>
            {({ percentage }) => (
              <>
                <div className="row-apart">
                  <Label className="strong wrap">{one.file.name}</Label>
                  <span className="soft">{stageText(one, percentage ?? 0)}</span>
                </div>
                <div className="progress-track">
                  <div className="progress-fill" style={{ width: `${one.sent * 100}%` }} />
                </div>
              </>
            )}
          </ProgressBar>
          <FailureBox failure={one.failure} />
          <div className="row">
            {(one.stage === 'sending' || one.stage === 'waiting') && (
              <Button size="small" aria-label={`Stop ${one.file.name}`} onPress={() => collection.stop(one.key)}>
                Stop
              </Button>
            )}
            {(one.stage === 'failed' || one.stage === 'stopped') && (
              <>
                <Button size="small" onPress={() => collection.retry(one.key)}>
                  Send again
                </Button>
                <Button size="small" tone="quiet" onPress={() => collection.dismiss(one.key)}>
                  Dismiss
                </Button>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function stageText({ stage, file }: Collecting, percentage: number): string {
  switch (stage) {
    case 'waiting':
      return `Waits for its turn, ${bytesText(file.size)}`;
    case 'sending':
      return `${Math.round(percentage)} % of ${bytesText(file.size)}`;
    case 'recording':
      return 'Hashing and recording';
    case 'stopped':
      return 'Stopped. Nothing of it is recorded.';
    case 'failed':
      return 'Not collected';
  }
}
