import type { SessionView } from '../../shared/view/console-view.ts';
import type { IncidentView } from '../../shared/view/incident-view.ts';
import { useStore } from '../store/app-store.ts';
import { pressingClocks } from '../../shared/view/pressing-clocks.ts';
import { useObservable } from '../store/observable.ts';
import { incidentHash } from '../store/route.ts';
import { Icon } from '../ui/icon.tsx';
import { Countdown } from '../ui/time.tsx';
import { countText } from '../ui/time-text.ts';
import { LookMenu } from './look-menu.tsx';
import { Seat } from './seat.tsx';

/** Always in sight: which incident, live or exercise, the next deadline, what is on record, who signs. */
export function TopBar({ view, session }: { readonly view: IncidentView; readonly session: SessionView }) {
  return (
    <header className="bar">
      <div className="bar-incident">
        <strong className="bar-codename">{view.codename}</strong>
        <span className={view.exercise ? 'mode mode-exercise' : 'mode mode-live'}>
          {view.exercise ? 'Exercise' : 'Live'}
        </span>
      </div>
      <NextDeadline view={view} />
      <LedgerCounter view={view} />
      <div className="row bar-end">
        <LookMenu />
      </div>
      <Seat session={session} />
    </header>
  );
}

function NextDeadline({ view }: { readonly view: IncidentView }) {
  const next = pressingClocks(view.legal)[0];
  const whose = next?.entity ?? view.legal[0]?.entity;
  const href = incidentHash(view.incident, 'notifications', whose === undefined ? null : `${whose}/clocks`);
  if (next === undefined || next.clock.due === null) {
    return (
      <a className="bar-figure" href={href}>
        <span className="small soft">Next legal deadline</span>
        <span className="strong">None running</span>
      </a>
    );
  }
  const overdue = next.clock.state === 'overdue';
  return (
    <a className={overdue ? 'bar-figure bar-figure-missed' : 'bar-figure'} href={href}>
      <span className="small">
        {overdue ? 'Deadline missed' : 'Next legal deadline'}: {next.clock.title}
      </span>
      <span className="strong bar-due">
        <Countdown until={next.clock.due} />
        {view.legal.length > 1 && <span className="small bar-whose">{next.entityName}</span>}
      </span>
    </a>
  );
}

function LedgerCounter({ view }: { readonly view: IncidentView }) {
  const store = useStore();
  const link = useObservable(store.link);
  const { recorded, sealed } = view.ledger;
  const behind = recorded - sealed;
  const unheard = link === 'lost' || link === 'refused';
  return (
    <a className="bar-figure" href={incidentHash(view.incident, 'timeline')}>
      <span className="small soft figures">{countText(recorded)} recorded</span>
      <span className="strong bar-ledger">
        <Icon name={unheard ? 'alert' : behind === 0 ? 'seal' : 'clock'} size={14} />
        {unheard ? 'Console not heard' : behind === 0 ? 'All sealed' : `${countText(behind)} not sealed`}
      </span>
    </a>
  );
}
