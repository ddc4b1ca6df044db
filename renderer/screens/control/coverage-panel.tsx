import { coverageOf, type CoverageRow } from '../../../shared/control/coverage.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EntryLink } from '../timeline/entry-link.tsx';
import './coverage.css';

const STATUS = {
  shown: { tone: 'good', icon: 'check', text: 'Shown' },
  begun: { tone: 'calm', icon: 'half', text: 'Begun' },
  gap: { tone: 'calm', icon: 'ring', text: 'Gap' },
} as const;

/** What the record of this incident shows for each control, with the entries that show it. */
export function CoveragePanel({ view }: { readonly view: IncidentView }) {
  const rows = coverageOf(view);
  const shown = rows.filter((row) => row.status === 'shown').length;
  return (
    <Panel
      title="Control coverage"
      flush
      aside={
        <span className="row">
          <span className="small soft">
            Evidence for {shown} of {rows.length} controls
          </span>
          <Button size="small" tone="quiet" onPress={() => window.print()}>
            Print
          </Button>
        </span>
      }
    >
      <p className="coverage-note measure">
        {view.exercise && <strong>EXERCISE. </strong>}
        {view.codename}, {view.ledger.recorded} entries. A gap says that this record holds nothing for a control, not
        that a rule was broken; the NIST AI RMF is voluntary.
      </p>
      <table className="coverage">
        <thead>
          <tr>
            <th scope="col">Control</th>
            <th scope="col">On record</th>
            <th scope="col">GDPR</th>
            <th scope="col">NIS2 21(2)</th>
            <th scope="col">DORA</th>
            <th scope="col">AI RMF</th>
            <th scope="col">ISO 27001 A.</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.control.id} view={view} row={row} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Row({ view, row }: { readonly view: IncidentView; readonly row: CoverageRow }) {
  const { control, evidence } = row;
  const status = STATUS[row.status];
  return (
    <tr>
      <th scope="row">{control.title}</th>
      <td>
        <Mark tone={status.tone} icon={status.icon}>
          {status.text}
        </Mark>
        <ul className="small">
          {evidence.slice(0, 6).map((one) => (
            <li key={`${one.entry} ${one.text}`}>
              {one.text} <EntryLink incident={view.incident} entry={one.entry} />
            </li>
          ))}
          {evidence.length > 6 && <li className="soft">and {evidence.length - 6} more</li>}
        </ul>
      </td>
      <td>{control.gdpr}</td>
      <td>{control.nis2}</td>
      <td>{control.dora}</td>
      <td>{control.aiRmf}</td>
      <td>{control.iso27001}</td>
    </tr>
  );
}
