import { useEffect } from 'react';
import type { EntityLegalView, IncidentView } from '../../../shared/view/incident-view.ts';
import { clocksThatCount } from '../../../shared/view/pressing-clocks.ts';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ClockBoard } from './clock-board.tsx';
import { DecisionsPanel } from './decisions-panel.tsx';
import { DescribeButton } from './describe-button.tsx';
import { DraftDesk } from './draft-desk.tsx';
import { keepLawTab, LAW_TAB_LABELS, LAW_TABS, lawHash, type LawPlace, lawPlace } from './law-tab.ts';
import { GroupDates } from './group-dates.tsx';
import { LawDataView } from './law-data-view.tsx';
import { RulesView } from './rules-view.tsx';
import './notifications.css';

/** The law desk, one legal entity at a time: what applies and why, which clocks run, what to write. Nothing is sent from here. */
export function NotificationsScreen({ view, focus }: { readonly view: IncidentView; readonly focus: string | null }) {
  const place = lawPlace(view, focus);
  const tab = place?.tab;
  useEffect(() => {
    if (tab !== undefined) keepLawTab(tab);
  }, [tab]);
  if (place === null) return <Empty title="No legal entity is described for this incident." />;
  const { entity } = place;
  return (
    <div className="stack">
      <div className="row-apart">
        <h1>Notifications</h1>
        <EntityTabs view={view} place={place} />
      </div>
      <p className="soft">
        {view.exercise && <strong>EXERCISE. </strong>}
        Bulkhead drafts; a person files, and the receipt is recorded. Local times are in {entity.timeZone}. Rule pack{' '}
        {entity.report.packVersion}. Not legal advice: counsel decides.
      </p>
      {!view.pack.signature.verified && (
        <p className="clock-problem" role="alert">
          <Icon name="alert" /> The rules of this console are not the ones that were signed. Trust no date here; use
          another installation.
        </p>
      )}
      <div className="row-apart desk-head">
        <DeskTabs view={view} place={place} />
        <DescribeButton view={view} entity={entity.entity} />
      </div>
      <Desk view={view} place={place} />
    </div>
  );
}

function Desk({ view, place }: { readonly view: IncidentView; readonly place: LawPlace }) {
  const { entity, tab, form } = place;
  switch (tab) {
    case 'clocks':
      return (
        <div className="two-thirds">
          <ClockBoard view={view} entity={entity} />
          <div className="stack">
            <GroupDates view={view} />
            <DecisionsPanel view={view} entity={entity} />
          </div>
        </div>
      );
    case 'facts':
      return <RulesView key={entity.entity} view={view} entity={entity} />;
    case 'drafts':
      return <DraftDesk key={`${entity.entity} ${form ?? ''}`} view={view} entity={entity} asked={form} />;
    case 'law':
      return <LawDataView key={entity.entity} view={view} entity={entity} />;
  }
}

function DeskTabs({ view, place }: { readonly view: IncidentView; readonly place: LawPlace }) {
  return (
    <nav className="desk-tabs" aria-label="Parts of the law desk">
      {LAW_TABS.map((tab) => (
        <a
          key={tab}
          className="desk-tab"
          href={lawHash(view.incident, place.entity.entity, tab)}
          aria-current={tab === place.tab ? 'page' : undefined}
        >
          {LAW_TAB_LABELS[tab]}
        </a>
      ))}
    </nav>
  );
}

/** So that nobody has to open every entity to find the one whose date is over. */
function Missed({ entity }: { readonly entity: EntityLegalView }) {
  const missed = clocksThatCount(entity).filter(({ state }) => state === 'overdue').length;
  if (missed === 0) return null;
  return <span className="entity-missed">{missed} missed</span>;
}

function EntityTabs({ view, place }: { readonly view: IncidentView; readonly place: LawPlace }) {
  if (view.legal.length < 2) return <strong>{place.entity.entityName}</strong>;
  return (
    <nav className="row" aria-label="Legal entities">
      {view.legal.map((one) => (
        <a
          key={one.entity}
          className="entity-tab"
          href={lawHash(view.incident, one.entity, place.tab)}
          aria-current={one === place.entity ? 'true' : undefined}
        >
          {one.entityName}
          <Missed entity={one} />
        </a>
      ))}
    </nav>
  );
}
