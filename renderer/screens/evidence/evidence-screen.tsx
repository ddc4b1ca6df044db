import type { ExhibitView, IncidentView } from '../../../shared/view/incident-view.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { bytesText } from '../../ui/time-text.ts';
import { EntryLink } from '../timeline/entry-link.tsx';
import { CollectPanel } from './collect-panel.tsx';
import { HoldsPanel } from './holds-panel.tsx';
import './evidence.css';

export function EvidenceScreen({ view }: { readonly view: IncidentView }) {
  const bytes = view.exhibits.reduce((sum, one) => sum + one.size, 0);
  return (
    <div className="stack">
      <h1>Evidence</h1>
      <CollectPanel incident={view.incident} />
      <HoldsPanel view={view} />
      <Panel
        title="In the vault"
        flush
        aside={
          <span className="small soft">
            {view.exhibits.length} {view.exhibits.length === 1 ? 'item' : 'items'}, {bytesText(bytes)}
          </span>
        }
      >
        {view.exhibits.length === 0 ? (
          <Empty title="Nothing is collected yet.">
            <p>
              Collect before you cut: connection tables, sessions, process lists, configuration. Each file is hashed
              while it is read, stored under its hash and named in the ledger.
            </p>
          </Empty>
        ) : (
          <ul className="panel-list">
            {view.exhibits.toReversed().map((exhibit) => (
              <Exhibit key={exhibit.exhibit} incident={view.incident} exhibit={exhibit} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

function Exhibit({ incident, exhibit }: { readonly incident: string; readonly exhibit: ExhibitView }) {
  return (
    <li className="exhibit">
      <span className="exhibit-id">{exhibit.exhibit}</span>
      <div className="stack-1 grow">
        <p className="row">
          <strong className="wrap">{exhibit.name}</strong>
          <span className="soft">
            {bytesText(exhibit.size)}, {exhibit.mediaType}
          </span>
        </p>
        <p className="wrap">
          <span className="soft">From</span> {exhibit.source}. <span className="soft">Taken by</span> {exhibit.method}
        </p>
        <p className="small soft">
          {exhibit.collectedBy}, <Time at={exhibit.at} />
          <EntryLink incident={incident} entry={exhibit.entry} />
        </p>
        <p className="row small">
          <code className="wrap grow">{exhibit.sha256}</code>
          <CopyButton text={exhibit.sha256} what={`SHA-256 of ${exhibit.exhibit}`} />
        </p>
      </div>
    </li>
  );
}
