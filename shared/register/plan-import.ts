import type { Asset, Credential } from '../domain/asset.ts';
import { AssetSchema, CredentialSchema } from '../domain/asset-schema.ts';
import { assetFaults, credentialFaults, type Known } from '../domain/register-faults.ts';
import type { LegalEntity } from '../domain/organisation.ts';
import type { Cells, RegisterKind } from './field.ts';
import { lookupIn } from './lookup.ts';
import { matchRows, type Candidate } from './match-rows.ts';
import type { Lookup } from './read-cell.ts';
import { readAsset, readCredential, type CellFault } from './read-record.ts';
import { tooLong } from './record-size.ts';
import { fieldsOf, type Mapping, type Sheet } from './sheet.ts';
import { assetCells, credentialCells } from './write-record.ts';

export interface MappedSheet extends Sheet {
  readonly mapping: Mapping;
}

export interface Existing {
  readonly assets: readonly Asset[];
  readonly credentials: readonly Credential[];
  readonly entities: readonly LegalEntity[];
  readonly templates: readonly string[];
  readonly fresh: { readonly asset: () => Asset['id']; readonly credential: () => Credential['id'] };
  /** Why a credential cannot be corrected now; null when it can. */
  readonly busy: (before: Credential, after: Credential) => string | null;
}

export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

interface Line {
  readonly what: RegisterKind;
  readonly line: number;
  readonly name: string;
}
export type PlanRow = Line &
  (
    | { readonly status: 'new'; readonly record: Asset | Credential }
    | { readonly status: 'changed'; readonly record: Asset | Credential; readonly changes: readonly Change[] }
    | { readonly status: 'same' }
    | { readonly status: 'refused'; readonly faults: readonly CellFault[] }
  );

interface Judged {
  readonly candidate: Candidate;
  readonly row: PlanRow;
}

/**
 * What an import would do, row by row. Rows are matched by name and type with what is registered; an empty cell or a column that
 * is left out changes nothing. A row may refer to any other row; a row that refers to a refused one is refused, too. Never throws.
 */
export function planImport(sheets: readonly MappedSheet[], existing: Existing): readonly PlanRow[] {
  const { candidates, refused } = matchRows(sheets, existing);
  const lookup = lookupIn({
    assets: [
      ...existing.assets,
      ...freshOf(candidates, 'assets').map(({ id, name }) => ({ id: id as Asset['id'], name })),
    ],
    credentials: [
      ...existing.credentials,
      ...freshOf(candidates, 'credentials').map(({ id, name }) => ({ id: id as Credential['id'], label: name })),
    ],
    entities: existing.entities,
    templates: existing.templates,
  });
  const known: Known = {
    assets: new Set([...existing.assets.map(({ id }) => id), ...freshOf(candidates, 'assets').map(({ id }) => id)]),
    credentials: new Set([
      ...existing.credentials.map(({ id }) => id),
      ...freshOf(candidates, 'credentials').map(({ id }) => id),
    ]),
    entities: new Set(existing.entities.map(({ id }) => id)),
  };
  const judged = candidates.map((candidate) => ({ candidate, row: judge(candidate, lookup, known, existing) }));
  return [...refused, ...withoutDangling(judged)].toSorted((a, b) => a.line - b.line);
}

function freshOf(candidates: readonly Candidate[], what: RegisterKind): readonly Candidate[] {
  return candidates.filter((one) => one.what === what && one.before === null);
}

function judge(candidate: Candidate, lookup: Lookup, known: Known, existing: Existing): PlanRow {
  const { what, line, name, id, before } = candidate;
  const at: Line = { what, line, name };
  const old: Cells =
    before === null ? {} : what === 'assets' ? assetCells(before as Asset) : credentialCells(before as Credential);
  const cells: Cells = { ...old, ...candidate.cells };
  const read = what === 'assets' ? readAsset(cells, lookup) : readCredential(cells, lookup);
  if ('faults' in read) return { ...at, status: 'refused', faults: read.faults };
  const record = { ...read.record, id } as Asset | Credential;
  const faults = [
    ...(what === 'assets' ? assetFaults(record as Asset, known) : credentialFaults(record as Credential, known)),
    ...schemaFaults(what, record),
  ];
  if (faults.length > 0) return { ...at, status: 'refused', faults };
  if (before === null) return { ...at, status: 'new', record };
  const now: Cells = what === 'assets' ? assetCells(record as Asset) : credentialCells(record as Credential);
  const changes = fieldsOf(what).flatMap(({ name: field }) =>
    (old[field] ?? '') === (now[field] ?? '') ? [] : [{ field, before: old[field] ?? '', after: now[field] ?? '' }],
  );
  if (changes.length === 0) return { ...at, status: 'same' };
  const busy = what === 'credentials' ? existing.busy(before as Credential, record as Credential) : null;
  if (busy !== null) return { ...at, status: 'refused', faults: [{ field: 'template', message: busy }] };
  return { ...at, status: 'changed', record, changes };
}

/** What is signed passes the ledger's own schema, whatever the readers above believed. */
function schemaFaults(what: RegisterKind, record: object): readonly CellFault[] {
  const parsed = (what === 'assets' ? AssetSchema : CredentialSchema).safeParse(record);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => ({ field: String(path.at(-1) ?? ''), message }));
  return tooLong(record) ? [{ field: '', message: 'is too long for one entry; keep long lists as evidence' }] : [];
}

/** Refuses, step by step, every row that refers to a row which will not be registered. */
function withoutDangling(judged: readonly Judged[]): readonly PlanRow[] {
  const lost = new Map<string, string>();
  for (const { candidate, row } of judged)
    if (row.status === 'refused' && candidate.before === null) lost.set(candidate.id, candidate.name);
  const referring = new Map<string, Judged[]>();
  for (const one of judged) for (const id of refsOf(one.row)) referring.set(id, [...(referring.get(id) ?? []), one]);
  const dropped = new Map<string, CellFault>();
  for (const [id, name] of lost)
    for (const { candidate } of referring.get(id) ?? []) {
      if (dropped.has(candidate.id)) continue;
      dropped.set(candidate.id, { field: '', message: `refers to “${name}”, whose row is refused` });
      // A map takes additions while it is walked.
      if (candidate.before === null) lost.set(candidate.id, candidate.name);
    }
  return judged.map(({ candidate, row }) => {
    const fault = dropped.get(candidate.id);
    if (fault === undefined || row.status === 'refused') return row;
    const { what, line, name } = row;
    return { what, line, name, status: 'refused', faults: [fault] };
  });
}

function refsOf(row: PlanRow): readonly string[] {
  if (row.status !== 'new' && row.status !== 'changed') return [];
  const { dependsOn, credentials, model, consumerAssets, mints } = row.record as Partial<Asset & Credential>;
  const parent = model?.parent === undefined ? [] : [model.parent];
  return [dependsOn, credentials, model?.datasets, parent, consumerAssets, mints].flatMap((ids) => ids ?? []);
}
