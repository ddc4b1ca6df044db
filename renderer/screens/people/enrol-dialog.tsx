import { useState } from 'react';
import { ROLES, type Role } from '../../../shared/domain/risk.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { Ticks } from '../../ui/tick.tsx';
import { PassphrasePair, isGoodPair } from '../start/passphrase-pair.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';

export function EnrolDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const enrol = usePeopleChange('Enrolment', onClose, ({ client }) =>
    client.operators.enrol({ operator: { name, roles: [...roles] }, passphrase }),
  );
  return (
    <DialogBox title="Enrol a person" open onClose={onClose} wide>
      {enrol.missed !== null ? (
        <Missed missed={enrol.missed} onClose={onClose} />
      ) : (
        <>
          <TextInput label="Name" value={name} onChange={setName} startHere maxLength={120} />
          <Ticks
            label="Roles"
            items={ROLES.map((value) => ({ value, label: ROLE_TEXT[value] }))}
            value={roles}
            onChange={setRoles}
          />
          <PassphrasePair
            passphrase={passphrase}
            repeated={repeated}
            onPassphrase={setPassphrase}
            onRepeated={setRepeated}
          />
          <p className="soft">
            The person types the passphrase themselves. Nobody else can sign with this key, and it cannot be recovered.
          </p>
          <FailureBox failure={enrol.failure} onRetry={enrol.send} />
          <div className="row">
            <Button
              tone="primary"
              busy={enrol.busy}
              isDisabled={name.trim() === '' || roles.length === 0 || !isGoodPair(passphrase, repeated)}
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
