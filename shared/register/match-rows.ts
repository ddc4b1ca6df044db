import { ASSET_FIELDS } from './asset-fields.ts';
import type { Asset, Credential } from '../domain/asset.ts';
import type { Cells, RegisterKind } from './field.ts';
import { nameKey } from './lookup.ts';
import type { Existing, MappedSheet, PlanRow } from './plan-import.ts';
import { readCell } from './read-cell.ts';
import type { SheetRow } from './sheet.ts';

/** A row that can be read, with the id its record will have. */
export interface Candidate {
  readonly what: RegisterKind;
  readonly line: number;
  readonly name: string;
  /** Cells that say something; the others leave things as they are. */
  readonly cells: Cells;
  readonly id: string;
  /** The registered record it stands for. */
  readonly before: Asset | Credential | null;
}

/** Each row gets the record it stands for, by name and type, or a fresh id. Rows without a name, and second rows for one thing, are refused. */
export function matchRows(
  sheets: readonly MappedSheet[],
  existing: Existing,
): { readonly candidates: readonly Candidate[]; readonly refused: readonly PlanRow[] } {
  const candidates: Candidate[] = [];
  const refused: PlanRow[] = [];
  const seen = new Map<string, number>();
  const named = {
    assets: byName(existing.assets, ({ name }) => name),
    credentials: byName(existing.credentials, ({ label }) => label),
  };
  for (const sheet of sheets)
    for (const row of sheet.rows) {
      const cells = cellsOf(row, sheet);
      const nameField = sheet.what === 'assets' ? 'name' : 'label';
      const name = (cells[nameField] ?? '').trim();
      const refuse = (field: string, message: string): void => {
        refused.push({ what: sheet.what, line: row.line, name, status: 'refused', faults: [{ field, message }] });
      };
      if (row.fault !== null) {
        refuse('', row.fault);
        continue;
      }
      if (name === '') {
        refuse(nameField, 'is missing');
        continue;
      }
      const found = registered(sheet.what, name, cells['type'] ?? '', named);
      const key = `${sheet.what} ${nameKey(name)} ${sheet.what === 'assets' ? nameKey(cells['type'] ?? '') : ''}`;
      const twice = seen.get(key);
      if (twice !== undefined) refuse(nameField, `stands in line ${twice} already`);
      else if (found.length > 1) refuse(nameField, 'stands for more than one registered record; correct those by hand');
      else {
        seen.set(key, row.line);
        const before = found[0] ?? null;
        const id = before?.id ?? (sheet.what === 'assets' ? existing.fresh.asset() : existing.fresh.credential());
        // A registered name keeps its spelling: rows are matched by it, whatever its case.
        const { [nameField]: _name, ...rest } = cells;
        candidates.push({ what: sheet.what, line: row.line, name, cells: before === null ? cells : rest, id, before });
      }
    }
  return { candidates, refused };
}

function cellsOf(row: SheetRow, { mapping }: MappedSheet): Cells {
  const cells: Record<string, string> = {};
  mapping.forEach((field, column) => {
    const text = row.cells[column] ?? '';
    if (field !== '' && text.trim() !== '') cells[field] = text;
  });
  return cells;
}

const TYPE = ASSET_FIELDS.find(({ name }) => name === 'type');
const NOTHING = {
  asset: () => ({ why: '' }),
  credential: () => ({ why: '' }),
  entity: () => ({ why: '' }),
  templates: [],
};

type ByName<T> = ReadonlyMap<string, readonly T[]>;

function byName<T>(list: readonly T[], nameOf: (record: T) => string): ByName<T> {
  const map = new Map<string, T[]>();
  for (const record of list) {
    const key = nameKey(nameOf(record));
    const same = map.get(key);
    if (same === undefined) map.set(key, [record]);
    else same.push(record);
  }
  return map;
}

/** Without a type in the file the name decides alone. */
function registered(
  what: RegisterKind,
  name: string,
  type: string,
  named: { readonly assets: ByName<Asset>; readonly credentials: ByName<Credential> },
): readonly (Asset | Credential)[] {
  if (what === 'credentials') return named.credentials.get(nameKey(name)) ?? [];
  const assets = named.assets.get(nameKey(name)) ?? [];
  const read = type.trim() === '' || TYPE === undefined ? null : readCell(TYPE, type, NOTHING);
  if (read === null) return assets;
  return 'value' in read ? assets.filter((asset) => asset.type === read.value) : [];
}
