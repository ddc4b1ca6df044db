import type { RulePack } from '../pack.ts';
import { EU_2026_11_2 } from './eu-2026-11-2.ts';
import { EU_2026_11 } from './eu-2026-11.ts';
import { EU_OMNIBUS_PENDING } from './eu-omnibus-pending.ts';

/** Every pack this program knows. One is in force; the others are off and can be compared with. */
export const PACKS: readonly RulePack[] = [EU_2026_11_2, EU_OMNIBUS_PENDING];
export const PACK_IN_FORCE: RulePack = EU_2026_11_2;

/** Packs that were in force at this console and are named by decisions on record: as they were signed, to be compared with. */
export const EARLIER_PACKS: readonly RulePack[] = [EU_2026_11];

export function findPack(packVersion: string): RulePack | null {
  return [...PACKS, ...EARLIER_PACKS].find((pack) => pack.packVersion === packVersion) ?? null;
}
