import type { Asset, Credential } from './asset.ts';

/** What is on record beside the one that is judged; sets of ids. */
export interface Known {
  readonly assets: ReadonlySet<string>;
  readonly credentials: ReadonlySet<string>;
  readonly entities: ReadonlySet<string>;
}

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** What the schema cannot see: references that lead nowhere or back, fields of another type of asset. */
export function assetFaults(asset: Omit<Asset, 'id'> & { readonly id?: string }, known: Known): readonly FieldFault[] {
  const { model, cidrs, legalEntity } = asset;
  const faults = [
    ...unknownIds('dependsOn', asset.dependsOn, known.assets, 'asset'),
    ...unknownIds('credentials', asset.credentials, known.credentials, 'credential'),
    ...unknownIds('model.datasets', model?.datasets, known.assets, 'asset'),
    ...unknownIds('model.parent', model?.parent === undefined ? [] : [model.parent], known.assets, 'asset'),
  ];
  if (asset.id !== undefined && (asset.dependsOn ?? []).some((id) => id === asset.id))
    faults.push({ field: 'dependsOn', message: 'it cannot depend on itself' });
  if (asset.id !== undefined && model?.parent === asset.id)
    faults.push({ field: 'model.parent', message: 'it cannot be its own parent' });
  if (legalEntity !== undefined && !known.entities.has(legalEntity))
    faults.push({ field: 'legalEntity', message: 'there is no such legal entity in this incident' });
  if (model !== undefined && asset.type !== 'model' && asset.type !== 'adapter')
    faults.push({ field: 'model', message: 'only a model or an adapter has these fields' });
  if (cidrs !== undefined && asset.type !== 'segment')
    faults.push({ field: 'cidrs', message: 'only a network segment has address ranges' });
  return faults;
}

export function credentialFaults(
  credential: Omit<Credential, 'id'> & { readonly id?: string },
  known: Known,
): readonly FieldFault[] {
  const faults = [
    ...unknownIds('consumerAssets', credential.consumerAssets, known.assets, 'asset'),
    ...unknownIds('mints', credential.mints, known.credentials, 'credential'),
  ];
  if ((credential.mints ?? []).length > 0 && !credential.canMint)
    faults.push({ field: 'mints', message: 'what it creates is named, but not that it can create others' });
  return faults;
}

function unknownIds(
  field: string,
  ids: readonly string[] | undefined,
  known: ReadonlySet<string>,
  what: string,
): FieldFault[] {
  const list = ids ?? [];
  const faults = list
    .filter((id) => !known.has(id))
    .map((id) => ({ field, message: `there is no ${what} ${id} in this incident` }));
  if (new Set(list).size !== list.length) faults.push({ field, message: `one ${what} is named twice` });
  return faults;
}
