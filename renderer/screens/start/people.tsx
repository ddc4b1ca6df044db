import { useState } from 'react';
import { ROLES, type Role } from '../../../shared/domain/risk.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ROLE_TEXT, rolesText } from '../../ui/role-text.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { Ticks } from '../../ui/tick.tsx';
import { PassphrasePair, isGoodPair } from './passphrase-pair.tsx';

export function People({ view }: { readonly view: ConsoleView }) {
  const [enrolling, setEnrolling] = useState(false);
  const enough = view.operators.filter((one) => !one.revoked).length > 1;
  return (
    <Panel
      title="People who can sign here"
      flush
      aside={
        <Button size="small" icon="plus" onPress={() => setEnrolling(true)}>
          Enrol a person
        </Button>
      }
    >
      {!enough && (
        <p className="people-warning">
          Only one person is enrolled. Disruptive actions need a second person’s key: enrol one before you need it.
        </p>
      )}
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Roles</th>
              <th scope="col">Key fingerprint</th>
            </tr>
          </thead>
          <tbody>
            {view.operators.map((one) => (
              <tr key={one.fingerprint}>
                <td className="strong">
                  {one.name} {one.revoked && <Mark tone="wait">Revoked</Mark>}
                </td>
                <td>{rolesText(one.roles)}</td>
                <td>
                  <Hash value={one.fingerprint} what={`fingerprint of ${one.name}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {enrolling && <EnrolDialog onClose={() => setEnrolling(false)} />}
    </Panel>
  );
}

function EnrolDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const enrol = useCommand('Enrolment', async (store) => {
    await store.client.operators.enrol({ operator: { name, roles: [...roles] }, passphrase });
    await store.console.refresh();
    onClose();
  });
  return (
    <DialogBox title="Enrol a person" open onClose={onClose} wide>
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
      <FailureBox failure={enrol.failure} onRetry={() => void enrol.send()} />
      <div className="row">
        <Button
          tone="primary"
          busy={enrol.busy}
          isDisabled={name.trim() === '' || roles.length === 0 || !isGoodPair(passphrase, repeated)}
          onPress={() => void enrol.send()}
        >
          Enrol
        </Button>
      </div>
    </DialogBox>
  );
}
