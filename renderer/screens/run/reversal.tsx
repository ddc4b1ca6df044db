import { Icon } from '../../ui/icon.tsx';

/** Whether there is a way back. Irreversible is one of the two things red stands for. */
export function Reversal({ reversal, note }: { readonly reversal: 'undo' | 'irreversible'; readonly note: string }) {
  const final = reversal === 'irreversible';
  return (
    <p className={final ? 'reversal-line reversal-danger' : 'reversal-line'}>
      <Icon name={final ? 'noUndo' : 'undo'} />
      <span>
        <strong>{final ? 'Irreversible.' : 'Can be undone.'}</strong> {note}
      </span>
    </p>
  );
}
