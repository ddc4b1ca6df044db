import type { IncidentView } from '../../../shared/view/incident-view.ts';
import type { RevocationGraph } from '../../../shared/view/revocation-graph.ts';
import { incidentHash } from '../../store/route.ts';
import { namesOf } from './asset-words.ts';
import { CutMark } from './cut-mark.tsx';
import { focusOf } from './graph-names.ts';

/** The graph in rows, worst first. */
export function GraphTable({ view, graph }: { readonly view: IncidentView; readonly graph: RevocationGraph }) {
  return (
    <div className="table-scroll">
      <table className="register-table" aria-label="What falls with each credential">
        <thead>
          <tr>
            <th scope="col">If this falls</th>
            <th scope="col">Revocation</th>
            <th scope="col">Used by</th>
            <th scope="col">Stops with it</th>
            <th scope="col">Business functions</th>
            <th scope="col">Score</th>
          </tr>
        </thead>
        <tbody>
          {graph.impacts.map((one) => (
            <tr key={one.credential}>
              <th scope="row">
                <a href={incidentHash(view.incident, 'assets', focusOf(one.credential))}>{one.label}</a>
                <span className="small soft block">Wave {one.wave}</span>
              </th>
              <td>
                <CutMark cut={one.cut} />
              </td>
              <td className="wrap">
                {one.known
                  ? [...namesOf(one.consumers, view.assets), ...(one.others === '' ? [] : [one.others])].join(', ')
                  : 'Not known'}
              </td>
              <td className="wrap">{namesOf(one.dependents, view.assets).join(', ') || 'Nothing named'}</td>
              <td className="wrap">
                {one.functions.map(({ name, critical }) => `${name}${CRITICAL[critical]}`).join(', ') || 'None'}
              </td>
              <td className="figures">{one.score}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const CRITICAL = { yes: ' (critical)', no: '', unknown: ' (critical? not known)' } as const;
