import { entryWords, type LeakPattern, type Move, type Stage } from '../../../shared/domain/leak-pattern.ts';
import type { CatalogView } from '../../../shared/view/catalog-view.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import { useStore } from '../../store/app-store.ts';
import { type Command, useCommand } from '../../store/command.ts';
import { useObservable } from '../../store/observable.ts';
import { incidentHash } from '../../store/route.ts';
import { Button } from '../../ui/button.tsx';
import { FailureBox } from '../../ui/failure-box.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EndedMark } from '../run/run-ended.tsx';
import { PatternFacts } from '../declare/pattern-facts.tsx';

type Start = Command<[readonly string[]], unknown>;

/** The order that the card recommends. What stands in one stage is started together; nothing starts by itself. */
export function SequencePanel({ view }: { readonly view: IncidentView }) {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  const start: Start = useCommand('Run', async ({ client }, playbooks: readonly string[]) => {
    let last = null;
    for (const playbook of playbooks)
      last = await client.run.start({ incident: view.incident as `inc-${string}`, playbook });
    return last;
  });
  const pattern = value?.patterns.find((one) => one.id === view.pattern);
  if (value === null || pattern === undefined) return null;
  return (
    <Panel title={`Recommended order: ${pattern.id}`} flush aside={<span className="small soft">A card advises</span>}>
      <FailureBox failure={start.failure} />
      <ol className="panel-list">
        {pattern.sequence.map((stage, at) => (
          <li key={stage.map(moveKey).join(' ')} className="stage">
            <StageLines view={view} catalog={value} stage={stage} number={at + 1} start={start} />
          </li>
        ))}
      </ol>
      <Details pattern={pattern} />
    </Panel>
  );
}

function Details({ pattern }: { readonly pattern: LeakPattern }) {
  return (
    <details className="pattern-details">
      <summary>What settles it, duties to look at first, ATLAS and OWASP</summary>
      <PatternFacts pattern={pattern} />
    </details>
  );
}

interface LineProps {
  readonly view: IncidentView;
  readonly catalog: CatalogView;
  readonly start: Start;
}

function StageLines({ stage, number, ...rest }: LineProps & { readonly stage: Stage; readonly number: number }) {
  const { view, catalog, start } = rest;
  const ready = stage.flatMap((move) =>
    move.kind === 'playbook' && startable(catalog, move.playbook) && runsOf(view, move.playbook).length === 0
      ? [move.playbook]
      : [],
  );
  return (
    <>
      <div className="row-apart">
        <span className="small soft">
          Stage {number}
          {stage.length > 1 && ', all of it at the same time'}
        </span>
        {ready.length > 1 && (
          <Button size="small" icon="play" busy={start.busy} onPress={() => void start.send(ready)}>
            {`Start ${ready.join(' and ')} together`}
          </Button>
        )}
      </div>
      <ul className="stack-2">
        {stage.map((move) => (
          <li key={moveKey(move)} className="row-apart">
            <MoveLine move={move} {...rest} />
          </li>
        ))}
      </ul>
    </>
  );
}

function MoveLine({ move, view, catalog, start }: LineProps & { readonly move: Move }) {
  if (move.kind === 'task') return <span className="wrap">{move.task}, by hand</span>;
  if (move.kind === 'action') {
    const action = catalog.actions.find(({ id }) => id === move.action);
    return (
      <>
        <span className="wrap">
          <span className="strong">
            {move.action}
            {action !== undefined && ` ${action.title}`}
          </span>
          : {move.scope}
        </span>
        {action === undefined ? (
          <Mark tone="wait">Not in this console: by hand</Mark>
        ) : (
          <ActionMove action={action.id} view={view} catalog={catalog} />
        )}
      </>
    );
  }
  const level = move.at === undefined ? '' : ` at ${entryWords(move.at)}`;
  const title = catalog.playbooks.find(({ id }) => id === move.playbook)?.title ?? TITLES[move.playbook];
  return (
    <>
      <span className="wrap">
        <span className="strong">
          {move.playbook} {title}
          {level}
        </span>
        : {move.scope}
      </span>
      <PlaybookMove playbook={move.playbook} view={view} catalog={catalog} start={start} />
    </>
  );
}

const TITLES: Readonly<Record<Extract<Move, { kind: 'playbook' }>['playbook'], string>> = {
  PB1: 'Key and credential revocation',
  PB2: 'Model revocation',
  PB3: 'Retraining',
  PB4: 'Containment',
  PB5: 'Notification',
  PB6: 'Sovereign recovery',
};

/** Running ones are opened; others are started here, or where an asset has to be chosen first. */
function PlaybookMove({ playbook, view, catalog, start }: LineProps & { readonly playbook: string }) {
  const runs = runsOf(view, playbook);
  const known = catalog.playbooks.find(({ id }) => id === playbook);
  if (runs.length > 0)
    return (
      <span className="row">
        {runs.map((run) => (
          <span key={run.run} className="row">
            {run.ended ? (
              <EndedMark />
            ) : (
              <Mark tone={run.closed ? 'good' : 'now'} icon={run.closed ? 'check' : 'play'}>
                {run.closed ? 'Closed' : 'Running'}
              </Mark>
            )}
            <a
              href={incidentHash(view.incident, 'run', run.run)}
              aria-label={`Open ${playbook}${run.subject === null ? '' : ` about ${run.subject.name}`}`}
            >
              {run.subject === null ? 'Open' : run.subject.name}
            </a>
          </span>
        ))}
      </span>
    );
  if (known === undefined && playbook === 'PB5')
    return <a href={incidentHash(view.incident, 'notifications')}>Open Notifications</a>;
  if (known === undefined) return <Mark tone="wait">Not in this console: by hand</Mark>;
  if (known.subject.length > 0) return <a href={incidentHash(view.incident, 'run', 'new')}>Choose what it is about</a>;
  return (
    <Button
      size="small"
      icon="play"
      busy={start.busy}
      aria-label={`Start ${playbook}`}
      onPress={() => void start.send([playbook])}
    >
      Start
    </Button>
  );
}

/** An action is drafted in a run: which one is open for it, or which playbook has to be started first. */
function ActionMove({ action, view, catalog }: Omit<LineProps, 'start'> & { readonly action: string }) {
  const places = catalog.playbooks.filter(({ actions }) => actions.includes(action)).map(({ id }) => id);
  const runs = view.runs.filter((run) => places.includes(run.playbook.id) && !isOver(run));
  if (runs.length === 0) return <span className="small soft">Drafted in {places.join(' or ')}, once it runs</span>;
  return (
    <span className="row">
      {runs.map((run) => (
        <a
          key={run.run}
          href={incidentHash(view.incident, 'run', run.run)}
          aria-label={`Draft ${action} in ${run.playbook.id}${run.subject === null ? '' : ` about ${run.subject.name}`}`}
        >
          Draft it in {run.playbook.id}
        </a>
      ))}
    </span>
  );
}

function startable(catalog: CatalogView, playbook: string): boolean {
  return catalog.playbooks.some(({ id, subject }) => id === playbook && subject.length === 0);
}

function runsOf(view: IncidentView, playbook: string): IncidentView['runs'] {
  return view.runs.filter((run) => run.playbook.id === playbook);
}

function moveKey(move: Move): string {
  return move.kind === 'task' ? move.task : `${move.kind === 'playbook' ? move.playbook : move.action} ${move.scope}`;
}
