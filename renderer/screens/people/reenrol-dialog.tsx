import { useState } from 'react';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { PassphrasePair, isGoodPair } from '../start/passphrase-pair.tsx';
import type { KeyDialogProps } from './key-dialog.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';
import { useSecondPerson } from './second-person.tsx';

/** A new key for someone whose passphrase is lost, on the word of two others. */
export function ReenrolDialog({ line, view, onClose }: KeyDialogProps) {
  const draft = useDraft({
    scope: 'console',
    form: `reenrol ${line.fingerprint}`,
    label: `Enrolment of ${line.name} again`,
    blank: line.revoked ? '' : 'Lost passphrase',
  });
  const reason = draft.value;
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const second = useSecondPerson(view, line.person);
  const reenrol = usePeopleChange('Enrolment', onClose, (store) =>
    second.with(store, async () => {
      const answer = await store.client.operators.reenrol({ fingerprint: line.fingerprint, passphrase, reason });
      draft.recorded(reason);
      return answer;
    }),
  );
  return (
    <DialogBox title={`Enrol ${line.name} again`} open onClose={onClose} wide>
      {reenrol.missed !== null ? (
        <Missed missed={reenrol.missed} onClose={onClose} />
      ) : second.nobody ? (
        <p>
          Two people beside {line.name} have to vouch, and there is only you. Revoke the key, then enrol the person as a
          new one.
        </p>
      ) : (
        <>
          <p>
            {line.revoked ? '' : 'The old key is revoked. '}
            {line.name} gets a new key and stays the same person, with the same roles.
          </p>
          <DraftNotice draft={draft} />
          <TextInput label="Reason" value={reason} onChange={draft.set} />
          <fieldset className="other-hand">
            <legend>{line.name} types a new passphrase</legend>
            <PassphrasePair
              passphrase={passphrase}
              repeated={repeated}
              onPassphrase={setPassphrase}
              onRepeated={setRepeated}
            />
          </fieldset>
          {second.fields}
          <FailureBox failure={reenrol.failure} />
          <div className="row">
            <Button
              tone="primary"
              busy={reenrol.busy}
              isDisabled={reason.trim() === '' || !isGoodPair(passphrase, repeated) || !second.ready}
              onPress={reenrol.send}
            >
              Enrol again
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
