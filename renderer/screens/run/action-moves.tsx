import { useState } from 'react';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Reversal } from './reversal.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly action: ActionView;
}

/** The buttons that the statechart offers now; signing, pasting and resolving doubt have their own place. */
export function ActionMoves({ view, consoleView, action }: Props) {
  const [asking, setAsking] = useState<'withdraw' | 'irreversible' | null>(null);
  const on = {
    incident: view.incident as `inc-${string}`,
    action: action.action as `act-${string}`,
    revision: view.revision,
  };
  const dryRun = useCommand('Dry run', ({ client }) => client.action.dryRun(on));
  const submit = useCommand('Submission', ({ client }, purpose: 'apply' | 'undo') =>
    client.action.submit({ ...on, purpose }),
  );
  const order = useCommand('Order', ({ client }, purpose: 'apply' | 'undo' | 'reprobe' | 'renew') =>
    client.action.order({ ...on, purpose }),
  );
  const can = (move: ActionView['moves'][number]): boolean => action.moves.includes(move);
  const commands = consoleView.session.acting?.fingerprint === view.commander.fingerprint;
  const execute = (): void => {
    if (action.reversal === 'irreversible') setAsking('irreversible');
    else void order.send('apply');
  };
  const failure = dryRun.failure ?? submit.failure ?? order.failure;
  const buttons = [
    can('execute') && (
      <Button
        key="execute"
        size="large"
        tone={action.reversal === 'irreversible' ? 'irreversible' : 'primary'}
        icon="play"
        busy={order.busy}
        onPress={execute}
      >
        {action.reversal === 'irreversible' ? 'Execute, irreversible' : 'Execute'}
      </Button>
    ),
    can('submit') && (
      <Button key="submit" tone="primary" icon="people" busy={submit.busy} onPress={() => void submit.send('apply')}>
        Submit for approval
      </Button>
    ),
    can('dryRun') && (
      <Button
        key="dryRun"
        tone={can('submit') ? 'plain' : 'primary'}
        icon="half"
        busy={dryRun.busy}
        onPress={() => void dryRun.send()}
      >
        {action.state === 'drafted' ? 'Dry run' : 'Dry run again'}
      </Button>
    ),
    can('executeUndo') && (
      <Button
        key="executeUndo"
        size="large"
        tone="primary"
        icon="undo"
        busy={order.busy}
        onPress={() => void order.send('undo')}
      >
        Execute the undo
      </Button>
    ),
    can('reprobe') && (
      <Button key="reprobe" icon="half" busy={order.busy} onPress={() => void order.send('reprobe')}>
        Probe again
      </Button>
    ),
    can('renew') && commands && (
      <Button
        key="renew"
        tone={action.lease === null || action.lease.state === 'running' ? 'plain' : 'primary'}
        icon="clock"
        busy={order.busy}
        onPress={() => void order.send('renew')}
      >
        Renew the lease
      </Button>
    ),
    can('submitUndo') && (
      <Button key="submitUndo" icon="undo" busy={submit.busy} onPress={() => void submit.send('undo')}>
        {action.lease === null ? 'Submit the undo' : 'Submit the lifting'}
      </Button>
    ),
    can('withdraw') && (
      <Button key="withdraw" tone="quiet" icon="cross" onPress={() => setAsking('withdraw')}>
        Withdraw
      </Button>
    ),
  ].filter((button) => button !== false);
  const renewedByAnother = can('renew') && !commands;
  if (buttons.length === 0 && failure === null && !renewedByAnother) return null;
  return (
    <div className="stack-2">
      <FailureBox failure={failure} />
      {buttons.length > 0 && <div className="row">{buttons}</div>}
      {renewedByAnother && <p className="soft">{view.commander.name}, who commands, renews the lease.</p>}
      {asking === 'withdraw' && (
        <WithdrawDialog on={on} done={DONE.includes(action.state)} onClose={() => setAsking(null)} />
      )}
      {asking === 'irreversible' && (
        <DialogBox title="This cannot be undone" open onClose={() => setAsking(null)}>
          <p>
            {action.template} {action.title} on <strong>{action.targetLabel}</strong>.
          </p>
          <Reversal reversal="irreversible" note={action.reversalNote} risk={action.risk} />
          <p>
            <strong>Breaks:</strong> {action.blastRadius}
          </p>
          <div className="row">
            <Button
              tone="irreversible"
              onPress={() => {
                setAsking(null);
                void order.send('apply');
              }}
            >
              Execute, irreversible
            </Button>
            <Button onPress={() => setAsking(null)}>Not now</Button>
          </div>
        </DialogBox>
      )}
    </div>
  );
}

const DONE: readonly ActionView['state'][] = ['undone', 'compensated'];

function WithdrawDialog({
  on,
  done,
  onClose,
}: {
  readonly on: { incident: `inc-${string}`; action: `act-${string}` };
  /** It was applied once, and taken back. */
  readonly done: boolean;
  readonly onClose: () => void;
}) {
  const draft = useDraft({
    scope: on.incident,
    form: `withdraw ${on.action}`,
    label: 'Reason to withdraw an action',
    blank: '',
  });
  const reason = draft.value;
  const withdraw = useCommand('Withdrawal', async ({ client }) => {
    const answer = await client.action.withdraw({ incident: on.incident, action: on.action, reason });
    draft.forget();
    onClose();
    return answer;
  });
  return (
    <DialogBox title="Withdraw this action" open onClose={onClose}>
      <p>{done ? 'What was done was taken back.' : 'Nothing was done yet.'} It stays on record as withdrawn.</p>
      <DraftNotice draft={draft} />
      <TextInput label="Reason" rows={2} value={reason} onChange={draft.set} startHere />
      <FailureBox failure={withdraw.failure} />
      <div>
        <Button
          tone="primary"
          busy={withdraw.busy}
          isDisabled={reason.trim() === ''}
          onPress={() => void withdraw.send()}
        >
          Withdraw
        </Button>
      </div>
    </DialogBox>
  );
}
