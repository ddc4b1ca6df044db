import { useState } from 'react';
import type { PermitsView } from '../../../shared/view/console-view.ts';
import type { Client } from '../../client/client.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { OneOf } from '../../ui/tick.tsx';
import { ActionFamilies } from './action-families.tsx';
import { scopeWords } from './arm-dialog.tsx';

/** What one person may take back: what the console runs by itself, or the approval of a playbook. */
export type Stopped =
  | { readonly what: 'arming'; readonly arming: PermitsView['armings'][number] }
  | { readonly what: 'approval'; readonly playbook: PermitsView['playbooks'][number] };

interface Props {
  readonly permits: PermitsView;
  readonly stopped: Stopped;
  readonly onClose: () => void;
}

/** One person is enough, with a reason. */
export function StopDialog({ permits, stopped, onClose }: Props) {
  const { catalog, console: shown } = useStore();
  const { title, text, label, form } = wordsOf(stopped);
  const draft = useDraft({ scope: 'console', form, label: title, blank: '' });
  const reason = draft.value;
  const inForce = stopped.what === 'arming' ? permits.mayRun.filter((id) => covers(stopped.arming, id)) : [];
  const actions = useObservable(catalog.state).value?.actions.filter(({ id }) => inForce.includes(id)) ?? [];
  const [part, setPart] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const change = useCommand('What this console may do', async ({ client }) => {
    try {
      await send(client, stopped, reason, part ? chosen : null);
      draft.recorded(reason);
      onClose();
    } finally {
      await shown.refresh();
    }
  });
  return (
    <DialogBox title={title} open onClose={onClose} wide>
      <p>{text}</p>
      {inForce.length > 1 && (
        <OneOf
          label="How much of it"
          value={part ? 'part' : 'all'}
          items={[
            { value: 'all', label: 'All of it' },
            { value: 'part', label: 'The actions chosen below' },
          ]}
          onChange={(next) => setPart(next === 'part')}
        />
      )}
      {part && <ActionFamilies actions={actions} chosen={chosen} onChange={setChosen} />}
      <DraftNotice draft={draft} />
      <TextInput label="Reason" value={reason} onChange={draft.set} startHere />
      <FailureBox failure={change.failure} />
      <div className="row">
        <Button
          tone="primary"
          busy={change.busy}
          isDisabled={reason.trim() === '' || (part && chosen.length === 0)}
          onPress={() => void change.send()}
        >
          {label}
        </Button>
      </div>
    </DialogBox>
  );
}

async function send(
  { permit }: Client,
  stopped: Stopped,
  reason: string,
  part: readonly string[] | null,
): Promise<void> {
  if (stopped.what === 'approval') {
    const { id, digest } = stopped.playbook;
    await permit.withdrawApproval({ playbook: id, digest, reason });
    return;
  }
  const actions = part ?? stopped.arming.actions;
  await permit.disarmExec({ reason, ...(actions && { actions: [...actions] }) });
}

function covers({ armed, actions, except }: PermitsView['armings'][number], id: string): boolean {
  return armed && (actions === null ? !except.includes(id) : actions.includes(id));
}

function wordsOf(stopped: Stopped) {
  if (stopped.what === 'approval') {
    const { id, title, version } = stopped.playbook;
    return {
      title: `Withdraw the approval of ${id}`,
      text: `${id} ${title}, version ${version}, then shows as withdrawn before it starts, with your name and reason. It can still be started. Runs that are under way keep what they began with, and show it too. To approve it again, two people sign again.`,
      label: 'Withdraw the approval',
      form: `withdraw ${id}`,
    };
  }
  const { arming } = stopped;
  const all = arming.actions === null ? 'all actions' : scopeWords(arming);
  return {
    title: 'Stop this console from running commands',
    text: `For ${all}. What runs goes on to its end. Nothing new is started; cards and statements go on as before.`,
    label: 'Stop it',
    form: `disarm ${all}`,
  };
}
