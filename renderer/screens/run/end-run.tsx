import { useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { LEFT_TEXT } from '../../../shared/view/run-end.ts';
import type { RunView } from '../../../shared/view/run-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { LeftOpenList } from './left-open-list.tsx';

interface Props {
  readonly view: IncidentView;
  readonly run: RunView;
}

/** The way out of a run whose playbook is not here: what is open, what holds it back, and the end on record. */
export function EndRun({ view, run }: Props) {
  const [asking, setAsking] = useState(false);
  if (run.ending === null) return null;
  const { open, blockedBy } = run.ending;
  return (
    <div className="step-move stack-2">
      <p className="measure">
        A console of the version before can still close this run by its steps. Where there is none any more,{' '}
        {view.commander.name}, who commands, can end the run on record here. Ending is not closing: no exit criterion is
        asked.
      </p>
      {open.length > 0 && <LeftOpenList view={view} title="Open, as far as the record tells" open={open} />}
      {blockedBy !== null && (
        <p className="note-box row">
          <Icon name="lock" /> <span className="grow">Not yet: {blockedBy}.</span>
        </p>
      )}
      <div>
        <Button isDisabled={blockedBy !== null} onPress={() => setAsking(true)}>
          End it on record
        </Button>
      </div>
      {asking && <EndDialog view={view} run={run} onClose={() => setAsking(false)} />}
    </div>
  );
}

function EndDialog({ view, run, onClose }: Props & { readonly onClose: () => void }) {
  const open = run.ending?.open ?? [];
  const asked = open.filter(({ mayHold }) => mayHold);
  const others = open.filter(({ mayHold }) => !mayHold);
  const draft = useDraft<{ readonly reason: string; readonly told: Readonly<Record<string, string>> }>({
    scope: view.incident,
    form: `end ${run.run}`,
    label: `End of ${run.title}`,
    blank: { reason: '', told: {} },
  });
  const { reason, told } = draft.value;
  const end = useCommand('End of the run', async ({ client }) => {
    const answer = await client.run.end({
      incident: view.incident as `inc-${string}`,
      run: run.run as `run-${string}`,
      reason,
      told: asked.map(({ action }) => ({ action: action as `act-${string}`, text: (told[action] ?? '').trim() })),
      revision: view.revision,
    });
    draft.forget();
    onClose();
    return answer;
  });
  const missing = reason.trim() === '' || asked.some(({ action }) => (told[action] ?? '').trim() === '');
  return (
    <DialogBox title={`End ${run.playbook.id} without its playbook`} open onClose={onClose} wide>
      <p>
        {run.title} will be shown as <strong>ended without its playbook</strong>, here and in every report. It cannot be
        taken back; the playbook can be started anew. Actions keep what they did and can still be probed and undone here
        where their version is here.
      </p>
      {others.length > 0 && (
        <ul className="stack-1">
          {others.map((one) => (
            <li key={one.action}>
              <strong>{one.label}</strong>: {LEFT_TEXT[one.what]}
            </li>
          ))}
        </ul>
      )}
      <DraftNotice draft={draft} />
      {asked.map((one, at) => (
        <TextInput
          key={one.action}
          label={`What became of ${one.label}`}
          hint="It may be in force under a lease that this console cannot read. Who looked at the system, when, what they saw."
          rows={2}
          value={told[one.action] ?? ''}
          onChange={(text) => draft.change({ told: { ...told, [one.action]: text } })}
          startHere={at === 0}
          maxLength={300}
        />
      ))}
      <TextInput
        label="Why it is ended here"
        rows={2}
        value={reason}
        onChange={(next) => draft.change({ reason: next })}
        startHere={asked.length === 0}
        maxLength={2000}
      />
      <FailureBox failure={end.failure} />
      <div className="row">
        <Button tone="primary" busy={end.busy} isDisabled={missing} onPress={() => void end.send()}>
          End it on record
        </Button>
        <Button onPress={onClose}>Not now</Button>
      </div>
    </DialogBox>
  );
}
