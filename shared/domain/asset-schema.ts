import { z } from 'zod';
import { ASSET_TYPES } from './asset.ts';
import { CREDENTIAL_KIND_NAMES } from './credential-kind.ts';
import { AssetId, CredentialId, EntityId, InstantSchema, Sha256Hex, line } from './ids.ts';

/**
 * The limits keep a full record well inside one entry; where a list has more, the list is kept as evidence. Optional fields may
 * be absent and nothing else: an entry has one spelling. Fields may be added here, never taken away: old ledgers hold them.
 */
const Assets = z.array(AssetId).max(300).readonly();

const ModelSchema = z.strictObject({
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits')
    .exactOptional(),
  fileSha256: Sha256Hex.exactOptional(),
  tensorSha256: z.array(Sha256Hex).max(600).readonly().exactOptional(),
  tensorListSha256: Sha256Hex.exactOptional(),
  sizeBytes: z.int().min(0).exactOptional(),
  parent: AssetId.exactOptional(),
  datasets: Assets.exactOptional(),
  aliases: z.array(line(160)).max(50).readonly().exactOptional(),
  fingerprintSet: line(160).exactOptional(),
});

export const AssetSchema = z.strictObject({
  id: AssetId,
  type: z.enum(ASSET_TYPES),
  name: line(160),
  owner: line(120, 0),
  criticalFunction: z.enum(['yes', 'no', 'unknown']),
  businessFunction: line(120).exactOptional(),
  legalEntity: EntityId.exactOptional(),
  region: line(80).exactOptional(),
  tenantScope: line(160).exactOptional(),
  endpoints: z.array(line(300)).max(50).readonly().exactOptional(),
  credentials: z.array(CredentialId).max(300).readonly().exactOptional(),
  dependsOn: Assets.exactOptional(),
  redeployAutomated: z.boolean().exactOptional(),
  connector: line(160).exactOptional(),
  lastVerifiedAt: InstantSchema.exactOptional(),
  model: ModelSchema.exactOptional(),
  cidrs: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .max(300)
    .readonly()
    .exactOptional(),
});

export const CredentialSchema = z.strictObject({
  id: CredentialId,
  label: line(160),
  template: z.string().regex(/^[KMN]\d{2}$/),
  kind: z.enum(CREDENTIAL_KIND_NAMES).exactOptional(),
  owner: line(120).exactOptional(),
  canMint: z.boolean(),
  mints: z.array(CredentialId).max(300).readonly().exactOptional(),
  issues: z.boolean(),
  movesMoney: z.boolean().exactOptional(),
  consumers: line(500, 0),
  consumerAssets: Assets.exactOptional(),
  rotationLeadMin: z.int().min(0).max(525_600).exactOptional(),
  overlapSupported: z.boolean().exactOptional(),
  lastUsed: InstantSchema.exactOptional(),
});
