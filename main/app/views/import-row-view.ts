import type { MappedSheet, PlanRow } from '../../../shared/register/plan-import.ts';
import { fieldsOf } from '../../../shared/register/sheet.ts';
import { opensSomething } from '../../../shared/register/read-cell.ts';
import type { CaseFile } from '../../../shared/view/case-file.ts';
import type { ImportRowView } from '../../../shared/view/import-view.ts';
import { namesIn } from '../register/read-source.ts';

/** One row as a person reads it: headings of their own file, names in place of ids. */
export function importRowView(row: PlanRow, sheets: readonly MappedSheet[], file: CaseFile): ImportRowView {
  const { what, line, name, status } = row;
  const sheet = sheets.find((one) => one.what === what);
  const labelOf = (field: string): string => fieldsOf(what).find((def) => def.name === field)?.label ?? field;
  const columnOf = (field: string): string => {
    const column = sheet?.mapping.indexOf(field) ?? -1;
    return column === -1 ? labelOf(field) : (sheet?.header[column] ?? '');
  };
  const names = namesIn(file);
  const shown = (text: string): string =>
    text
      .split('\n')
      .map((item) => names.get(item) ?? item)
      .join(', ');
  return {
    what,
    line,
    name: status === 'refused' ? withoutSecret(name) : name,
    status,
    changes:
      row.status === 'changed'
        ? row.changes.map(({ field, before, after }) => ({
            field: labelOf(field),
            before: shown(before),
            after: shown(after),
          }))
        : [],
    faults:
      row.status === 'refused'
        ? row.faults.map(({ field, message }) => ({ column: columnOf(field), message: withoutSecret(message) }))
        : [],
  };
}

/** A screen is looked at by more people than the file was: what looks like a secret is told, never shown. */
export function withoutSecret(text: string): string {
  const kind = opensSomething(text);
  return kind === undefined ? text : `(looks like ${kind}; not shown)`;
}
