import type { WorkProgress } from '../../shared/contract/contract.ts';
import { Button } from './button.tsx';
import { Meter } from './meter.tsx';
import { bytesText, countText } from './time-text.ts';

interface Props {
  /** "Checking the ledger": what is being done. */
  readonly label: string;
  readonly work: {
    readonly busy: boolean;
    readonly progress: WorkProgress | null;
    readonly stopped: boolean;
    stop(): void;
  };
  /** What is said after it was stopped. */
  readonly stopped?: string;
}

/** How far long work is, and the way to stop it; nothing while there is none. */
export function WorkState({ label, work, stopped = 'Stopped. Nothing was changed.' }: Props) {
  if (work.busy) return <WorkBar label={label} progress={work.progress} onCancel={() => work.stop()} />;
  return <div aria-live="polite">{work.stopped && <p className="soft">{stopped}</p>}</div>;
}

interface BarProps {
  readonly label: string;
  readonly progress: WorkProgress | null;
  readonly onCancel: () => void;
}

function WorkBar({ label, progress, onCancel }: BarProps) {
  return (
    <div className="stack-2">
      <Meter
        label={label}
        text={progress === null ? 'Starting' : progressText(progress)}
        done={progress?.done ?? 0}
        total={progress?.total ?? 0}
      />
      <div>
        <Button size="small" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function progressText({ phase, done, total }: WorkProgress): string {
  const text = phase === 'entries' ? countText : bytesText;
  const of = total > 0 ? ` of ${text(total)}` : '';
  switch (phase) {
    case 'entries':
      return `${text(done)}${of} entries`;
    case 'files':
      return `${text(done)}${of} of files hashed`;
    case 'evidence':
      return `${text(done)}${of} of evidence`;
  }
}
