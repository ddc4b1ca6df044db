import { useState } from 'react';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { RunMove, RunView } from '../../../shared/view/run-view.ts';
import { useCommand } from '../../store/command.ts';
import { useDraft } from '../../store/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DraftNotice } from '../../ui/draft-notice.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { EndRun } from './end-run.tsx';
import { Proposals } from './proposals.tsx';
import { RunEnded } from './run-ended.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly run: RunView;
}

/** The current step: what it is for, and what can be said to the run now. */
export function StepPanel({ view, consoleView, run }: Props) {
  // What its step asks for is asked of nobody once the run was ended.
  const current = run.ended ? [] : run.states.filter((one) => one.status === 'current');
  const states = current.filter((one) => one.region === null);
  const regions = current.filter((one) => one.region !== null);
  const open = run.moves.filter((move) => move.blockedBy === null);
  const blocked = run.moves.filter((move) => move.blockedBy !== null);
  return (
    <section className="panel step" aria-label="Current step">
      <div className="step-head">
        <span className="small soft">
          {run.closed
            ? 'This run is closed'
            : run.ended
              ? 'This run is over'
              : run.problem === null
                ? 'Current step'
                : 'Read only'}
        </span>
        {current.length === 0 && (
          <h2 className="step-title">
            {run.ended ? 'Ended without its playbook' : 'The current step cannot be told here'}
          </h2>
        )}
        <RunEnded view={view} run={run} marked={false} />
        {states.map((state, at) => (
          <div key={state.id}>
            {at === 0 ? <h2 className="step-title">{state.title}</h2> : <h3>{state.title}</h3>}
            <p className="measure">{state.help}</p>
          </div>
        ))}
        {regions.length > 0 && (
          <ul className="step-regions" aria-label="Side by side">
            {regions.map((state) => (
              <li key={state.id}>
                <span className="small soft">{state.region}</span>
                <span className="strong">{state.title}</span>
                <span className="small">{state.help}</span>
              </li>
            ))}
          </ul>
        )}
        {run.planned !== null && !isOver(run) && (
          <p className="row">
            <strong>Planned:</strong> {run.planned}
          </p>
        )}
        {run.problem !== null && run.ended === null && (
          <p className="note-box row">
            <Icon name="lock" /> <span className="grow">{run.problem}</span>
          </p>
        )}
      </div>
      <EndRun view={view} run={run} />
      <Proposals view={view} consoleView={consoleView} run={run} />
      {open.map((move, at) => (
        <Move key={move.event} view={view} run={run} move={move} primary={at === 0 && blocked.length === 0} />
      ))}
      {blocked.length > 0 && (
        <ul className="step-blocked">
          {blocked.map((move) => (
            <li key={move.event} className="row">
              <Icon name="lock" />
              <span className="grow">
                <span className="strong">{move.label}</span> <span className="soft">{move.blockedBy}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface MoveProps {
  readonly view: IncidentView;
  readonly run: RunView;
  readonly move: RunMove;
  /** The way forward. Other moves show what they ask only after they were pressed. */
  readonly primary: boolean;
}

function Move({ view, run, move, primary }: MoveProps) {
  const draft = useDraft({
    scope: view.incident,
    form: `move ${run.run} ${run.current} ${move.event}`,
    label: `${run.title}: ${move.label}`,
    blank: { choice: move.choices.length === 1 ? (move.choices[0]?.value ?? '') : '', detail: '' },
  });
  const { choice, detail } = draft.value;
  const [open, setOpen] = useState(primary || draft.restoredAt !== null);
  const [pressed, setPressed] = useState(false);
  const advance = useCommand(move.label, async ({ client }) => {
    const answer = await client.run.advance({
      incident: view.incident as `inc-${string}`,
      run: run.run as `run-${string}`,
      event: move.event,
      choice,
      detail,
      revision: view.revision,
    });
    draft.forget();
    return answer;
  });
  const chosen = move.choices.find(({ value }) => value === choice);
  const incomplete = (move.choices.length > 0 && chosen?.open !== true) || (move.wantsDetail && detail.trim() === '');
  const asks = move.choices.length > 0 || move.wantsDetail;
  if (asks && !open) {
    return (
      <div className="step-move step-closed">
        <span className="soft grow">{move.help}</span>
        <Button
          aria-expanded={false}
          onPress={() => {
            setOpen(true);
            setPressed(true);
          }}
        >
          {move.label}
        </Button>
      </div>
    );
  }
  if (!asks && !primary && move.signatures === null) {
    return (
      <div className="step-move">
        <div className="step-closed">
          <span className="soft grow">{move.help}</span>
          <Button busy={advance.busy} onPress={() => void advance.send()}>
            {move.label}
          </Button>
        </div>
        <FailureBox failure={advance.failure} onRetry={() => void advance.send()} />
      </div>
    );
  }
  return (
    <div className="step-move">
      {move.help !== '' && <p className="soft measure">{move.help}</p>}
      {move.signatures !== null && (
        <p className="note-box row">
          <Icon name="people" />
          <span className="grow">
            Takes signatures of {move.signatures.replace(' more', '')}. The first one is a proposal.
          </span>
        </p>
      )}
      <DraftNotice draft={draft} />
      {move.choices.length > 0 && (
        <Choice
          label="Choose"
          value={choice}
          options={move.choices.map(({ value, label, open: can }) => ({
            value,
            label: can ? label : `${label} (not now)`,
            disabled: !can,
          }))}
          {...(move.choices.every((one) => one.open) ? {} : { hint: move.needs })}
          onChange={(next) => draft.change({ choice: next })}
          startHere={pressed}
        />
      )}
      {move.wantsDetail && (
        <TextInput
          label="Reason, for the record"
          rows={2}
          value={detail}
          onChange={(next) => draft.change({ detail: next })}
          startHere={pressed && move.choices.length === 0}
        />
      )}
      <FailureBox failure={advance.failure} onRetry={() => void advance.send()} />
      <div>
        <Button
          tone={primary ? 'primary' : 'plain'}
          busy={advance.busy}
          isDisabled={incomplete}
          onPress={() => void advance.send()}
        >
          {move.signatures === null ? move.label : `Propose: ${move.label}`}
        </Button>
      </div>
    </div>
  );
}
