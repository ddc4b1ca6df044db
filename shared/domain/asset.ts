import { z } from 'zod';
import { AssetId, CredentialId, line } from './ids.ts';

export const ASSET_TYPES = [
  'shop.woocommerce', 'shop.magento', 'cms.wordpress', 'llm.server', 'gateway', 'registry', 'model', 'adapter', 'dataset', 'vector-store',
  'database', 'kms', 'vault', 'ca', 'idp', 'cluster', 'segment', 'saas',
] as const;

/** What may have leaked: the kinds the law asks about (reference regulation 0.4). */
export const LEAKED_KINDS = ['weights', 'training-data', 'prompts', 'algorithm', 'features', 'keys', 'other'] as const;
export type LeakedKind = (typeof LEAKED_KINDS)[number];

export const Asset = z.strictObject({
  id: AssetId,
  type: z.enum(ASSET_TYPES),
  name: line(160),
  owner: line(120, 0),
  criticalFunction: z.enum(['yes', 'no', 'unknown']),
});
export type Asset = z.infer<typeof Asset>;

/**
 * Revocation waves of PB1: whoever can create credentials first, then issuers and signers, then the data plane
 * (reference PB1, "Order").
 */
export const WAVES = [1, 2, 3] as const;
export type Wave = (typeof WAVES)[number];

export const Credential = z.strictObject({
  id: CredentialId,
  label: line(160),
  /** Row id of the action that revokes it: K11, K12, K18. */
  template: z.string().regex(/^[KMN]\d{2}$/),
  /** Can create other credentials: wave 1 whatever else it is. */
  canMint: z.boolean(),
  /** Signs or issues on behalf of others: wave 2. */
  issues: z.boolean(),
  consumers: line(500, 0),
});
export type Credential = z.infer<typeof Credential>;

export function waveOf(credential: Pick<Credential, 'canMint' | 'issues'>): Wave {
  if (credential.canMint) return 1;
  return credential.issues ? 2 : 3;
}
