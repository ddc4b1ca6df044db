import type { ClockState, ClockStateName } from '../../../shared/law/clock-state.ts';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Countdown } from '../../ui/time.tsx';
import { utcText } from '../../ui/time-text.ts';

const STATE: Readonly<
  Record<ClockStateName, { readonly label: string; readonly tone: Tone; readonly icon: IconName }>
> = {
  'not-started': { label: 'Not started', tone: 'calm', icon: 'ring' },
  running: { label: 'Running', tone: 'now', icon: 'clock' },
  submitted: { label: 'Filed in time', tone: 'good', icon: 'check' },
  'late-filed': { label: 'Filed late', tone: 'danger', icon: 'alert' },
  overdue: { label: 'Deadline missed', tone: 'danger', icon: 'alert' },
};

const ORDER: readonly ClockStateName[] = ['overdue', 'running', 'not-started', 'late-filed', 'submitted'];

export function ClockBoard({ view, entity }: { readonly view: IncidentView; readonly entity: EntityLegalView }) {
  const clocks = entity.report.clocks.toSorted(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.due ?? '').localeCompare(b.due ?? ''),
  );
  return (
    <Panel title={`Clocks of ${entity.entityName}`} flush>
      {entity.report.problems.map((problem) => (
        <p key={`${problem.code} ${problem.field}`} className="clock-problem">
          <Icon name="alert" /> {problem.message} <code>{problem.field}</code>
        </p>
      ))}
      {clocks.length === 0 ? (
        <Empty title="No clock applies on the answers so far.">
          Voluntary notification stays possible; see the regimes below.
        </Empty>
      ) : (
        <ul className="panel-list">
          {clocks.map((clock) => (
            <ClockLine key={clock.clockId} clock={clock} exercise={view.exercise} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function ClockLine({ clock, exercise }: { readonly clock: ClockState; readonly exercise: boolean }) {
  const state = STATE[clock.state];
  return (
    <li className={clock.state === 'overdue' ? 'clock clock-overdue' : 'clock'}>
      <div className="clock-what">
        <p className="row">
          <strong>{clock.title}</strong>
          <Mark tone={state.tone} icon={state.icon}>
            {state.label}
          </Mark>
          {clock.applicability === 'open' && (
            <Mark tone="wait" icon="question">
              Whether it applies is open
            </Mark>
          )}
        </p>
        <p className="soft">
          {clock.regime}, {clock.basis}. To {clock.recipient}
          {exercise && ' (exercise: nobody is told)'}
        </p>
      </div>
      <div className="clock-due">
        <ClockFigure clock={clock} />
      </div>
      <details className="clock-more">
        <summary>How the date comes about</summary>
        <ClockReasons clock={clock} />
      </details>
    </li>
  );
}

function ClockFigure({ clock }: { readonly clock: ClockState }) {
  if (clock.submittedAt !== null) return <p>Filed {utcText(clock.submittedAt)}</p>;
  if (clock.due === null) {
    return (
      <p>
        <strong>No date exists.</strong> It starts when {clock.anchor.text}.
        {clock.guard !== null && (
          <span className="soft">
            {' '}
            {clock.guard.text} ({clock.guard.local})
          </span>
        )}
      </p>
    );
  }
  return (
    <>
      <p className={clock.state === 'overdue' ? 'clock-left clock-left-missed' : 'clock-left'}>
        <Countdown until={clock.due} />
      </p>
      <p>
        Due{' '}
        <time dateTime={clock.due} className="strong">
          {clock.dueLocal}
        </time>{' '}
        <span className="soft">({utcText(clock.due)})</span>
      </p>
    </>
  );
}

function ClockReasons({ clock }: { readonly clock: ClockState }) {
  return (
    <div className="stack-2 clock-reasons">
      <p className="measure">{clock.explanation}</p>
      {clock.anchor.at !== null && (
        <p>
          Counts from {utcText(clock.anchor.at)}: {clock.anchor.text}.
        </p>
      )}
      {clock.relief !== null && (
        <p className="measure">
          Moved from {utcText(clock.relief.without)}: {clock.relief.reason} ({clock.relief.basis}).
        </p>
      )}
      {clock.latestArguable !== null && (
        <p className="note-box measure">
          <strong>For counsel only, not to be worked to:</strong> a later reading ends {clock.latestArguable.local}.{' '}
          {clock.latestArguable.reason}
        </p>
      )}
      {clock.projection !== null && (
        <p className="measure">
          If {clock.projection.assumes.join(' and ')} {clock.projection.assumes.length === 1 ? 'is' : 'are'} filed when
          due, this one would fall on {clock.projection.local}. That is a projection, not a deadline.
        </p>
      )}
      {clock.problems.map((problem) => (
        <p key={`${problem.code} ${problem.field}`} className="row">
          <Icon name="alert" /> <span className="grow">{problem.message}</span>
        </p>
      ))}
      {clock.notes.length > 0 && (
        <ul className="bullets">
          {clock.notes.map((note) => (
            <li key={note} className="measure">
              {note}
            </li>
          ))}
        </ul>
      )}
      <p className="small soft">Sources: {clock.sources.join(', ')}</p>
    </div>
  );
}
