import type { IncidentView, Waiting } from '../../../shared/view/incident-view.ts';
import { pressingClocks } from '../../../shared/view/pressing-clocks.ts';
import { type IncidentScreen, incidentHash } from '../../store/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Countdown } from '../../ui/time.tsx';

const KIND: Readonly<Record<Waiting['kind'], IconName>> = {
  lease: 'clock',
  gate: 'people',
  broken: 'alert',
  doubt: 'question',
  offer: 'hand',
  output: 'list',
  order: 'play',
  deadline: 'bell',
  awareness: 'clock',
  timestamp: 'clock',
  step: 'flow',
};

/** The one next thing, large; the rest of what waits for a person below it. */
export function NextThing({ view }: { readonly view: IncidentView }) {
  const [first, ...rest] = view.waiting;
  return (
    <Panel
      title="Do this next"
      flush
      aside={<span className="small soft">{view.waiting.length} waiting for a person</span>}
    >
      <MissedDeadlines view={view} />
      {first === undefined ? (
        <Empty title="Nothing waits for a decision.">
          {view.runs.length === 0 ? (
            <p>
              No playbook runs yet. <a href={incidentHash(view.incident, 'run')}>Start one on Run</a>.
            </p>
          ) : (
            <p>Clocks go on. Look at the deadlines and at what is not proven yet on the board below.</p>
          )}
        </Empty>
      ) : (
        <>
          <a className="next-thing" href={target(view, first)}>
            <Icon name={KIND[first.kind]} size={28} />
            <span className="stack-1 grow">
              <span className="next-title">{first.title}</span>
              <span>{first.detail}</span>
            </span>
            <Icon name="arrow" size={28} />
          </a>
          <ol className="panel-list waiting-list" start={2}>
            {rest.map((one) => (
              <li key={`${one.kind} ${one.action ?? ''} ${one.title}`}>
                <a className="waiting-line" href={target(view, one)}>
                  <Icon name={KIND[one.kind]} />
                  <span className="waiting-title">{one.title}</span>
                  <span className="waiting-detail">{one.detail}</span>
                </a>
              </li>
            ))}
            {view.runs.length === 0 && (
              <li>
                <a className="waiting-line" href={incidentHash(view.incident, 'run')}>
                  <Icon name="flow" />
                  <span className="waiting-title">Start a playbook</span>
                  <span className="waiting-detail">None runs yet.</span>
                </a>
              </li>
            )}
          </ol>
        </>
      )}
    </Panel>
  );
}

/** A report that is late comes before anything else that waits. */
function MissedDeadlines({ view }: { readonly view: IncidentView }) {
  const missed = pressingClocks(view.legal).filter(({ clock }) => clock.state === 'overdue');
  if (missed.length === 0) return null;
  return (
    <ul>
      {missed.map(({ clock, entity, entityName }) => (
        <li key={`${entity} ${clock.clockId}`}>
          <a className="next-missed" href={incidentHash(view.incident, 'notifications', `${entity}/clocks`)}>
            <Icon name="alert" size={20} />
            <span className="grow">
              <strong>Late: {clock.title}</strong>, {entityName}. File it now, and record the filing.
            </span>
            <strong>{clock.due !== null && <Countdown until={clock.due} />}</strong>
          </a>
        </li>
      ))}
    </ul>
  );
}

function target(view: IncidentView, one: Waiting): string {
  const screen: IncidentScreen = one.screen;
  return incidentHash(view.incident, screen, screen === 'run' || screen === 'notifications' ? one.action : null);
}
