import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

/** Everything on the law desk as one file for counsel. */
export function DossierPanel({ view }: { readonly view: IncidentView }) {
  const write = useCommand('Dossier', ({ client }, format: 'pdf' | 'json') =>
    client.notification.dossier({ incident: view.incident as `inc-${string}`, format }),
  );
  const made = view.documents.filter((one) => one.draft === null).toReversed();
  return (
    <Panel title="Dossier for counsel">
      <div className="stack-2">
        <p className="measure">
          Facts, rules and tests, decisions (negative ones too), clocks, what the last versions say and what changed,
          sign-offs and receipts, each citing the ledger.
        </p>
        <div className="row">
          <Button icon="file" busy={write.busy} onPress={() => void write.send('pdf')}>
            Make a PDF
          </Button>
          <Button icon="file" busy={write.busy} onPress={() => void write.send('json')}>
            Make a JSON file
          </Button>
        </div>
        <FailureBox failure={write.failure} />
        {made.length > 0 && (
          <ul className="stack-1 small">
            {made.map((one) => (
              <li key={one.entry} className="row">
                <span className="wrap grow" title={one.path}>
                  {one.name} <span className="soft">({one.by}</span> <Time at={one.at} short />
                  <span className="soft">)</span>
                </span>
                <CopyButton text={one.path} what={`path of ${one.name}`} label="Copy path" />
                <CopyButton text={one.sha256} what={`SHA-256 of ${one.name}`} label="Copy SHA-256" />
                <EntryLink incident={view.incident} entry={one.entry} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
