import type { LegalEntity } from '../../../shared/domain/organisation.ts';
import { MEMBER_STATE_LABELS } from '../../../shared/law/member-state.ts';

/** Member States beside that of its authority in which the entity is described as established, in words. */
export function abroadOf(entity: Pick<LegalEntity, 'memberState' | 'establishments'> | undefined): readonly string[] {
  return (entity?.establishments ?? [])
    .filter((state) => state !== entity?.memberState)
    .map((state) => MEMBER_STATE_LABELS[state]);
}
