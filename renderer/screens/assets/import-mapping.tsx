import { useState } from 'react';
import type { RegisterKind } from '../../../shared/register/field.ts';
import { fieldsOf } from '../../../shared/register/sheet.ts';
import type { SheetView } from '../../../shared/view/import-view.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { OneOf } from '../../ui/tick.tsx';

interface Props {
  readonly sheet: SheetView;
  /** The file holds one table and does not say of what. */
  readonly single: boolean;
  readonly onKind: (what: RegisterKind) => void;
  /** What the mapping becomes, from what it is by then. */
  readonly onChange: (fields: (mapping: readonly string[]) => readonly string[]) => void;
}

const OUT = 'left-out';
const MANY = 12;

/** Which column fills which field. The guess is made; a person looks over it. */
export function ImportMapping({ sheet, single, onKind, onChange }: Props) {
  const { what, header, mapping, samples } = sheet;
  const defs = fieldsOf(what);
  const missing = defs.filter((def) => def.required === true && !mapping.includes(def.name));
  const set = (column: number, field: string): void =>
    onChange((now) => now.map((one, at) => (at === column ? field : one === field ? '' : one)));
  const [all, setAll] = useState(false);
  // Where most of a wide table is left out, what fills something would be lost among it.
  const out = mapping.filter((field) => field === '').length;
  const folded = !all && out > MANY;
  const titleOf = (column: number): string => {
    const title = header[column] ?? '';
    if (title === '') return `Column ${column + 1}`;
    return header.indexOf(title) === header.lastIndexOf(title) ? title : `${title} (column ${column + 1})`;
  };
  return (
    <Panel
      title={what === 'assets' ? 'Columns: assets' : 'Columns: credentials'}
      flush
      aside={<span className="small soft">{`${sheet.rows} ${sheet.rows === 1 ? 'row' : 'rows'}`}</span>}
    >
      {(single || missing.length > 0) && (
        <div className="panel-body">
          {single && (
            <OneOf
              label="Each row is"
              value={what}
              items={[
                { value: 'assets', label: 'An asset' },
                { value: 'credentials', label: 'A credential' },
              ]}
              onChange={onKind}
            />
          )}
          {missing.length > 0 && (
            <p className="note-box">
              No column fills {missing.map(({ label }) => `“${label}”`).join(' and ')}.
              {what === 'credentials' &&
                missing.some(({ name }) => name === 'template') &&
                ' A column for “Kind” does it, too.'}
            </p>
          )}
        </div>
      )}
      <div className="table-scroll">
        <table className="register-table">
          <thead>
            <tr>
              <th scope="col">Column of the file</th>
              <th scope="col">Begins with</th>
              <th scope="col">Fills</th>
            </tr>
          </thead>
          <tbody>
            {header.map((title, column) =>
              folded && mapping[column] === '' ? null : (
                <tr key={`${column} ${title}`}>
                  <th scope="row" className="wrap">
                    {titleOf(column)}
                  </th>
                  <td className="soft wrap">{(samples[column] ?? []).join(' · ')}</td>
                  <td>
                    <Choice
                      label={`Field for column ${titleOf(column)}`}
                      hideLabel
                      value={mapping[column] === '' ? OUT : (mapping[column] ?? OUT)}
                      options={[
                        { value: OUT, label: 'Left out' },
                        ...defs.map((def) => ({ value: def.name, label: def.label })),
                      ]}
                      onChange={(field) => set(column, field === OUT ? '' : field)}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {folded && (
        <div className="panel-body">
          <div>
            <Button size="small" onPress={() => setAll(true)}>
              {`Show the ${out} columns that are left out`}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
}
