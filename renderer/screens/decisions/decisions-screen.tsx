import { useState } from 'react';
import { TOPIC_TEXT } from '../../../shared/domain/decision.ts';
import type { DecisionView, IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { CoveragePanel } from '../control/coverage-panel.tsx';
import { ReasonDialog } from '../run/reason-dialog.tsx';
import { RunEnded } from '../run/run-ended.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { DecisionDialog } from './decision-dialog.tsx';

/** Who decided what, on what, against whom, and what was known then. */
export function DecisionsScreen({ view }: { readonly view: IncidentView }) {
  const [recording, setRecording] = useState(false);
  const ended = view.runs.filter((run) => run.ended !== null);
  const superseded = new Set(view.decisions.map((one) => one.supersedes));
  return (
    <div className="stack">
      <div className="row-apart">
        <h1>Decisions</h1>
        <Button tone="primary" icon="plus" onPress={() => setRecording(true)}>
          Record a decision
        </Button>
      </div>
      <Panel title="Decision log" flush>
        {ended.length > 0 && (
          <ul className="panel-list" aria-label="Runs ended without their playbook">
            {ended.map((run) => (
              <li key={run.run} className="stack-2">
                <p className="strong wrap">
                  {run.playbook.id} {run.title}
                </p>
                <RunEnded view={view} run={run} marked />
              </li>
            ))}
          </ul>
        )}
        {view.decisions.length + ended.length === 0 ? (
          <Empty title="No decision is recorded yet.">
            <p>
              Record what somebody will ask about in eight months: awareness, classification, strategy, deletion,
              retraining, step-down. With the options that were on the table, the reasons, and who disagreed.
            </p>
          </Empty>
        ) : (
          <ul className="panel-list">
            {view.decisions.toReversed().map((decision) => (
              <Decision
                key={decision.entry}
                view={view}
                decision={decision}
                superseded={superseded.has(decision.entry)}
              />
            ))}
          </ul>
        )}
      </Panel>
      <CoveragePanel view={view} />
      {recording && <DecisionDialog view={view} onClose={() => setRecording(false)} />}
    </div>
  );
}

interface DecisionProps {
  readonly view: IncidentView;
  readonly decision: DecisionView;
  readonly superseded: boolean;
}

function Decision({ view, decision, superseded }: DecisionProps) {
  const [objecting, setObjecting] = useState(false);
  const object = useCommand('Objection', ({ client }, text: string) =>
    client.decision.object({ incident: view.incident as `inc-${string}`, decision: decision.entry, text }),
  );
  const actions = view.actions.filter((one) => decision.actions.includes(one.action as `act-${string}`));
  return (
    <li className="stack-2">
      <div className="row-apart">
        <p className="row">
          <span className="small soft">{TOPIC_TEXT[decision.topic]}</span>
          {superseded && <Mark tone="calm">Superseded</Mark>}
          {decision.reviewAt !== null && decision.reviewAt <= view.now && (
            <Mark tone="wait" icon="clock">
              Review is due
            </Mark>
          )}
        </p>
        <span className="small soft">
          {decision.by}, <Time at={decision.at} short /> <EntryLink incident={view.incident} entry={decision.entry} />
        </span>
      </div>
      <p className="strong wrap">{decision.question}</p>
      <ul className="stack-1">
        {decision.options.map((option, at) => (
          <li key={option} className="row">
            <Icon name={at === decision.chosen ? 'check' : 'ring'} />
            <span className={at === decision.chosen ? 'strong wrap grow' : 'soft wrap grow'}>
              {option}
              {at === decision.chosen && <span className="unseen"> (chosen)</span>}
            </span>
          </li>
        ))}
      </ul>
      <p className="measure wrap">{decision.rationale}</p>
      <p className="small soft">
        Known then: the first {decision.entry} entries of this ledger.
        {decision.evidence.length > 0 && ' Rests on '}
        {decision.evidence.map((entry) => (
          <EntryLink key={entry} incident={view.incident} entry={entry} />
        ))}
        {decision.supersedes !== null && (
          <>
            {' '}
            Supersedes <EntryLink incident={view.incident} entry={decision.supersedes} />
          </>
        )}
      </p>
      {actions.length > 0 && (
        <p className="small">
          Actions: {actions.map((one) => `${one.template} ${one.title} on ${one.targetLabel}`).join('; ')}
        </p>
      )}
      {decision.dissent.map((one) => (
        <p key={one.by} className="note-box">
          <strong>{one.by} disagreed:</strong> {one.text}
        </p>
      ))}
      {decision.objections.map((one) => (
        <p key={one.entry} className="note-box">
          <strong>{one.by} objected</strong> <Time at={one.at} short />: {one.text}{' '}
          <EntryLink incident={view.incident} entry={one.entry} />
        </p>
      ))}
      <div>
        <Button size="small" tone="quiet" onPress={() => setObjecting(true)}>
          Object
        </Button>
      </div>
      {objecting && (
        <ReasonDialog
          title="Object to this decision"
          label="Objection"
          confirm="Record the objection"
          scope={view.incident}
          form={`object ${decision.entry}`}
          busy={object.busy}
          failure={object.failure}
          onConfirm={async (text) => (await object.send(text)) !== null}
          onClose={() => setObjecting(false)}
        >
          <p>The decision stands until another one supersedes it. Your objection is on record under your name.</p>
        </ReasonDialog>
      )}
    </li>
  );
}
