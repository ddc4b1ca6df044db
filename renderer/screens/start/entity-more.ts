import type { EntityType, LegalEntity } from '../../../shared/domain/organisation.ts';
import type { AiRole } from '../../../shared/law/entity.ts';
import type { MemberState } from '../../../shared/law/member-state.ts';
import type { Tri } from '../../../shared/law/tri.ts';

export interface ContactForm {
  readonly name: string;
  readonly role: string;
  readonly phone: string;
  readonly email: string;
}

export interface AuthorityForm {
  readonly regime: string;
  readonly name: string;
  readonly channel: string;
  readonly fallback: string;
}

/** What is asked once, in calm, and can wait until after the set-up. */
export interface EntityMore {
  readonly digitalServices: readonly EntityType[];
  readonly isManufacturer: Tri;
  readonly aiRole: AiRole;
  readonly microenterprise: Tri;
  /** Whole EUR as typed; empty while nobody has said. */
  readonly turnover: string;
  readonly establishments: readonly MemberState[];
  readonly finalReliefDisapplied: boolean;
  readonly registrationNumber: string;
  readonly lei: string;
  readonly nis2Registration: string;
  readonly contacts: readonly ContactForm[];
  readonly authorities: readonly AuthorityForm[];
}

export const NO_MORE: EntityMore = {
  digitalServices: [],
  isManufacturer: 'unknown',
  aiRole: 'unknown',
  microenterprise: 'unknown',
  turnover: '',
  establishments: [],
  finalReliefDisapplied: false,
  registrationNumber: '',
  lei: '',
  nis2Registration: '',
  contacts: [],
  authorities: [],
};

type Optional = Omit<
  LegalEntity,
  'id' | 'name' | 'type' | 'memberState' | 'timeZone' | 'nis2Class' | 'doraType' | 'isController'
>;

/** Nothing begun and left half: it would be dropped without a word, and be missed in the night it is needed. */
export function isWholeMore({ turnover, lei, contacts, authorities }: EntityMore): boolean {
  const whole = (required: readonly string[], all: readonly string[]): boolean =>
    all.every((text) => text.trim() === '') || required.every((text) => text.trim() !== '');
  return (
    /^\d{0,15}$/.test(turnover) &&
    /^([A-Za-z0-9]{20})?$/.test(lei) &&
    contacts.every(({ name, role, phone, email }) => whole([name], [name, role, phone, email])) &&
    authorities.every(({ regime, name, channel, fallback }) =>
      whole([regime, name, channel], [name, channel, fallback]),
    )
  );
}

/** Only what was answered is sent: an absent field reads as not known, never as no. */
export function moreInput(more: EntityMore): Optional {
  const turnover = /^\d{1,15}$/.test(more.turnover) ? Number(more.turnover) : null;
  return {
    ...(more.digitalServices.length > 0 ? { digitalServices: [...more.digitalServices] } : {}),
    ...(more.isManufacturer === 'unknown' ? {} : { isManufacturer: more.isManufacturer }),
    ...(more.aiRole === 'unknown' ? {} : { aiRole: more.aiRole }),
    ...(more.microenterprise === 'unknown' ? {} : { microenterprise: more.microenterprise }),
    ...(turnover === null ? {} : { turnoverEur: turnover }),
    ...(more.establishments.length > 0 ? { establishments: [...more.establishments] } : {}),
    ...(more.finalReliefDisapplied ? { finalReliefDisapplied: true } : {}),
    ...(more.registrationNumber === '' ? {} : { registrationNumber: more.registrationNumber }),
    ...(more.lei === '' ? {} : { lei: more.lei.toUpperCase() }),
    ...(more.nis2Registration === '' ? {} : { nis2Registration: more.nis2Registration }),
    ...(more.contacts.length > 0 ? { contacts: more.contacts.filter((one) => one.name !== '') } : {}),
    ...(more.authorities.length > 0
      ? { authorities: more.authorities.filter((one) => one.name !== '' && one.channel !== '' && one.regime !== '') }
      : {}),
  };
}

export function moreForm(entity: Optional): EntityMore {
  return {
    digitalServices: entity.digitalServices ?? [],
    isManufacturer: entity.isManufacturer ?? 'unknown',
    aiRole: entity.aiRole ?? 'unknown',
    microenterprise: entity.microenterprise ?? 'unknown',
    turnover: entity.turnoverEur === undefined ? '' : String(entity.turnoverEur),
    establishments: entity.establishments ?? [],
    finalReliefDisapplied: entity.finalReliefDisapplied ?? false,
    registrationNumber: entity.registrationNumber ?? '',
    lei: entity.lei ?? '',
    nis2Registration: entity.nis2Registration ?? '',
    contacts: entity.contacts ?? [],
    authorities: entity.authorities ?? [],
  };
}
