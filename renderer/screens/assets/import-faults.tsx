import { useState } from 'react';
import type { ImportRowView } from '../../../shared/view/import-view.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Panel } from '../../ui/panel.tsx';

interface Fault {
  readonly column: string;
  readonly message: string;
  readonly rows: readonly ImportRowView[];
}

const LINES = 12;

/** What is wrong, once each, with the lines it is wrong in: three hundred refused rows mostly have two or three reasons. */
export function ImportFaults({ rows }: { readonly rows: readonly ImportRowView[] }) {
  const faults = grouped(rows);
  if (faults.length === 0) return null;
  const refused = rows.filter(({ status }) => status === 'refused').length;
  return (
    <Panel
      title="What is refused, and why"
      flush
      aside={
        <>
          <span className="small soft">
            {refused} {refused === 1 ? 'row' : 'rows'}
          </span>
          <CopyButton text={listOf(rows)} what="all faults, one a line" label="Copy the list" />
        </>
      }
    >
      <ul className="panel-list" aria-label="Reasons">
        {faults.map((fault) => (
          <Reason key={`${fault.column} ${fault.message}`} fault={fault} />
        ))}
      </ul>
    </Panel>
  );
}

function Reason({ fault }: { readonly fault: Fault }) {
  const [all, setAll] = useState(false);
  const { column, message, rows } = fault;
  const shown = all ? rows : rows.slice(0, LINES);
  return (
    <li className="stack-1">
      <p className="wrap">
        {column !== '' && <span className="strong">{column}: </span>}
        {message}
      </p>
      <p className="small soft wrap">
        {rows.length === 1 ? 'Line ' : `${rows.length} rows, lines `}
        {shown.map(({ line }) => line).join(', ')}
        {rows.length === 1 && rows[0]?.name !== '' && `: ${rows[0]?.name ?? ''}`}{' '}
        {rows.length > shown.length && (
          <button type="button" className="disclose" onClick={() => setAll(true)}>
            {`and ${rows.length - shown.length} more`}
          </button>
        )}
      </p>
    </li>
  );
}

function grouped(rows: readonly ImportRowView[]): readonly Fault[] {
  const found = new Map<string, Fault>();
  for (const row of rows)
    for (const { column, message } of row.faults) {
      const key = `${column}\n${message}`;
      const known = found.get(key);
      found.set(key, { column, message, rows: [...(known?.rows ?? []), row] });
    }
  return [...found.values()].toSorted((a, b) => b.rows.length - a.rows.length);
}

/** For whoever keeps the inventory: line, name, column, what is wrong. */
function listOf(rows: readonly ImportRowView[]): string {
  return rows
    .flatMap(({ line, name, faults }) => faults.map(({ column, message }) => [line, name, column, message].join('\t')))
    .join('\n');
}
