import { adjustPack } from '../../../shared/law/adjust-pack.ts';
import type { RulePack } from '../../../shared/law/pack.ts';
import { PACK_IN_FORCE } from '../../../shared/law/packs/registry.ts';
import type { IncidentView } from '../../../shared/view/incident-view.ts';

/** The pack as this incident reckons with it, with what people changed on record. */
export function packOf({ adjustments }: Pick<IncidentView, 'adjustments'>): RulePack {
  return adjustPack(
    PACK_IN_FORCE,
    adjustments.map(({ adjustment, reason, entry }) => ({ ...adjustment, reason, entry })),
  );
}
