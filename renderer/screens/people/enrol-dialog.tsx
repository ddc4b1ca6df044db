import { useState } from 'react';
import { ROLES, type Role } from '../../../shared/domain/risk.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { Tick, Ticks } from '../../ui/tick.tsx';
import { PassphrasePair, isGoodPair } from '../start/passphrase-pair.tsx';
import { ArrivingKeyFields, NO_KEY, type ArrivingKeyState } from './arriving-key.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';
import { useSecondPerson } from './second-person.tsx';

/** What is kept while it is typed. A passphrase and a key never are. */
interface Typed {
  readonly name: string;
  readonly roles: readonly Role[];
}

const NOBODY: Typed = { name: '', roles: [] };

/** A new person. Once two people can sign here, two vouch: nobody alone makes up the one who approves. */
export function EnrolDialog({ view, onClose }: { readonly view: ConsoleView; readonly onClose: () => void }) {
  const draft = useDraft<Typed>({ scope: 'console', form: 'enrol', label: 'Enrolment of a person', blank: NOBODY });
  const { name, roles } = draft.value;
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [brought, setBrought] = useState(false);
  const [arriving, setArriving] = useState<ArrivingKeyState>(NO_KEY);
  const second = useSecondPerson(view, '');
  const enrol = usePeopleChange('Enrolment', onClose, (store) => {
    const key = brought ? { key: arriving.text } : {};
    const run = async () => {
      const answer = await store.client.operators.enrol({ operator: { name, roles: [...roles] }, passphrase, ...key });
      draft.recorded(draft.value);
      return answer;
    };
    return second.nobody ? run() : second.with(store, run);
  });
  return (
    <DialogBox title="Enrol a person" open onClose={onClose} wide>
      {enrol.missed !== null ? (
        <Missed missed={enrol.missed} onClose={onClose} />
      ) : (
        <>
          <DraftNotice draft={draft} />
          <TextInput
            label="Name"
            value={name}
            onChange={(typed) => draft.change({ name: typed })}
            startHere
            maxLength={120}
          />
          <Ticks
            label="Roles"
            items={ROLES.map((value) => ({ value, label: ROLE_TEXT[value] }))}
            value={roles}
            onChange={(ticked) => draft.change({ roles: ticked })}
          />
          <fieldset className="other-hand">
            <legend>{brought ? 'The key that the person brought' : 'The new person types a passphrase'}</legend>
            <div className="stack-2">
              <Tick selected={brought} onChange={setBrought}>
                The person brings a key from another console
              </Tick>
              {brought ? (
                <ArrivingKeyFields
                  value={arriving}
                  onChange={(value) => {
                    setArriving(value);
                    if (value.key !== null && name.trim() === '') draft.change({ name: value.key.name });
                  }}
                  passphrase={passphrase}
                  onPassphrase={setPassphrase}
                />
              ) : (
                <>
                  <PassphrasePair
                    passphrase={passphrase}
                    repeated={repeated}
                    onPassphrase={setPassphrase}
                    onRepeated={setRepeated}
                  />
                  <p className="soft">Nobody else can sign with this key, and it cannot be recovered.</p>
                </>
              )}
            </div>
          </fieldset>
          {second.nobody ? (
            <p className="soft">
              You alone vouch for this person, and the record says so: gates that the two of you sign show it. A third
              person can vouch too, later.
            </p>
          ) : (
            second.fields
          )}
          <FailureBox failure={enrol.failure} onRetry={enrol.send} />
          <div className="row">
            <Button
              tone="primary"
              busy={enrol.busy}
              isDisabled={
                name.trim() === '' ||
                roles.length === 0 ||
                !(brought ? arriving.key !== null && passphrase !== '' : isGoodPair(passphrase, repeated)) ||
                !(second.nobody || second.ready)
              }
              onPress={enrol.send}
            >
              Enrol
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
