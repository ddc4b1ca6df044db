import { useState } from 'react';
import type { ConsoleView, PermitsView } from '../../../shared/view/console-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Ticks } from '../../ui/tick.tsx';
import { PlaybookText } from '../run/playbook-text.tsx';
import { useSecondPerson } from './second-person.tsx';

export type Permit = 'arm' | 'disarm' | 'approve';

interface Props {
  readonly does: Permit;
  readonly view: ConsoleView;
  readonly permits: PermitsView;
  readonly onClose: () => void;
}

const TITLE: Readonly<Record<Permit, string>> = {
  arm: 'Let this console run commands',
  disarm: 'Stop this console from running commands',
  approve: 'Approve playbooks',
};

/** What the organisation lets its console do. Two people sign where two are there; stopping takes one. */
export function PermitDialog({ does, view, permits, onClose }: Props) {
  const { console: shown } = useStore();
  const open = permits.playbooks.filter(({ state }) => state !== 'approved');
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const second = useSecondPerson(view, '');
  const alone = does === 'disarm' || second.nobody;
  const change = useCommand('What this console may do', async (store) => {
    const { permit } = store.client;
    const run = async (): Promise<void> => {
      if (does === 'arm') await permit.armExec({ reason });
      else if (does === 'disarm') await permit.disarmExec({ reason });
      else
        for (const { id, digest } of open.filter((one) => chosen.includes(one.id)))
          await permit.approvePlaybook({ playbook: id, digest });
    };
    try {
      await (alone ? run() : second.with(store, run));
      onClose();
    } finally {
      await shown.refresh();
    }
  });
  const filled = does === 'approve' ? chosen.length > 0 : reason.trim() !== '';
  return (
    <DialogBox title={TITLE[does]} open onClose={onClose} wide>
      {does === 'arm' && (
        <ul className="stack-1">
          <li>Actions may then be drafted “By this console”. Signatures, probes and leases stay as they are.</li>
          <li>Only registered hosts are talked to, and only with the programs of this machine.</li>
          <li>One person can stop it again at any time.</li>
        </ul>
      )}
      {does === 'disarm' && (
        <p>What runs goes on to its end. Nothing new is started; cards and statements go on as before.</p>
      )}
      {does === 'approve' ? (
        <>
          <p>You sign for the content as it is here, by its digest. A changed one shows as changed before it starts.</p>
          <Ticks
            label="Your organisation approves"
            items={open.map(({ id, title, version }) => ({ value: id, label: `${id} ${title}, version ${version}` }))}
            value={chosen}
            onChange={setChosen}
          />
          {open.map(({ id }) => (
            <PlaybookText key={id} playbook={id} />
          ))}
        </>
      ) : (
        <TextInput label="Reason" value={reason} onChange={setReason} startHere />
      )}
      {does !== 'disarm' &&
        (second.nobody ? (
          <p className="soft">Nobody else is there who could sign beside you, so one signature is enough.</p>
        ) : (
          second.fields
        ))}
      <FailureBox failure={change.failure} />
      <div className="row">
        <Button
          tone="primary"
          busy={change.busy}
          isDisabled={!filled || !(alone || second.ready)}
          onPress={() => void change.send()}
        >
          {does === 'approve' ? 'Approve' : does === 'arm' ? 'Let it run commands' : 'Stop it'}
        </Button>
      </div>
    </DialogBox>
  );
}
