import { z } from 'zod';
import { AI_ROLES, DORA_TYPES, NIS2_CLASSES } from '../law/entity.ts';
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
  'managed-security-service-provider',
  'data-centre',
  'content-delivery-network',
  'dns-service-provider',
  'tld-registry',
  'search-engine',
  'social-network',
  'trust-service-provider',
  'other-essential',
  'other-important',
  'not-in-scope',
] as const;
export const EntityType = z.enum(ENTITY_TYPES);
export type EntityType = z.infer<typeof EntityType>;

/** Whom to tell under one regime and by which way: stored before it is needed. */
const StoredAuthority = z.strictObject({
  regime: line(40),
  name: line(160),
  channel: line(300),
  fallback: line(300, 0),
});

/** Who answers for the entity towards an authority. */
const FilingContact = z.strictObject({ name: line(120), role: line(120, 0), phone: line(60, 0), email: line(200, 0) });

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
  /** What follows was added later: absent means nobody has said, and reads as not known. */
  digitalServices: z.array(EntityType).max(11).exactOptional(),
  isManufacturer: z.enum(TRI).exactOptional(),
  aiRole: z.enum(AI_ROLES).exactOptional(),
  microenterprise: z.enum(TRI).exactOptional(),
  /** Of the entity, not of the group; previous financial year, whole EUR. */
  turnoverEur: z.int().min(0).exactOptional(),
  establishments: z.array(MemberState).max(30).exactOptional(),
  /** The authority took the weekend relief of the final report away (RTS 2025/301 Art. 5(6)). */
  finalReliefDisapplied: z.boolean().exactOptional(),
  registrationNumber: line(80, 0).exactOptional(),
  lei: z
    .string()
    .regex(/^([A-Z0-9]{20})?$/, 'a LEI has 20 letters and digits')
    .exactOptional(),
  nis2Registration: line(80, 0).exactOptional(),
  contacts: z.array(FilingContact).max(10).exactOptional(),
  authorities: z.array(StoredAuthority).max(20).exactOptional(),
});
export type LegalEntity = z.infer<typeof LegalEntity>;

export const Organisation = z.strictObject({
  name: line(160),
  entities: z.array(LegalEntity).min(1).max(100),
});
export type Organisation = z.infer<typeof Organisation>;
