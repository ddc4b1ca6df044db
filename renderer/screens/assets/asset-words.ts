import { consumersKnown, type Asset, type Credential } from '../../../shared/domain/asset.ts';

export function namesOf(ids: readonly string[] | undefined, assets: readonly Asset[]): readonly string[] {
  return (ids ?? []).map((id) => assets.find((asset) => asset.id === id)?.name ?? id);
}

export function usedByText(credential: Credential, assets: readonly Asset[]): string {
  if (!consumersKnown(credential)) return 'consumers not known';
  const others = credential.consumers === '' ? [] : [credential.consumers];
  return `used by ${[...namesOf(credential.consumerAssets, assets), ...others].join(', ')}`;
}

export const CRITICAL_TEXT: Readonly<Record<Asset['criticalFunction'], string>> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not known',
};
