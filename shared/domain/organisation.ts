import { z } from 'zod';
import { DORA_TYPES, NIS2_CLASSES } from '../law/entity.ts';
import { TRI } from '../law/tri.ts';
import { EntityId, line } from './ids.ts';

/** EU and EEA Member States by ISO 3166-1 alpha-2. */
export const MEMBER_STATES = [
  'AT',
  'BE',
  'BG',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'IE',
  'IS',
  'IT',
  'LI',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'NO',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
] as const;
export const MemberState = z.enum(MEMBER_STATES);

/** What a legal entity is in the eyes of NIS2 and DORA; the regime router reads it (reference regulation 0.1). */
export const ENTITY_TYPES = [
  'credit-institution',
  'payment-institution',
  'e-money-institution',
  'investment-firm',
  'crypto-asset-service-provider',
  'online-marketplace',
  'cloud-provider',
  'managed-service-provider',
  'other-essential',
  'other-important',
  'not-in-scope',
] as const;
export const EntityType = z.enum(ENTITY_TYPES);
export type EntityType = z.infer<typeof EntityType>;

/** One legal entity, as the regime router and the deadlines need it (reference regulation 0.3). Never a whole group. */
export const LegalEntity = z.strictObject({
  id: EntityId,
  name: line(160),
  type: EntityType,
  memberState: MemberState,
  /** IANA zone in which its filings are timed. */
  timeZone: z.string().regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$/, 'an IANA zone like Europe/Berlin'),
  nis2Class: z.enum(NIS2_CLASSES),
  /** Null: checked, not a financial entity. */
  doraType: z.enum(DORA_TYPES).nullable(),
  isController: z.enum(TRI),
});
export type LegalEntity = z.infer<typeof LegalEntity>;

export const Organisation = z.strictObject({
  name: line(160),
  entities: z.array(LegalEntity).min(1).max(100),
});
export type Organisation = z.infer<typeof Organisation>;
