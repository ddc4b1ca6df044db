import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { Impact, RevocationGraph } from '../../../shared/view/revocation-graph.ts';
import { isOver } from '../../../shared/view/run-end.ts';
import { incidentHash } from '../../store/route.ts';
import { Panel } from '../../ui/panel.tsx';
import { Time } from '../../ui/time.tsx';
import { namesOf } from './asset-words.ts';
import { Powers } from './credential-table.tsx';
import { CutMark } from './cut-mark.tsx';
import { boxTexts, focusOf } from './graph-names.ts';

interface Props {
  readonly view: IncidentView;
  readonly graph: RevocationGraph;
  readonly selected: string | null;
}

/** The answer in words to what is selected; without a selection the worst one. */
export function BlastPanel({ view, graph, selected }: Props) {
  const own = graph.impacts.find(({ credential }) => credential === selected);
  const back = (
    <a href={incidentHash(view.incident, 'assets', 'graph')} className="small">
      Select nothing
    </a>
  );
  if (own !== undefined)
    return (
      <Panel title={`If ${own.label} falls`} aside={back}>
        <Blast view={view} graph={graph} impact={own} />
      </Panel>
    );
  const text = selected === null ? undefined : boxTexts(view, graph).get(selected);
  if (text !== undefined && selected !== null)
    return (
      <Panel title={text.title} aside={back}>
        <p className="soft">{text.detail}</p>
        <HitBy view={view} graph={graph} id={selected} />
      </Panel>
    );
  const worst = graph.impacts[0];
  return (
    <p className="note-box">
      Select a box to see what falls with it.
      {worst !== undefined && worst.score > 0 && (
        <>
          {' '}
          Highest score: <a href={incidentHash(view.incident, 'assets', focusOf(worst.credential))}>
            {worst.label}
          </a>,{' '}
          {worst.score} ({worst.criticalHit} critical {worst.criticalHit === 1 ? 'function' : 'functions'} ×{' '}
          {worst.byHand} {worst.byHand === 1 ? 'consumer' : 'consumers'} to supply by hand).
        </>
      )}
    </p>
  );
}

function Blast({
  view,
  graph,
  impact,
}: {
  readonly view: IncidentView;
  readonly graph: RevocationGraph;
  readonly impact: Impact;
}) {
  const credential = view.credentials.find(({ id }) => id === impact.credential);
  const labelOf = (id: string): string => graph.impacts.find((one) => one.credential === id)?.label ?? id;
  const functions = impact.functions.map(({ name, critical }) =>
    critical === 'yes' ? `${name} (critical)` : critical === 'no' ? name : `${name} (critical? not known)`,
  );
  const users = [...namesOf(impact.consumers, view.assets), ...(impact.others === '' ? [] : [impact.others])];
  return (
    <div className="blast">
      <dl className="facts">
        <dt>Business functions that stop</dt>
        <dd className="strong">{functions.join(', ') || 'None, as far as registered'}</dd>
        <dt>Used by</dt>
        <dd>{impact.known ? users.join(', ') : 'Not known, which counts as in use'}</dd>
        <dt>Stops with them</dt>
        <dd>{namesOf(impact.dependents, view.assets).join(', ') || 'Nothing named'}</dd>
        <dt>Who holds it reaches</dt>
        <dd>{reachText(impact, labelOf, namesOf(impact.opens, view.assets))}</dd>
        <dt>Score</dt>
        <dd>
          {impact.score}: {impact.criticalHit} critical × {impact.byHand} to supply by hand
        </dd>
      </dl>
      <div className="stack-2">
        <CutMark cut={impact.cut} />
        {credential !== undefined && <Powers credential={credential} />}
        <span className="small soft">
          {credential?.overlapSupported === true
            ? 'Old and new may be valid at once'
            : credential?.overlapSupported === false
              ? 'No overlap: a cut is an outage'
              : 'Overlap not known'}
          {credential?.rotationLeadMin !== undefined && `, ${credential.rotationLeadMin} min to replace`}
        </span>
        <span className="small soft">
          Last used:{' '}
          {credential?.lastUsed === undefined ? 'not known, counts as in use' : <Time at={credential.lastUsed} short />}
        </span>
        {impact.action !== null ? (
          <a href={incidentHash(view.incident, 'run', impact.action)}>Open its action</a>
        ) : view.runs.some((run) => !isOver(run)) ? (
          <a href={incidentHash(view.incident, 'run', `draft-${impact.credential}`)}>Draft an action</a>
        ) : (
          <a href={incidentHash(view.incident, 'run', 'new')}>Start a playbook to revoke it</a>
        )}
      </div>
    </div>
  );
}

function reachText({ mints }: Impact, labelOf: (id: string) => string, opens: readonly string[]): string {
  const parts = [
    ...(mints === 'any'
      ? ['any credential: which ones it creates is not said']
      : mints.length > 0
        ? [`creates ${mints.map(labelOf).join(', ')}`]
        : []),
    ...(opens.length > 0 ? [`opens ${opens.join(', ')}`] : []),
  ];
  return parts.join('; ') || 'Not said';
}

/** For an asset or a function: the credentials whose revocation stops it. */
function HitBy({
  view,
  graph,
  id,
}: {
  readonly view: IncidentView;
  readonly graph: RevocationGraph;
  readonly id: string;
}) {
  const by = graph.impacts.filter(
    ({ credential, consumers, dependents, functions }) =>
      `text:${credential}` === id ||
      [...consumers, ...dependents].includes(id) ||
      functions.some((one) => one.id === id),
  );
  if (by.length === 0)
    return <p>No registered credential touches it. What opens or feeds it is not on the register yet.</p>;
  return (
    <div className="stack-1">
      <p>Stops when one of these is revoked:</p>
      <ul className="stack-1">
        {by.map((one) => (
          <li key={one.credential} className="row">
            <a href={incidentHash(view.incident, 'assets', focusOf(one.credential))}>{one.label}</a>
            <CutMark cut={one.cut} />
          </li>
        ))}
      </ul>
    </div>
  );
}
