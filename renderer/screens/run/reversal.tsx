import type { RiskClass } from '../../../shared/domain/risk.ts';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  readonly reversal: 'undo' | 'irreversible';
  readonly note: string;
  readonly risk: RiskClass;
}

/** Whether there is a way back. Irreversible is one of the two things red stands for. */
export function Reversal({ reversal, note, risk }: Props) {
  const final = reversal === 'irreversible';
  return (
    <p className={final ? 'reversal-line reversal-danger' : 'reversal-line'}>
      <Icon name={final ? 'noUndo' : risk === 'R0' ? 'check' : 'undo'} />
      <span>
        <strong>{final ? 'Irreversible.' : risk === 'R0' ? 'Changes nothing.' : 'Can be undone.'}</strong> {note}
      </span>
    </p>
  );
}
