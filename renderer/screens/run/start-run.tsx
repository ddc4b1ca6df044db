import type { CatalogView } from '../../../shared/view/catalog-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { useStore } from '../../store/app-store.ts';
import { useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { go } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ApprovalMark, WithdrawnLine } from './approval-mark.tsx';
import { PlaybookText } from './playbook-text.tsx';
import { SubjectPicker } from './subject-picker.tsx';

interface Props {
  readonly view: IncidentView;
  /** A credential that an action was to be drafted for, where no run is open that takes it. */
  readonly wanted: string | null;
}

/** No run yet: what can be started, the recommended ones first. */
export function StartRun({ view, wanted }: Props) {
  const { catalog, console: shown } = useStore();
  const { value, failure } = useObservable(catalog.state);
  const permits = useObservable(shown.state).value?.permits?.playbooks ?? [];
  const start = useCommand('Run', async ({ client }, asked: { playbook: string; subject?: `ast-${string}` }) => {
    const answer = await client.run.start({ incident: view.incident as `inc-${string}`, ...asked });
    go({ at: 'incident', incident: view.incident, screen: 'run', focus: answer.run });
    return answer;
  });
  const advised = advisedPlaybooks(value, view.pattern);
  return (
    <div className="stack">
      <h1>Run</h1>
      {wanted !== null && (
        <p className="note-box">
          An action for {wanted} is drafted in PB1. Start it first, then draft the action there.
        </p>
      )}
      <Panel title="Start a playbook" flush>
        <FailureBox failure={failure ?? start.failure} />
        {value !== null && value.playbooks.length === 0 && <Empty title="This console carries no playbook." />}
        <ul className="panel-list">
          {(value?.playbooks ?? []).map((playbook) => (
            <li key={playbook.id} className="row-apart">
              <div className="stack-1 grow">
                <p className="row">
                  <span className="strong">
                    {playbook.id} {playbook.title}
                  </span>
                  {advised.includes(playbook.id) && (
                    <Mark tone="now" icon="arrow">{`Advised for ${view.pattern}`}</Mark>
                  )}
                  {permits
                    .filter(({ id }) => id === playbook.id)
                    .map((one) => (
                      <ApprovalMark key={one.id} playbook={one} />
                    ))}
                </p>
                {permits
                  .filter(({ id, withdrawn }) => id === playbook.id && withdrawn !== null)
                  .map(({ id, withdrawn }) => withdrawn && <WithdrawnLine key={id} withdrawn={withdrawn} />)}
                <p className="soft">{playbook.summary}</p>
                <PlaybookText playbook={playbook.id} />
              </div>
              {playbook.subject.length === 0 ? (
                <Button
                  tone="primary"
                  icon="play"
                  busy={start.busy}
                  onPress={() => void start.send({ playbook: playbook.id })}
                >
                  Start
                </Button>
              ) : (
                <SubjectPicker
                  incident={view.incident}
                  assets={view.assets.filter((asset) => playbook.subject.includes(asset.type))}
                  kinds={playbook.subject}
                  busy={start.busy}
                  onStart={(subject) => void start.send({ playbook: playbook.id, subject })}
                />
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function advisedPlaybooks(catalog: CatalogView | null, pattern: string): readonly string[] {
  const card = catalog?.patterns.find((one) => one.id === pattern);
  return (card?.sequence ?? []).flat().flatMap((move) => (move.kind === 'playbook' ? [move.playbook] : []));
}
