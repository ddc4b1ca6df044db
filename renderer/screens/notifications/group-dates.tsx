import { pressingClocks, type EntityClock } from '../../../shared/view/pressing-clocks.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Countdown } from '../../ui/time.tsx';
import { lawHash } from './law-tab.ts';

/** Missed ones are all in sight, and so many of those that run; the others are one key away, with their number. */
const NEXT = 3;

/** What presses in the whole group, one date a line: with several legal entities the board shows one of them at a time. */
export function GroupDates({ view }: { readonly view: IncidentView }) {
  if (view.legal.length < 2) return null;
  const dated = pressingClocks(view.legal);
  const missed = dated.filter(({ clock }) => clock.state === 'overdue');
  const running = dated.filter(({ clock }) => clock.state === 'running');
  const later = running.slice(NEXT);
  return (
    <Panel title="Next in all entities" flush>
      {dated.length === 0 && <p className="soft group-none">No date runs in any of them.</p>}
      <Lines view={view} clocks={[...missed, ...running.slice(0, NEXT)]} />
      {later.length > 0 && (
        <details className="clock-quiet">
          <summary>{later.length === 1 ? '1 later date' : `${later.length} later dates`}</summary>
          <Lines view={view} clocks={later} />
        </details>
      )}
    </Panel>
  );
}

function Lines({ view, clocks }: { readonly view: IncidentView; readonly clocks: readonly EntityClock[] }) {
  return (
    <ul className="panel-list group-dates">
      {clocks.map(({ clock, entity, entityName }) => (
        <li key={`${entity} ${clock.clockId}`} className={clock.state === 'overdue' ? 'clock-overdue' : undefined}>
          <p className={clock.state === 'overdue' ? 'row strong clock-left-missed' : 'row strong'}>
            {clock.state === 'overdue' && <Icon name="alert" size={14} />}
            <Countdown until={clock.due ?? ''} />
          </p>
          <p>
            <a href={lawHash(view.incident, entity, 'clocks')} aria-label={`${clock.title}, ${entityName}`}>
              {clock.title}
            </a>
          </p>
          <p className="small soft">
            {entityName}
            {clock.applicability === 'open' && '. Open whether it applies'}
          </p>
        </li>
      ))}
    </ul>
  );
}
