import { Label, ProgressBar } from 'react-aria-components';
import './progress.css';

interface Props {
  readonly label: string;
  /** How far it is, in words. */
  readonly text: string;
  /** `total` 0: not known. */
  readonly done: number;
  readonly total: number;
}

/** How far something is that takes a while. */
export function Meter({ label, text, done, total }: Props) {
  const known = total > 0;
  const part = known ? (100 * done) / total : 0;
  return (
    <ProgressBar className={known ? 'progress' : 'progress progress-running'} value={part} isIndeterminate={!known}>
      <div className="row-apart">
        <Label className="strong">{label}</Label>
        <span className="soft">{text}</span>
      </div>
      <div className="progress-track">
        <div className="progress-fill" {...(known ? { style: { width: `${part}%` } } : {})} />
      </div>
    </ProgressBar>
  );
}
