import type { CredentialKind } from './credential-kind.ts';
import type { AssetId, CredentialId, EntityId } from './ids.ts';
import type { Instant } from './instant.ts';

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
  'algorithm',
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

/** What tells one model from another when names and places are no help (reference PB2, M06). All hashes are hex SHA-256. */
export interface ModelFacts {
  /** Of the OCI manifest. */
  readonly digest?: string;
  readonly fileSha256?: string;
  /** Survives re-sharding and renaming. A longer list is kept as evidence, and `tensorListSha256` names it. */
  readonly tensorSha256?: readonly string[];
  readonly tensorListSha256?: string;
  readonly sizeBytes?: number;
  readonly parent?: AssetId;
  readonly datasets?: readonly AssetId[];
  /** Names it is served under. */
  readonly aliases?: readonly string[];
  /** Which set of fixed prompts tells a copy (M10). */
  readonly fingerprintSet?: string;
}

/** What is at stake (reference C0). Whatever is absent is not known, and not known never counts as no. */
export interface Asset {
  readonly id: AssetId;
  readonly type: (typeof ASSET_TYPES)[number];
  readonly name: string;
  /** Empty: nobody known. */
  readonly owner: string;
  readonly criticalFunction: 'yes' | 'no' | 'unknown';
  /** The function of the business that stops when this stops, in its own words: "checkout". */
  readonly businessFunction?: string;
  readonly legalEntity?: EntityId;
  readonly region?: string;
  /** Whose data it holds or serves: one tenant, several, all. */
  readonly tenantScope?: string;
  readonly endpoints?: readonly string[];
  /** Credentials that open it. */
  readonly credentials?: readonly CredentialId[];
  /** Assets without which it does not work. */
  readonly dependsOn?: readonly AssetId[];
  /** Whether it takes a new secret by itself, without a person deploying it. */
  readonly redeployAutomated?: boolean;
  /** By which way the console reaches it. */
  readonly connector?: string;
  readonly lastVerifiedAt?: Instant;
  /** Of models and adapters only. */
  readonly model?: ModelFacts;
  /** Of segments only: IPv4 or IPv6 ranges. */
  readonly cidrs?: readonly string[];
}

/**
 * Revocation waves of PB1: whoever can create credentials first, then issuers and signers, then the data plane
 * (reference PB1, "Order").
 */
export type Wave = 1 | 2 | 3;

export interface Credential {
  readonly id: CredentialId;
  readonly label: string;
  /** Row id of the action that revokes it: K11, K12, K18. */
  readonly template: string;
  readonly kind?: CredentialKind;
  /** Empty or absent: nobody known. */
  readonly owner?: string;
  /** Can create other credentials: wave 1 whatever else it is. */
  readonly canMint: boolean;
  /** The ones it can create, as far as known. A minter without a list may create any. */
  readonly mints?: readonly CredentialId[];
  /** Signs or issues on behalf of others: wave 2. */
  readonly issues: boolean;
  readonly movesMoney?: boolean;
  /** Consumers that are not on the register, in words. Empty, and no `consumerAssets`: not known, which counts as in use. */
  readonly consumers: string;
  readonly consumerAssets?: readonly AssetId[];
  /** Time it takes to have a new one everywhere. */
  readonly rotationLeadMin?: number;
  /** Two may be valid at once, so that a new one can be in place before the old one goes. */
  readonly overlapSupported?: boolean;
  /** Absent: not known, which counts as in use (reference PB1, "Blast radius"). */
  readonly lastUsed?: Instant;
}

export function waveOf(credential: Pick<Credential, 'canMint' | 'issues'>): Wave {
  if (credential.canMint) return 1;
  return credential.issues ? 2 : 3;
}

export function consumersKnown(credential: Pick<Credential, 'consumers' | 'consumerAssets'>): boolean {
  return credential.consumers.trim() !== '' || (credential.consumerAssets ?? []).length > 0;
}
