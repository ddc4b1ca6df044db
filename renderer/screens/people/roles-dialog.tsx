import { ROLES, type Role } from '../../../shared/domain/risk.ts';
import { ACTING_ROLES } from '../../../shared/ledger/people.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { ROLE_TEXT } from '../../ui/role-text.ts';
import { Ticks } from '../../ui/tick.tsx';
import type { KeyDialogProps } from './key-dialog.tsx';
import { Missed, usePeopleChange } from './people-change.tsx';
import { useSecondPerson } from './second-person.tsx';

/** Roles of someone else. A role that lets act takes a second signature, where somebody else is there to give it. */
export function RolesDialog({ line, view, onClose }: KeyDialogProps) {
  const draft = useDraft<readonly Role[]>({
    scope: 'console',
    form: `roles ${line.fingerprint}`,
    label: `Roles of ${line.name}`,
    blank: line.roles,
  });
  const roles = draft.value;
  const second = useSecondPerson(view, line.person);
  const adds = roles.some((role) => ACTING_ROLES.includes(role) && !line.roles.includes(role));
  const two = adds && !second.nobody;
  const change = usePeopleChange('Roles', onClose, (store) => {
    const run = async () => {
      const answer = await store.client.operators.setRoles({ fingerprint: line.fingerprint, roles: [...roles] });
      draft.recorded(roles);
      return answer;
    };
    return two ? second.with(store, run) : run();
  });
  return (
    <DialogBox title={`Roles of ${line.name}`} open onClose={onClose} wide>
      {change.missed !== null ? (
        <Missed missed={change.missed} onClose={onClose} />
      ) : (
        <>
          <DraftNotice draft={draft} />
          <Ticks
            label="Roles from now on"
            items={ROLES.map((value) => ({ value, label: ROLE_TEXT[value] }))}
            value={roles}
            onChange={draft.set}
          />
          <p className="soft">
            An incident commander or management changes the roles of others. Approvals that were given keep the roles of
            their moment.
          </p>
          {two && second.fields}
          <FailureBox failure={change.failure} />
          <div className="row">
            <Button
              tone="primary"
              busy={change.busy}
              isDisabled={roles.length === 0 || (two && !second.ready)}
              onPress={change.send}
            >
              Change roles
            </Button>
          </div>
        </>
      )}
    </DialogBox>
  );
}
