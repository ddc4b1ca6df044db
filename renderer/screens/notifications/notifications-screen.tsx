import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { incidentHash } from '../../store/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { ClockBoard } from './clock-board.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { DraftDesk } from './draft-desk.tsx';
import { FactsPanel } from './facts-panel.tsx';
import { RegimesPanel } from './regimes-panel.tsx';
import './notifications.css';

/** The law desk, one legal entity at a time: what applies and why, which clocks run, what to write. Nothing is sent from here. */
export function NotificationsScreen({ view, focus }: { readonly view: IncidentView; readonly focus: string | null }) {
  const entity = view.legal.find((one) => one.entity === focus) ?? view.legal[0];
  if (entity === undefined) return <Empty title="No legal entity is described for this incident." />;
  return (
    <div className="stack">
      <div className="row-apart">
        <h1>Notifications</h1>
        <EntityTabs view={view} current={entity} />
      </div>
      <p className="soft">
        Bulkhead drafts; a person files, and the receipt is recorded. Local times are in {entity.timeZone}. Rule pack{' '}
        {entity.report.packVersion}.
      </p>
      <ClockBoard view={view} entity={entity} />
      <div className="halves">
        <DecisionsPanel view={view} entity={entity} />
        <RegimesPanel entity={entity} />
      </div>
      <div className="halves">
        <FactsPanel view={view} zone={entity.timeZone} />
        <DraftDesk key={entity.entity} view={view} entity={entity} />
      </div>
    </div>
  );
}

function EntityTabs({ view, current }: { readonly view: IncidentView; readonly current: EntityLegalView }) {
  if (view.legal.length < 2) return <strong>{current.entityName}</strong>;
  return (
    <nav className="row" aria-label="Legal entities">
      {view.legal.map((one) => (
        <a
          key={one.entity}
          className="entity-tab"
          href={incidentHash(view.incident, 'notifications', one.entity)}
          aria-current={one === current ? 'true' : undefined}
        >
          {one.entityName}
        </a>
      ))}
    </nav>
  );
}
