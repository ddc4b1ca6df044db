import type { DrillView } from '../../../shared/exercise/drill.ts';
import type { Scenario } from '../../../shared/domain/scenario.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useCommand } from '../../store/command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';

interface Props {
  readonly view: IncidentView;
  readonly drill: DrillView;
  readonly scenario: Scenario;
}

/** The talk afterwards, and the report that is made of the record. */
export function AfterAction({ view, drill, scenario }: Props) {
  const write = useCommand('After-action report', ({ client }) =>
    client.exercise.report({ incident: view.incident as `inc-${string}` }),
  );
  return (
    <Panel title="Afterwards">
      {scenario.hotwash.length > 0 && (
        <div className="stack-1">
          <p className="strong">To talk about</p>
          <ul className="stack-1 hotwash">
            {scenario.hotwash.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="small soft">
        The report holds what was expected beside what was done, how long things took, the legal dates and what is to
        change, each citing the ledger.
      </p>
      <div>
        <Button tone="primary" icon="file" busy={write.busy} onPress={() => void write.send()}>
          Make the report
        </Button>
      </div>
      <FailureBox failure={write.failure} />
      {drill.reports.length > 0 && (
        <ul className="stack-1 small">
          {drill.reports.toReversed().map((one) => (
            <li key={one.entry} className="row">
              <span className="wrap grow">
                {one.name} <span className="soft">({one.by}</span> <Time at={one.at} short />
                <span className="soft">)</span>
              </span>
              {one.path !== null && <CopyButton text={one.path} what={`path of ${one.name}`} label="Copy path" />}
              <EntryLink incident={view.incident} entry={one.entry} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
