import { Icon, type IconName } from './icon.tsx';
import './mark.css';

export type Tone = 'calm' | 'now' | 'wait' | 'good' | 'danger' | 'exercise';

/** A state in a word with its shape and colour; the word carries the meaning. */
export function Mark({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly children: string;
}) {
  return (
    <span className={`mark mark-${tone}`}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      <span>{children}</span>
    </span>
  );
}
