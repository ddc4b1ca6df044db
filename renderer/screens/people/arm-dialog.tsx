import type { ConsoleView, PermitsView } from '../../../shared/view/console-view.ts';
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
import { useSecondPerson } from './second-person.tsx';

interface Props {
  readonly view: ConsoleView;
  readonly permits: PermitsView;
  /** One that lacks its second signature, or null for a new one. */
  readonly started: PermitsView['armings'][number] | null;
  readonly onClose: () => void;
}

interface ArmForm {
  readonly reason: string;
  readonly scope: 'chosen' | 'all';
  readonly actions: readonly string[];
}

/** Two people let this console do some actions by itself, or all. As few as were rehearsed is the better choice, so it is the first. */
export function ArmDialog({ view, permits, started, onClose }: Props) {
  const { catalog, console: shown } = useStore();
  const all = useObservable(catalog.state).value?.actions ?? [];
  const open = all.filter(({ id, modes }) => modes.includes('exec') && !permits.mayRun.includes(id));
  const draft = useDraft<ArmForm>({
    scope: 'console',
    form: started === null ? 'arm' : null,
    label: 'Let this console run commands',
    blank: { reason: '', scope: 'chosen', actions: [] },
  });
  const { reason, scope, actions } = draft.value;
  const second = useSecondPerson(view, '');
  const wanted = started
    ? started.actions
    : scope === 'all'
      ? null
      : actions.filter((id) => open.some((one) => one.id === id));
  const said = started?.reason ?? reason;
  const change = useCommand('What this console may do', async (store) => {
    const run = async (): Promise<void> => {
      await store.client.permit.armExec({ reason: said, ...(wanted && { actions: [...wanted] }) });
    };
    try {
      await (second.nobody ? run() : second.with(store, run));
      draft.forget();
      onClose();
    } finally {
      await shown.refresh();
    }
  });
  const filled = said.trim() !== '' && (wanted === null || wanted.length > 0);
  return (
    <DialogBox title="Let this console run commands" open onClose={onClose} wide>
      <ul className="stack-1">
        <li>These actions may then be drafted “By this console”. Signatures, probes and leases stay as they are.</li>
        <li>Only what the register names is reached, and only with the programs of this machine.</li>
        <li>One person can stop it again at any time.</li>
      </ul>
      {started === null ? (
        <>
          <DraftNotice draft={draft} />
          <OneOf
            label="For which actions"
            value={scope}
            items={[
              { value: 'chosen', label: 'Those chosen below' },
              { value: 'all', label: 'All of them, those of later versions included' },
            ]}
            onChange={(next) => draft.change({ scope: next })}
          />
          {scope === 'chosen' && (
            <ActionFamilies actions={open} chosen={actions} onChange={(next) => draft.change({ actions: next })} />
          )}
          <TextInput label="Reason" value={reason} onChange={(text) => draft.change({ reason: text })} />
        </>
      ) : (
        <p>
          {started.by.join(' and ')} signed for {scopeWords(started)}: “{started.reason}”
        </p>
      )}
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
          isDisabled={!filled || !(second.nobody || second.ready)}
          onPress={() => void change.send()}
        >
          Let it run commands
        </Button>
      </div>
    </DialogBox>
  );
}

/** What an arming is for, in words. */
export function scopeWords({ actions, except }: Pick<PermitsView['armings'][number], 'actions' | 'except'>): string {
  if (actions !== null) return actions.join(', ');
  return except.length === 0 ? 'all actions' : `all actions but ${except.join(', ')}`;
}
