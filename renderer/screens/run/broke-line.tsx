import { useEffect, useRef } from 'react';
import type { ActionView } from '../../../shared/view/action-view.ts';
import { Icon } from '../../ui/icon.tsx';

const AFTER: Partial<Readonly<Record<ActionView['state'], string>>> = {
  compensating: 'The way back is part of what was approved, so it began at once.',
  compensated: 'It was taken back and is not in force. What it was to cut is open again.',
  compensationFailed: 'That it was taken back is not proven. Probe again, or submit the undo.',
};

/** Why an action that was approved is not in force, or on its way out. */
export function BrokeLine({ action }: { readonly action: ActionView }) {
  const line = useRef<HTMLOutputElement>(null);
  const after = AFTER[action.state];
  // The statement that found it stood further down; this has to be seen now.
  useEffect(() => {
    // It may answer with a promise, which is no clean-up.
    if (after !== undefined) line.current?.scrollIntoView({ block: 'center' });
  }, [after]);
  if (after === undefined) return null;
  return (
    <output ref={line} className="trap">
      <Icon name="alert" size={20} />
      <span>
        <strong>Others broke.</strong> {action.brokeOthers !== null && `“${action.brokeOthers}” `}
        {after}
      </span>
    </output>
  );
}
