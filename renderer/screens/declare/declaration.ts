import type { Instant } from '../../../shared/domain/instant.ts';
import type { LeakedKind } from '../../../shared/domain/asset.ts';
import type { AssetType } from './asset-rows.tsx';

export interface AssetRow {
  readonly key: number;
  readonly type: AssetType;
  readonly name: string;
  readonly owner: string;
  readonly criticalFunction: 'yes' | 'no' | 'unknown';
}

/** A declaration while it is being typed. */
export interface Declaration {
  readonly codename: string;
  readonly pattern: string;
  readonly summary: string;
  readonly detectedAt: Instant | null;
  readonly leaked: readonly LeakedKind[];
  readonly assets: readonly AssetRow[];
  readonly exercise: boolean;
  /** Of the exercise's own clock; now when null. */
  readonly startsAt: Instant | null;
  readonly pace: number;
}
