import { useState } from 'react';
import type { ConsoleView } from '../../../shared/view/console-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Empty } from '../../ui/empty.tsx';
import { Hash } from '../../ui/hash.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DossierPanel } from './dossier-panel.tsx';
import { ExportPanel } from './export-panel.tsx';
import { PaperRoot } from './paper-root.tsx';
import { TimestampPanel } from './timestamp-panel.tsx';
import { TransferPanel } from './transfer-panel.tsx';
import { WitnessPanel } from './witness-panel.tsx';

export function HandoffScreen({
  view,
  consoleView,
}: {
  readonly view: IncidentView;
  readonly consoleView: ConsoleView;
}) {
  const [onPaper, setOnPaper] = useState(false);
  if (onPaper) return <PaperRoot view={view} onClose={() => setOnPaper(false)} />;
  return (
    <div className="stack">
      <h1>Handoff</h1>
      <div className="halves">
        <div className="stack">
          <TransferPanel view={view} consoleView={consoleView} />
          <DossierPanel view={view} />
        </div>
        <ExportPanel view={view} />
      </div>
      <WitnessPanel view={view} consoleView={consoleView} onPaper={() => setOnPaper(true)} />
      <TimestampPanel view={view} consoleView={consoleView} />
      <Panel title="Bundles exported" flush>
        {view.exports.length === 0 ? (
          <Empty title="No bundle has been exported.">
            <p>
              A bundle verifies offline with openssl, sha256sum and a page of text. Each export is itself on record.
            </p>
          </Empty>
        ) : (
          <ul className="panel-list">
            {view.exports.toReversed().map((one) => (
              <li key={one.entry} className="stack-1">
                <p className="row-apart">
                  <strong className="wrap">{one.name}</strong>
                  <span className="soft">
                    <Time at={one.at} /> by {one.by}
                    <EntryLink incident={view.incident} entry={one.entry} />
                  </span>
                </p>
                <p>
                  For {one.recipient}: {one.purpose}. Covers the first {one.size} entries.
                </p>
                {one.path !== null && (
                  <p className="row small">
                    <code className="wrap">{one.path}</code>
                    <CopyButton text={one.path} what={`path of ${one.name}`} />
                  </p>
                )}
                <div className="small">
                  Root <Hash value={one.root} what={`root of ${one.name}`} />
                </div>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
