import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { KeyDialogProps } from './key-dialog.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';
import { useSecondPerson } from './second-person.tsx';

/** Ends a key for good. Two people sign, unless only one is left beside the person it is about. */
export function RevokeDialog({ line, view, onClose }: KeyDialogProps) {
  const draft = useDraft({
    scope: 'console',
    form: `revoke ${line.fingerprint}`,
    label: `Revocation of the key of ${line.name}`,
    blank: '',
  });
  const reason = draft.value;
  const second = useSecondPerson(view, line.person);
  const revoke = usePeopleChange('Revocation', onClose, async (store) => {
    const run = async () => {
      const answer = await store.client.operators.revoke({ fingerprint: line.fingerprint, reason });
      draft.recorded(reason);
      return answer;
    };
    return second.nobody ? run() : second.with(store, run);
  });
  return (
    <DialogBox title={`Revoke the key of ${line.name}`} open onClose={onClose} wide>
      {revoke.missed !== null ? (
        <Missed missed={revoke.missed} onClose={onClose} />
      ) : (
        <>
          <p>
            From this moment the key opens nothing and signs nothing, here and in every incident. What it approved and
            is not used up is void. What it signed before stands. It cannot be taken back; the person can be enrolled
            again with a new key.
          </p>
          <DraftNotice draft={draft} />
          <TextInput label="Reason" value={reason} onChange={draft.set} rows={2} startHere />
          {second.nobody ? (
            <p className="soft">Nobody else is left who could sign beside you, so one signature is enough.</p>
          ) : (
            second.fields
          )}
          <FailureBox failure={revoke.failure} />
          <div className="row">
            <Button
              tone="irreversible"
              icon="noUndo"
              busy={revoke.busy}
              isDisabled={reason.trim() === '' || !(second.nobody || second.ready)}
              onPress={revoke.send}
            >
              Revoke for good
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
