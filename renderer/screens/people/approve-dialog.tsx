import { useState } from 'react';
import type { ConsoleView, PermitsView } from '../../../shared/view/console-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Ticks } from '../../ui/tick.tsx';
import { PlaybookText } from '../run/playbook-text.tsx';
import { useSecondPerson } from './second-person.tsx';

interface Props {
  readonly view: ConsoleView;
  readonly permits: PermitsView;
  readonly onClose: () => void;
}

/** The organisation signs for playbooks as they are here. Two people sign where two are there. */
export function ApprovePlaybooks({ view, permits, onClose }: Props) {
  const { console: shown } = useStore();
  const open = permits.playbooks.filter(({ state }) => state !== 'approved');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const second = useSecondPerson(view, '');
  const change = useCommand('What this console may do', async (store) => {
    const run = async (): Promise<void> => {
      for (const { id, digest } of open.filter((one) => chosen.includes(one.id)))
        await store.client.permit.approvePlaybook({ playbook: id, digest });
    };
    try {
      await (second.nobody ? run() : second.with(store, run));
      onClose();
    } finally {
      await shown.refresh();
    }
  });
  return (
    <DialogBox title="Approve playbooks" open onClose={onClose} wide>
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
      {second.nobody ? (
        <p className="soft">Nobody else is there who could sign beside you, so one signature is enough.</p>
      ) : (
        second.fields
      )}
      <FailureBox failure={change.failure} />
      <div className="row">
        <Button
          tone="primary"
          busy={change.busy}
          isDisabled={chosen.length === 0 || !(second.nobody || second.ready)}
          onPress={() => void change.send()}
        >
          Approve
        </Button>
      </div>
    </DialogBox>
  );
}
