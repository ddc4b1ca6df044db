import { useState } from 'react';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Tick } from '../../ui/tick.tsx';
import { usePeopleChange } from './people-change.tsx';
import { useSecondPerson } from './second-person.tsx';

interface Props {
  readonly does: 'replace' | 'finish';
  readonly view: ConsoleView;
  readonly onClose: () => void;
}

/** A new key for the console, or the rest of a hand-over that some incidents could not take. Two people sign where two are there. */
export function ConsoleKeyDialog({ does, view, onClose }: Props) {
  const draft = useDraft({ scope: 'console', form: 'console key', label: 'Reason for a new console key', blank: '' });
  const reason = draft.value;
  const [sure, setSure] = useState(false);
  const second = useSecondPerson(view, '');
  const change = usePeopleChange('Console key', onClose, (store) => {
    const { operators } = store.client;
    const run = async () => {
      if (does === 'finish') return operators.finishHandOver({});
      const answer = await operators.replaceConsoleKey({ reason });
      draft.recorded(reason);
      return answer;
    };
    return second.nobody ? run() : second.with(store, run);
  });
  const filled = does === 'finish' || (reason.trim() !== '' && sure);
  return (
    <DialogBox
      title={does === 'replace' ? 'Replace the console key' : 'Finish the hand-over'}
      open
      onClose={onClose}
      wide
    >
      {change.missed !== null ? (
        <>
          <p className="strong">The journal is handed over. These incidents still sign with the earlier key:</p>
          <ul className="stack-2">
            {change.missed.map(({ incident, codename, why }) => (
              <li key={incident}>
                <strong>{codename}</strong>: {why}
              </li>
            ))}
          </ul>
          <p>Once those ledgers are in order, finish the hand-over on this screen.</p>
          <div className="row">
            <Button tone="primary" onPress={onClose}>
              Understood
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>
            {does === 'replace'
              ? 'Do this when the key may be known to others, or someone left who had it. The old key signs for the new one, in the journal and in every incident. What it signed before stands; from here on it signs nothing.'
              : 'The incidents that missed the hand-over get it now. Nothing changes for the others.'}
          </p>
          {does === 'replace' && (
            <>
              <ul className="stack-1">
                <li>Whoever compared the old fingerprint can go on comparing it: records show the hand-over.</li>
                <li>
                  Witnesses have to be given the new verifier key of each incident before they answer again, and told to
                  drop the old one (<code>bulkhead witness --log NEW --drop OLD</code>).
                </li>
                <li>Back the home up afterwards: older backups do not have the new key.</li>
              </ul>
              <DraftNotice draft={draft} />
              <TextInput label="Reason" value={reason} onChange={draft.set} startHere />
              <Tick selected={sure} onChange={setSure}>
                Replace it. This cannot be taken back.
              </Tick>
            </>
          )}
          {second.nobody ? (
            <p className="soft">Nobody else is there who could sign beside you, so one signature is enough.</p>
          ) : (
            second.fields
          )}
          <FailureBox failure={change.failure} />
          <div className="row">
            <Button
              tone={does === 'replace' ? 'irreversible' : 'primary'}
              busy={change.busy}
              isDisabled={!filled || !(second.nobody || second.ready)}
              onPress={change.send}
            >
              {does === 'replace' ? 'Replace the key' : 'Finish the hand-over'}
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
