import type { Asset, Credential } from '../domain/asset.ts';
import { ASSET_FIELDS, type AssetFieldName } from './asset-fields.ts';
import { CREDENTIAL_FIELDS, type CredentialFieldName } from './credential-fields.ts';
import type { Cells, FieldDef } from './field.ts';

/** A record as texts, with ids where it refers to others: what a form starts from, and what two records are compared by. */
export function assetCells(asset: Omit<Asset, 'id'>): Cells<AssetFieldName> {
  const { model, ...own } = asset;
  return write(ASSET_FIELDS, { ...own, ...model });
}

export function credentialCells(credential: Omit<Credential, 'id'>): Cells<CredentialFieldName> {
  return write(CREDENTIAL_FIELDS, credential);
}

function write<Name extends string>(defs: readonly FieldDef<Name>[], values: object): Cells<Name> {
  const of = values as Readonly<Record<string, unknown>>;
  const cells: Partial<Record<Name, string>> = {};
  for (const { name } of defs) {
    const text = textOf(of[name]);
    if (text !== '') cells[name] = text;
  }
  return cells;
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value))
    return value.length === 1 && String(value[0]).includes(';') ? `${value[0]}\n` : value.join('\n');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
}
