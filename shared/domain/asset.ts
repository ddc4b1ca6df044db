/** Assets and credentials as the screens know them; the strict schemas are in asset-schema.ts, so that no screen loads zod. */
export type { AssetKind as LeakedKind } from '../law/facts.ts';

export const ASSET_TYPES = [
  'shop.woocommerce',
  'shop.magento',
  'cms.wordpress',
  'llm.server',
  'gateway',
  'registry',
  'model',
  'adapter',
  'dataset',
  'vector-store',
  'database',
  'kms',
  'vault',
  'ca',
  'idp',
  'cluster',
  'segment',
  'saas',
] as const;

export interface Asset {
  readonly id: `ast-${string}`;
  readonly type: (typeof ASSET_TYPES)[number];
  readonly name: string;
  readonly owner: string;
  readonly criticalFunction: 'yes' | 'no' | 'unknown';
}

/**
 * Revocation waves of PB1: whoever can create credentials first, then issuers and signers, then the data plane
 * (reference PB1, "Order").
 */
export type Wave = 1 | 2 | 3;

export interface Credential {
  readonly id: `crd-${string}`;
  readonly label: string;
  /** Row id of the action that revokes it: K11, K12, K18. */
  readonly template: string;
  /** Can create other credentials: wave 1 whatever else it is. */
  readonly canMint: boolean;
  /** Signs or issues on behalf of others: wave 2. */
  readonly issues: boolean;
  readonly consumers: string;
}

export function waveOf(credential: Pick<Credential, 'canMint' | 'issues'>): Wave {
  if (credential.canMint) return 1;
  return credential.issues ? 2 : 3;
}
