import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { PassphrasePair, isGoodPair } from '../start/passphrase-pair.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';

const TEXTS = {
  rotate: {
    title: 'Replace my key',
    explain:
      'You get a new key under the passphrase below. The old key signs for the new one and then counts no more. You stay the same person: command, roles and what you signed remain yours.',
    send: 'Make the new key',
  },
  passphrase: {
    title: 'Change my passphrase',
    explain:
      'The key stays the same. Copies of the old key file, in backups for example, still open with the old passphrase. If someone may know it, replace the key instead.',
    send: 'Change the passphrase',
  },
} as const;

/** For whoever signs now. The passphrase in use is asked for, so that nobody does this at a console left unlocked. */
export function RenewDialog({ does, onClose }: { readonly does: keyof typeof TEXTS; readonly onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const text = TEXTS[does];
  const renew = usePeopleChange(text.title, onClose, ({ client }) => {
    const input = { passphrase, next };
    return does === 'rotate' ? client.operators.rotate(input) : client.operators.changePassphrase(input);
  });
  return (
    <DialogBox title={text.title} open onClose={onClose} wide>
      {renew.missed !== null ? (
        <Missed missed={renew.missed} onClose={onClose} />
      ) : (
        <>
          <p>{text.explain}</p>
          <TextInput
            label="Passphrase in use"
            type="password"
            autoComplete="current-password"
            value={passphrase}
            onChange={setPassphrase}
            startHere
          />
          <fieldset className="other-hand">
            <legend>From now on</legend>
            <PassphrasePair passphrase={next} repeated={repeated} onPassphrase={setNext} onRepeated={setRepeated} />
          </fieldset>
          <FailureBox failure={renew.failure} />
          <div className="row">
            <Button
              tone="primary"
              busy={renew.busy}
              isDisabled={passphrase === '' || !isGoodPair(next, repeated)}
              onPress={renew.send}
            >
              {text.send}
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
