import type { ActionView, ForeignActionView } from '../../../shared/view/action-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import { incidentHash } from '../../store/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { LeaseMark } from '../run/lease-mark.tsx';
import { STATE_TEXT, isInDoubt, reversalText } from './action-text.ts';

const WAVE_TEXT = {
  1: 'Wave 1: who can create credentials',
  2: 'Wave 2: who signs or issues',
  3: 'Wave 3: the data plane',
} as const;

/** What is cut, what is only ordered, and what could still be taken back. */
export function ContainmentBoard({ view }: { readonly view: IncidentView }) {
  const effective = view.actions.filter((action) => action.wave > 0 && action.state === 'effective').length;
  const openWave = Math.max(0, ...view.runs.filter((run) => !isOver(run)).map((run) => run.openWave));
  const foreign = view.foreignActions.filter((action) => !action.withdrawn);
  const bare = view.credentials.filter(
    (one) =>
      !view.actions.some((action) => action.target === one.id && action.state !== 'withdrawn') &&
      !foreign.some((action) => action.target === one.id),
  );
  return (
    <Panel
      title="Containment"
      flush
      aside={
        <span className="small soft">
          {effective} of {view.credentials.length} credentials proven cut
        </span>
      }
    >
      {view.actions.length === 0 && view.credentials.length === 0 ? (
        <Empty title="No credential is registered and no action is drafted.">
          <p>
            <a href={incidentHash(view.incident, 'assets')}>Register what the attacker may hold on Assets</a>; the board
            shows it by wave.
          </p>
        </Empty>
      ) : (
        <div className="waves">
          {([1, 2, 3] as const).map((wave) => (
            <section key={wave} className="wave" aria-label={WAVE_TEXT[wave]}>
              <div className="wave-head">
                <h3>{WAVE_TEXT[wave]}</h3>
                <WaveMark state={waveState(view, wave, openWave)} />
              </div>
              <ul className="stack-2">
                {view.actions
                  .filter((action) => action.wave === wave)
                  .map((action) => (
                    <li key={action.action}>
                      <ActionCard view={view} action={action} />
                    </li>
                  ))}
                {foreign
                  .filter((one) => one.wave === wave)
                  .map((one) => (
                    <ForeignCard key={one.action} view={view} action={one} />
                  ))}
                {bare
                  .filter((one) => one.wave === wave)
                  .map((one) => (
                    <li key={one.id} className="board-card board-bare">
                      <span className="strong wrap">{one.label}</span>
                      <span className="row">
                        <Mark tone="wait" icon="alert">
                          No action yet
                        </Mark>
                        <a className="small" href={incidentHash(view.incident, 'run', `draft-${one.id}`)}>
                          Draft it
                        </a>
                      </span>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      <OtherActions view={view} />
    </Panel>
  );
}

/** What is in force outside of the waves: segments, models, gateways. What lapses first stands first. */
function OtherActions({ view }: { readonly view: IncidentView }) {
  const rows = view.actions
    .filter((action) => action.wave === 0 && action.state !== 'withdrawn')
    .toSorted((a, b) => (a.lease?.until ?? '9').localeCompare(b.lease?.until ?? '9'));
  const foreign = view.foreignActions.filter((action) => action.wave === 0 && !action.withdrawn);
  if (rows.length + foreign.length === 0) return null;
  return (
    <section className="wave" aria-label="Segments, models and gateways">
      <div className="wave-head">
        <h3>Segments, models, gateways</h3>
      </div>
      <ul className="board-grid">
        {rows.map((action) => (
          <li key={action.action}>
            <ActionCard view={view} action={action} />
          </li>
        ))}
        {foreign.map((action) => (
          <ForeignCard key={action.action} view={view} action={action} />
        ))}
      </ul>
    </section>
  );
}

type WaveState = 'empty' | 'proven' | 'open' | 'shut';

function waveState(view: IncidentView, wave: 1 | 2 | 3, openWave: number): WaveState {
  const credentials = view.credentials.filter((one) => one.wave === wave);
  if (credentials.length === 0) return 'empty';
  const proven = credentials.every((one) =>
    view.actions.some(
      (action) => action.target === one.id && action.template === one.template && action.state === 'effective',
    ),
  );
  if (proven) return 'proven';
  return wave <= openWave ? 'open' : 'shut';
}

function WaveMark({ state }: { readonly state: WaveState }) {
  switch (state) {
    case 'empty':
      return <span className="small soft">No credential</span>;
    case 'proven':
      return (
        <Mark tone="good" icon="check">
          All proven
        </Mark>
      );
    case 'open':
      return <Mark tone="now">Open</Mark>;
    case 'shut':
      return (
        <Mark tone="calm" icon="lock">
          Not open
        </Mark>
      );
  }
}

/** Drafted under a version that is not here: said, so that nobody takes a gap for nothing done. */
function ForeignCard({ view, action }: { readonly view: IncidentView; readonly action: ForeignActionView }) {
  return (
    <li>
      <a className="board-card" href={incidentHash(view.incident, 'run', action.run)}>
        <span className="strong wrap">{action.targetLabel}</span>
        <span className="small soft">
          {action.template} version {action.version}, not in this console
        </span>
        <span className="row">
          <Mark tone="wait" icon="question">
            Not told here
          </Mark>
        </span>
      </a>
    </li>
  );
}

function ActionCard({ view, action }: { readonly view: IncidentView; readonly action: ActionView }) {
  const state = STATE_TEXT[action.state];
  const reversal = reversalText(action);
  return (
    <a className="board-card" href={incidentHash(view.incident, 'run', action.action)}>
      <span className="strong wrap">{action.targetLabel}</span>
      <span className="small soft">
        {action.template} {action.title}
      </span>
      <span className="row">
        {isInDoubt(action) ? (
          <Mark tone="wait" icon="question">
            In doubt
          </Mark>
        ) : (
          <Mark tone={state.tone} icon={state.icon}>
            {state.label}
          </Mark>
        )}
        <span className={reversal.danger ? 'reversal reversal-danger' : 'reversal'}>
          <Icon name={reversal.icon} size={14} />
          {reversal.text}
        </span>
      </span>
      <LeaseMark lease={action.lease} />
      {action.ratifyBy !== null && (
        <span className="row">
          <Mark tone="wait" icon="people">
            Not ratified yet
          </Mark>
        </span>
      )}
      {(action.refusal ?? action.blockedBy) !== null && (
        <span className="small">{action.refusal ?? action.blockedBy}</span>
      )}
    </a>
  );
}
