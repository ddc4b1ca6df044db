import { useState } from 'react';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly action: ActionView;
}

/** What the commander may decide alone, each with its reason on record. */
export function EmergencyMoves({ view, consoleView, action }: Props) {
  const [asking, setAsking] = useState<'breakGlass' | 'skipCollect' | null>(null);
  const on = {
    incident: view.incident as `inc-${string}`,
    action: action.action as `act-${string}`,
    revision: view.revision,
  };
  const breakGlass = useCommand('Break-glass', ({ client }, reason: string) =>
    client.action.submit({ ...on, purpose: 'apply', breakGlass: reason }),
  );
  const skip = useCommand('Dry run', ({ client }, skipCollect: string) => client.action.dryRun({ ...on, skipCollect }));
  const commands = consoleView.session.acting?.fingerprint === view.commander.fingerprint;
  const mayBreak = commands && action.moves.includes('submitBreakGlass');
  const maySkip = commands && action.moves.includes('dryRun') && ['drafted', 'dryRunRefused'].includes(action.state);
  if (!mayBreak && !maySkip) return null;
  const close = (): void => setAsking(null);
  return (
    <div className="row">
      {mayBreak && (
        <Button icon="alert" onPress={() => setAsking('breakGlass')}>
          Break glass
        </Button>
      )}
      {maySkip && (
        <Button tone="quiet" size="small" onPress={() => setAsking('skipCollect')}>
          Dry run without collecting evidence
        </Button>
      )}
      {asking === 'breakGlass' && (
        <ReasonDialog
          title="Break glass"
          label="Why it cannot wait for a second person"
          confirm="Arm it alone"
          scope={view.incident}
          form={`break-glass ${action.action}`}
          busy={breakGlass.busy}
          failure={breakGlass.failure}
          onConfirm={async (reason) => (await breakGlass.send(reason)) !== null}
          onClose={close}
        >
          <p>
            You arm {action.template} on <strong>{action.targetLabel}</strong> with your signature alone. It is on
            record as such. Somebody else has to ratify it within 60 minutes of the order, and it is not renewed before
            that.
          </p>
        </ReasonDialog>
      )}
      {asking === 'skipCollect' && (
        <ReasonDialog
          title="Dry run without collecting evidence"
          label="Why evidence is not collected first"
          confirm="Dry run"
          scope={view.incident}
          form={`skip-collect ${action.action}`}
          busy={skip.busy}
          failure={skip.failure}
          onConfirm={async (reason) => (await skip.send(reason)) !== null}
          onClose={close}
        >
          <p>Session lists and connections change the moment access is cut. What is not collected now is gone.</p>
        </ReasonDialog>
      )}
    </div>
  );
}
