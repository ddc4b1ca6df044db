import { useStore } from '../../store/app-store.ts';
import { useObservable } from '../../store/observable.ts';
import { Panel } from '../../ui/panel.tsx';

/** The decision matrix of PB3, where the run asks for its row. It advises; two people decide. */
export function MatrixPanel() {
  const { catalog } = useStore();
  const { value } = useObservable(catalog.state);
  return (
    <Panel title="Decision matrix" flush>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">What happened</th>
            <th scope="col">Sensitive, confirmed</th>
            <th scope="col">Sensitive, suspected</th>
            <th scope="col">Not sensitive</th>
          </tr>
        </thead>
        <tbody>
          {(value?.matrix ?? []).map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.what}</th>
              <td>{row.confirmed}</td>
              <td>{row.suspected}</td>
              <td>{row.low}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
