import { useState } from 'react';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { HoldDialog } from './hold-dialog.tsx';

/** Whether a sealed copy of what this would destroy is under legal hold. */
export function HoldLine({ view, action }: { readonly view: IncidentView; readonly action: ActionView }) {
  const [placing, setPlacing] = useState(false);
  const holds = view.holds.filter(
    (hold) => hold.released === null && (hold.target === null || hold.target === action.target),
  );
  const names = holds.map((hold) => hold.hold).join(', ');
  return (
    <div className="note-box row">
      <Icon name="lock" />
      <span className="grow">
        {action.hold === 'sealed'
          ? `Under legal hold ${names}, sealed copy ${holds.flatMap((hold) => hold.exhibits).join(', ')}.`
          : holds.length > 0
            ? `This destroys evidence. Legal hold ${names} stands, but names no sealed copy: take the copy in as evidence, then place a hold that names it.`
            : 'This destroys evidence. It is refused until a sealed copy is under legal hold.'}
      </span>
      {action.hold === 'missing' && (
        <Button size="small" onPress={() => setPlacing(true)}>
          Place a legal hold
        </Button>
      )}
      {placing && (
        <HoldDialog
          view={view}
          target={{ id: action.target, label: action.targetLabel }}
          onClose={() => setPlacing(false)}
        />
      )}
    </div>
  );
}
