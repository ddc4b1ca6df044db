import { useState } from 'react';
import { useStore } from '../store/app-store.ts';
import { useCommand } from '../store/command.ts';
import { useObservable } from '../store/observable.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { DialogBox } from '../ui/dialog-box.tsx';
import { FailureBox } from '../ui/failure-box.tsx';
import { rolesText } from '../ui/role-text.ts';
import { usePause } from '../ui/use-pause.ts';
import { TextInput } from '../ui/text-input.tsx';

interface Props {
  readonly preferred: string | null;
  readonly onClose: () => void;
}

/** A second person takes the keyboard. Their key stays until it is handed back. */
export function SecondDialog({ preferred, onClose }: Props) {
  const store = useStore();
  const { value: view } = useObservable(store.console.state);
  const [who, setWho] = useState(preferred ?? '');
  const [passphrase, setPassphrase] = useState('');
  const take = useCommand('Second person', async ({ client, console }) => {
    await client.session.takeSecond({ fingerprint: who, passphrase });
    await console.refresh();
    onClose();
  });
  const people = (view?.operators ?? []).filter(
    (one) => !one.revoked && one.fingerprint !== view?.session.lead?.fingerprint,
  );
  const paused = usePause(take.failure) > 0;
  const submit = (): void => {
    if (who !== '' && passphrase !== '' && !paused) void take.send();
  };
  return (
    <DialogBox title="Second person takes the keyboard" open onClose={onClose}>
      <p>What is done until you hand it back is signed with that person’s own key.</p>
      {people.length === 0 ? (
        <p className="strong">
          Nobody else is enrolled at this console. Enrol a person on the list of incidents first.
        </p>
      ) : (
        <>
          <Choice
            label="Who sits down"
            value={who}
            prompt="Choose a person"
            options={people.map((one) => ({ value: one.fingerprint, label: `${one.name} (${rolesText(one.roles)})` }))}
            onChange={(next) => {
              take.clear();
              setWho(next);
            }}
          />
          <TextInput
            label="Their passphrase"
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            onEnter={submit}
          />
          <FailureBox failure={take.failure} />
          <div className="row">
            <Button
              tone="primary"
              busy={take.busy}
              isDisabled={who === '' || passphrase === '' || paused}
              onPress={submit}
            >
              Take the keyboard
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
