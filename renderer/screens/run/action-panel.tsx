import { useState } from 'react';
import type { ActionState } from '../../../shared/domain/action-states.ts';
import type { ActionView } from '../../../shared/view/action-view.ts';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { incidentHash } from '../../store/route.ts';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { ActionMoves } from './action-moves.tsx';
import { BrokeLine } from './broke-line.tsx';
import { ContractMark } from './contract-mark.tsx';
import { DryRun } from './dry-run.tsx';
import { EmergencyMoves } from './emergency-moves.tsx';
import { EffectList } from './effect-list.tsx';
import { GateCard, GateRecord } from './gate-card.tsx';
import { HoldLine } from './hold-line.tsx';
import { LeaseMark } from './lease-mark.tsx';
import { MODE_WORD } from './mode-word.ts';
import { Proofs } from './proofs.tsx';
import { RatifyLine } from './ratify-line.tsx';
import { ReadingLine } from './reading-line.tsx';
import { RejectionLine } from './rejection-line.tsx';
import { Reversal } from './reversal.tsx';
import { riskText } from './risk-text.ts';
import { StateTrack } from './state-track.tsx';
import { Trap } from './trap.tsx';

interface Props {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
  readonly action: ActionView;
}

/** While a gate is being signed or holds, it is the thing to look at; afterwards it is history. */
const GATE_STATES: readonly ActionState[] = ['awaitingApproval', 'armed', 'awaitingUndoApproval', 'undoArmed'];
const FAILED: readonly ActionState[] = ['dryRunRefused', 'undoFailed', 'compensationFailed'];
/** The trap of applying is no news to who takes it back. */
const TAKEN_BACK: readonly ActionState[] = ['compensating', 'compensationFailed', 'undoing', 'undoFailed'];
const SETTLED: readonly ActionState[] = ['effective', 'undone', 'compensated', 'withdrawn'];

/** One action from draft to proof. The move that is due stands at the top, with what has to be known before it. */
export function ActionPanel({ view, consoleView, action }: Props) {
  const [showParams, setShowParams] = useState(action.state === 'drafted');
  const open = action.effects.filter(
    (effect) => effect.status === 'waiting' || effect.status === 'in-doubt' || effect.status === 'running',
  );
  // What is in doubt is asked before anything else is said.
  const doubts = open.filter(({ status }) => status === 'in-doubt');
  const under = open.filter(({ status }) => status !== 'in-doubt');
  const dryRun = action.effects.findLast((effect) => effect.step === 'dryRun' && effect.reading !== null);
  const gateOpen = GATE_STATES.includes(action.state);
  const pending = !SETTLED.includes(action.state) && !TAKEN_BACK.includes(action.state);
  // Before anything was applied no proof tells what went wrong; the last answer does.
  const answered = action.effects.findLast((effect) => effect.reading !== null)?.reading ?? null;
  const wrong = FAILED.includes(action.state) && open.length === 0 ? answered : null;
  const past = action.effects.filter((effect) => !open.includes(effect) && effect !== dryRun);
  return (
    <section className="panel" aria-labelledby="action-title">
      <div className="action-head">
        <a className="small" href={incidentHash(view.incident, 'run', action.run)}>
          Back to the step
        </a>
        <h2 id="action-title" className="step-title">
          {action.template} {action.title}
        </h2>
        <p className="row">
          <strong className="wrap">{action.targetLabel}</strong>
          {action.wave > 0 && <Mark tone="calm">{`Wave ${action.wave}`}</Mark>}
          <Mark tone={action.risk === 'R3' ? 'danger' : 'calm'}>{riskText(action.risk)}</Mark>
          <Mark tone="calm">{`Done ${MODE_WORD[action.mode]}`}</Mark>
          <ContractMark tested={action.tested} />
          <LeaseMark lease={action.lease} />
        </p>
      </div>
      <StateTrack action={action} />
      <div className="panel-body">
        <BrokeLine action={action} />
        {doubts.length > 0 && <EffectList view={view} action={action} effects={doubts} />}
        {action.refusal !== null && (
          <p className="note-box row">
            <Icon name="lock" /> <span className="grow">This console does nothing here: {action.refusal}</span>
          </p>
        )}
        {doubts.length === 0 &&
          action.blockedBy !== null &&
          action.hold !== 'missing' &&
          (action.gate === null || action.gate.quorumMet || action.gate.expired) && (
            <p className="note-box row">
              <Icon name="lock" /> <span className="grow">{action.blockedBy}</span>
            </p>
          )}
        {action.rejection !== null && <RejectionLine incident={view.incident} said={action.rejection} />}
        {action.hold !== null && <HoldLine view={view} action={action} />}
        {action.ratifyBy !== null && (
          <RatifyLine view={view} consoleView={consoleView} action={action} until={action.ratifyBy} />
        )}
        {wrong !== null && (
          <div className="note-box">
            <ReadingLine reading={wrong} />
          </div>
        )}
        {pending && <Trap text={action.trap} />}
        {under.length > 0 && <EffectList view={view} action={action} effects={under} />}
        {!gateOpen && <Proofs action={action} />}
        {gateOpen && <GateCard view={view} consoleView={consoleView} action={action} />}
        <ActionMoves view={view} consoleView={consoleView} action={action} />
        <EmergencyMoves view={view} consoleView={consoleView} action={action} />
        {gateOpen && <Proofs action={action} />}
        {!gateOpen && <GateRecord view={view} action={action} />}
        <DryRun action={action} effect={dryRun ?? null} />
        <div className="stack-2">
          <Reversal reversal={action.reversal} note={action.reversalNote} risk={action.risk} />
          <p>
            <strong>Breaks while in force:</strong> {action.blastRadius}
          </p>
          <p className="soft">{action.purpose}</p>
          <button
            type="button"
            className="disclose"
            aria-expanded={showParams}
            onClick={() => setShowParams(!showParams)}
          >
            Parameters ({Object.keys(action.params).length})
          </button>
          {showParams && (
            <dl className="facts small">
              {Object.entries(action.params).map(([name, value]) => (
                <div key={name} className="shortcut">
                  <dt>{action.fields.find((field) => field.name === name)?.label ?? name}</dt>
                  <dd>
                    <code>{value}</code>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </div>
        {past.length > 0 && <EffectList view={view} action={action} effects={past} />}
      </div>
    </section>
  );
}
