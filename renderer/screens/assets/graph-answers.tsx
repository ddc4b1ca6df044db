import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { Gap, RevocationGraph } from '../../../shared/view/revocation-graph.ts';
import { incidentHash } from '../../store/route.ts';
import { Empty } from '../../ui/empty.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CutMark } from './cut-mark.tsx';
import { focusOf } from './graph-names.ts';

interface Props {
  readonly view: IncidentView;
  readonly graph: RevocationGraph;
}

/** Credentials named under a function; the rest is one step away. */
const SHOWN = 5;

/** Which revocation breaks which function. */
export function WhatBreaks({ view, graph }: Props) {
  const critical = graph.functions.filter(({ critical: one }) => one !== 'no');
  const impact = new Map(graph.impacts.map((one) => [one.credential, one]));
  return (
    <Panel title="Critical functions and what breaks them" flush>
      {critical.length === 0 && <Empty title="No revocation hits a critical function, as far as registered." />}
      <ul className="panel-list">
        {critical.map(({ id, name, critical: one, by }) => (
          <li key={id} className="stack-1">
            <span className="row">
              <a className="strong" href={incidentHash(view.incident, 'assets', focusOf(id))}>
                {name}
              </a>
              <Mark tone={one === 'yes' ? 'now' : 'wait'} icon={one === 'yes' ? 'alert' : 'question'}>
                {one === 'yes' ? 'Critical' : 'Critical? Not known'}
              </Mark>
            </span>
            <ul className="stack-1">
              {by.slice(0, SHOWN).map((credential) => {
                const own = impact.get(credential);
                return own === undefined ? null : (
                  <li key={credential} className="row">
                    <a href={incidentHash(view.incident, 'assets', focusOf(credential))}>{own.label}</a>
                    <CutMark cut={own.cut} />
                  </li>
                );
              })}
            </ul>
            {by.length > SHOWN && (
              <a className="small" href={incidentHash(view.incident, 'assets', focusOf(id))}>
                and {by.length - SHOWN} more
              </a>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Who can create what: these go first, or the others come back. */
export function Minters({ view, graph }: Props) {
  const minters = graph.impacts.filter(({ mints }) => mints === 'any' || mints.length > 0);
  const labelOf = (id: string): string => graph.impacts.find(({ credential }) => credential === id)?.label ?? id;
  return (
    <Panel title="Who can create what" flush>
      {minters.length === 0 && <Empty title="No registered credential can create others. Is that so?" />}
      <ul className="panel-list">
        {minters.map(({ credential, label, mints, cut }) => (
          <li key={credential} className="stack-1">
            <span className="row">
              <a className="strong" href={incidentHash(view.incident, 'assets', focusOf(credential))}>
                {label}
              </a>
              <CutMark cut={cut} />
            </span>
            <span className="wrap">
              {mints === 'any' ? 'May create any: which ones is not said' : `Creates ${mints.map(labelOf).join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const GAP_TEXT: Readonly<Record<Gap['kind'], { readonly title: string; readonly help: string }>> = {
  'no-consumer': { title: 'Credentials without a consumer', help: 'Nobody knows who uses them: they count as in use.' },
  'consumer-off-register': { title: 'Consumers that are not on the register', help: 'Their functions are not known.' },
  'no-credential-owner': { title: 'Credentials without an owner', help: 'Nobody can say what breaks.' },
  'no-owner': { title: 'Assets without an owner', help: 'Nobody answers the phone.' },
  'never-reached': {
    title: 'Assets that no registered credential touches',
    help: 'Something opens or feeds them; it is not on the register yet.',
  },
};

/** What is orphaned, and what the graph cannot know yet. */
export function Gaps({ view, graph }: Props) {
  const kinds = Object.entries(GAP_TEXT).map(([kind, text]) => ({
    ...text,
    kind,
    list: graph.gaps.filter((gap) => gap.kind === kind),
  }));
  const open = kinds.filter(({ list }) => list.length > 0);
  return (
    <Panel title="Orphans and gaps" flush aside={<span className="small soft">{graph.gaps.length}</span>}>
      {open.length === 0 && (
        <Empty title="Nothing is orphaned: every credential has a consumer, everything has an owner." />
      )}
      <ul className="panel-list">
        {open.map(({ kind, title, help, list }) => (
          <li key={kind} className="stack-1">
            <p>
              <span className="strong">
                {title} ({list.length})
              </span>{' '}
              <span className="soft">{help}</span>
            </p>
            <p className="wrap">
              {list.map(({ id, label }, at) => (
                <span key={id}>
                  {at > 0 && ', '}
                  <a href={incidentHash(view.incident, 'assets', focusOf(id))}>{label}</a>
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
