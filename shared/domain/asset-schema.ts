import { z } from 'zod';
import { ASSET_TYPES } from './asset.ts';
import { AssetId, CredentialId, line } from './ids.ts';

export const AssetSchema = z.strictObject({
  id: AssetId,
  type: z.enum(ASSET_TYPES),
  name: line(160),
  owner: line(120, 0),
  criticalFunction: z.enum(['yes', 'no', 'unknown']),
});

export const CredentialSchema = z.strictObject({
  id: CredentialId,
  label: line(160),
  template: z.string().regex(/^[KMN]\d{2}$/),
  canMint: z.boolean(),
  issues: z.boolean(),
  consumers: line(500, 0),
});
