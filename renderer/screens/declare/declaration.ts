import type { Instant } from '../../../shared/domain/instant.ts';
import type { LeakedKind } from '../../../shared/domain/asset.ts';
import type { AssetType } from './asset-rows.tsx';
import { readKept, writeKept } from '../../store/kept.ts';

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
}

const KEY = 'declaration';

function isDeclaration(value: unknown): value is Declaration | null {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const draft = value as Partial<Declaration>;
  return (
    typeof draft.codename === 'string' &&
    typeof draft.pattern === 'string' &&
    typeof draft.summary === 'string' &&
    (draft.detectedAt === null || typeof draft.detectedAt === 'string') &&
    Array.isArray(draft.leaked) &&
    Array.isArray(draft.assets) &&
    typeof draft.exercise === 'boolean'
  );
}

export function keptDeclaration(): Declaration | null {
  return readKept<Declaration | null>(KEY, null, isDeclaration);
}

export function keepDeclaration(draft: Declaration | null): void {
  writeKept(KEY, draft);
}
