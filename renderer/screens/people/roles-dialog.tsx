import { useState } from 'react';
import { ROLES, type Role } from '../../../shared/domain/risk.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { Ticks } from '../../ui/tick.tsx';
import type { KeyDialogProps } from './key-dialog.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';

export function RolesDialog({ line, onClose }: KeyDialogProps) {
  const [roles, setRoles] = useState<readonly Role[]>(line.roles);
  const change = usePeopleChange('Roles', onClose, ({ client }) =>
    client.operators.setRoles({ fingerprint: line.fingerprint, roles: [...roles] }),
  );
  return (
    <DialogBox title={`Roles of ${line.name}`} open onClose={onClose} wide>
      {change.missed !== null ? (
        <Missed missed={change.missed} onClose={onClose} />
      ) : (
        <>
          <Ticks
            label="Roles from now on"
            items={ROLES.map((value) => ({ value, label: ROLE_TEXT[value] }))}
            value={roles}
            onChange={setRoles}
          />
          <p className="soft">
            An incident commander or management changes the roles of others. Approvals that were given keep the roles of
            their moment.
          </p>
          <FailureBox failure={change.failure} />
          <div className="row">
            <Button tone="primary" busy={change.busy} isDisabled={roles.length === 0} onPress={change.send}>
              Change roles
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
