import type { Asset, Credential } from '../domain/asset.ts';
import { CREDENTIAL_KINDS, type CredentialKind } from '../domain/credential-kind.ts';
import { ASSET_FIELDS, type AssetFieldName } from './asset-fields.ts';
import { CREDENTIAL_FIELDS, type CredentialFieldName } from './credential-fields.ts';
import type { Cells, FieldDef } from './field.ts';
import { readCell, isUnknown, type CellValue, type Lookup } from './read-cell.ts';

export interface CellFault {
  readonly field: string;
  readonly message: string;
}
export type ReadRecord<T> = { readonly record: T } | { readonly faults: readonly CellFault[] };

type Values = Readonly<Record<string, CellValue>>;

/** Shapes that have their own answer to "unknown". */
const TOLD = new Set<FieldDef['shape']>(['yes-no-unknown', 'flag']);

const MODEL_FIELDS: readonly string[] = ASSET_FIELDS.filter((def) => 'only' in def && def.name !== 'cidrs').map(
  ({ name }) => name,
);

/** Texts to a record, or every fault at once. Empty and "unknown" cells stay out: what is not said is not known. Never throws. */
export function readAsset(cells: Cells<AssetFieldName>, lookup: Lookup): ReadRecord<Omit<Asset, 'id'>> {
  const { values, faults } = readCells(ASSET_FIELDS, cells, lookup);
  const type = values['type'];
  for (const def of ASSET_FIELDS as readonly FieldDef[])
    if (values[def.name] !== undefined && def.only?.every((one) => one !== type) === true)
      faults.push({ field: def.name, message: `only ${def.only.join(' and ')} have this` });
  if (faults.length > 0) return { faults };
  const own = Object.entries(values).filter(([name]) => !MODEL_FIELDS.includes(name));
  const model = Object.entries(values).filter(([name]) => MODEL_FIELDS.includes(name));
  return {
    record: {
      owner: '',
      criticalFunction: 'unknown',
      ...Object.fromEntries(own),
      ...(model.length > 0 ? { model: Object.fromEntries(model) } : {}),
    } as unknown as Omit<Asset, 'id'>,
  };
}

/** As `readAsset`. A kind that has an action of its own says how it is revoked, unless the record says it itself. */
export function readCredential(cells: Cells<CredentialFieldName>, lookup: Lookup): ReadRecord<Omit<Credential, 'id'>> {
  const { template = '', kind = '' } = cells;
  const { values, faults } = readCells(
    CREDENTIAL_FIELDS,
    template === '' ? { ...cells, template: templateFor(kind, lookup) } : cells,
    lookup,
  );
  const mints = values['mints'];
  if (mints !== undefined && values['canMint'] !== true)
    faults.push({ field: 'mints', message: 'what it creates is named, but not that it can create others' });
  if (faults.length > 0) return { faults };
  return { record: { canMint: false, issues: false, consumers: '', ...values } as unknown as Omit<Credential, 'id'> };
}

function templateFor(kind: string, lookup: Lookup): string {
  const def = CREDENTIAL_FIELDS.find(({ name }) => name === 'kind');
  const read = def && kind !== '' ? readCell(def, kind, lookup) : null;
  return read !== null && 'value' in read ? CREDENTIAL_KINDS[read.value as CredentialKind].template : '';
}

function readCells(
  defs: readonly FieldDef[],
  cells: Cells,
  lookup: Lookup,
): { readonly values: Values; readonly faults: CellFault[] } {
  const values: Record<string, CellValue> = {};
  const faults: CellFault[] = [];
  for (const def of defs) {
    const raw = cells[def.name] ?? '';
    const text = raw.trim();
    if (text === '') {
      if (def.required === true) faults.push({ field: def.name, message: 'is missing' });
      continue;
    }
    if (isUnknown(text) && def.required !== true && !TOLD.has(def.shape)) continue;
    const read = readCell(def, def.items === undefined ? text : raw, lookup);
    if ('why' in read) faults.push({ field: def.name, message: read.why });
    else if (!Array.isArray(read.value) || read.value.length > 0) values[def.name] = read.value;
  }
  return { values, faults };
}
