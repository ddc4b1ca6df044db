import { useState } from 'react';
import type { ImportPreview, ImportRowView } from '../../../shared/view/import-view.ts';
import type { IconName } from '../../ui/icon.tsx';
import { Button } from '../../ui/button.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Panel } from '../../ui/panel.tsx';
import { OneOf } from '../../ui/tick.tsx';

const STATUS: Readonly<
  Record<ImportRowView['status'], { readonly text: string; readonly icon: IconName; readonly tone: Tone }>
> = {
  refused: { text: 'Refused', icon: 'alert', tone: 'wait' },
  changed: { text: 'Changed', icon: 'half', tone: 'now' },
  new: { text: 'New', icon: 'plus', tone: 'good' },
  same: { text: 'The same', icon: 'check', tone: 'calm' },
};
const ORDER = ['refused', 'changed', 'new', 'same'] as const;
const SHOWN = 50;

/** Row by row what would happen: what is wrong first, with line, column and how it is written right. */
export function ImportRows({ preview }: { readonly preview: ImportPreview }) {
  const [all, setAll] = useState(false);
  const [only, setOnly] = useState<ImportRowView['status'] | 'all'>('all');
  const ordered = ORDER.flatMap((status) => preview.rows.filter((row) => row.status === status));
  const rows = only === 'all' ? ordered : ordered.filter(({ status }) => status === only);
  const present = ORDER.filter((status) => preview.rows.some((row) => row.status === status));
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <Panel
      title={`What ${preview.name} would do, row by row`}
      flush
      aside={<span className="small soft">{`${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`}</span>}
    >
      {present.length > 1 && (
        <div className="panel-body">
          <OneOf
            label="Rows to show"
            hideLabel
            value={only}
            items={[
              { value: 'all', label: `All ${preview.rows.length}` },
              ...present.map((status) => ({
                value: status,
                label: `${STATUS[status].text} ${preview.rows.filter((row) => row.status === status).length}`,
              })),
            ]}
            onChange={setOnly}
          />
        </div>
      )}
      <div className="table-scroll">
        <table className="register-table" aria-label="Rows of the import">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Name</th>
              <th scope="col">What becomes of it</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.what} ${row.line}`}>
                <td className="figures">{row.line}</td>
                <th scope="row" className="wrap">
                  {row.name === '' ? 'No name' : row.name}
                </th>
                <td>
                  <Mark tone={STATUS[row.status].tone} icon={STATUS[row.status].icon}>
                    {STATUS[row.status].text}
                  </Mark>
                </td>
                <td>
                  <ul className="stack-1 wrap">
                    {row.faults.map(({ column, message }) => (
                      <li key={`${column} ${message}`}>
                        {column !== '' && <span className="strong">{column} </span>}
                        {message}
                      </li>
                    ))}
                    {row.changes.map(({ field, before, after }) => (
                      <li key={field}>
                        <span className="strong">{field}</span>: {before === '' ? 'nothing' : before} → {after}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length && (
        <div className="panel-body">
          <div>
            <Button size="small" onPress={() => setAll(true)}>
              {`Show all ${rows.length} rows`}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
}
