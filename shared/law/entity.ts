import type { EntityType, LegalEntity } from '../domain/organisation.ts';
import type { MemberState } from './member-state.ts';
import type { Tri } from './tri.ts';

export interface EntityTypeText {
  readonly label: string;
  /** The trap worth reading before choosing. */
  readonly hint: string;
}

/**
 * Texts of the first-run form. One choice per legal entity, never per group: a group IT company can be a managed service
 * provider while its sister is a payment institution (regulation 0.1, traps).
 */
export const ENTITY_TYPE_TEXTS: Readonly<Record<EntityType, EntityTypeText>> = {
  'credit-institution': {
    label: 'Credit institution (bank)',
    hint: 'Initial and intermediate DORA reports get no weekend relief.',
  },
  'payment-institution': {
    label: 'Payment institution',
    hint: 'Exempted payment institutions and account information services belong here too.',
  },
  'e-money-institution': { label: 'E-money institution', hint: 'Exempted e-money institutions belong here too.' },
  'investment-firm': {
    label: 'Investment firm',
    hint: 'If it also runs a trading venue, set the DORA type to trading venue.',
  },
  'crypto-asset-service-provider': { label: 'Crypto-asset service provider (CASP)', hint: 'Authorised under MiCA.' },
  'online-marketplace': {
    label: 'Online marketplace',
    hint: 'Only where consumers contract with other traders or consumers. A shop selling its own goods is not one.',
  },
  'cloud-provider': {
    label: 'Cloud provider',
    hint: 'Hosted inference or API platforms may be cloud computing. Counsel decides.',
  },
  'managed-service-provider': {
    label: 'Managed service provider',
    hint: 'A group IT company serving affiliates may be one.',
  },
  'managed-security-service-provider': { label: 'Managed security service provider', hint: '' },
  'data-centre': { label: 'Data centre service provider', hint: '' },
  'content-delivery-network': { label: 'Content delivery network', hint: '' },
  'dns-service-provider': { label: 'DNS service provider', hint: 'In scope of NIS2 whatever its size.' },
  'tld-registry': { label: 'TLD name registry', hint: 'In scope of NIS2 whatever its size.' },
  'search-engine': { label: 'Online search engine', hint: '' },
  'social-network': { label: 'Social networking platform', hint: '' },
  'trust-service-provider': {
    label: 'Trust service provider',
    hint: 'The notification is due within 24 h where the trust services are hit.',
  },
  'other-essential': {
    label: 'Other NIS2 essential entity',
    hint: 'The eleven digital types with binding criteria have their own entry.',
  },
  'other-important': {
    label: 'Other NIS2 important entity',
    hint: 'Any other sector of NIS2 Annex I or II classed as important.',
  },
  'not-in-scope': {
    label: 'Not in scope of NIS2 or DORA',
    hint: 'GDPR can still apply; voluntary notification stays possible.',
  },
};

/** Class under NIS2 Art. 3. `none` is a checked answer, `unknown` is not. */
export const NIS2_CLASSES = ['essential', 'important', 'none', 'unknown'] as const;
export type Nis2Class = (typeof NIS2_CLASSES)[number];

export const NIS2_CLASS_LABELS: Readonly<Record<Nis2Class, string>> = {
  essential: 'Essential',
  important: 'Important',
  none: 'Neither (checked)',
  unknown: 'Not determined yet',
};

/** Kind of financial entity, DORA Art. 2(1), as far as a reporting rule tells them apart; the rest is `other-financial-entity`. */
export const DORA_TYPES = [
  'credit-institution',
  'payment-institution',
  'e-money-institution',
  'investment-firm',
  'crypto-asset-service-provider',
  'central-counterparty',
  'trading-venue-operator',
  'other-financial-entity',
  'unknown',
] as const;
export type DoraType = (typeof DORA_TYPES)[number];

export const DORA_TYPE_LABELS: Readonly<Record<DoraType, string>> = {
  'credit-institution': 'Credit institution',
  'payment-institution': 'Payment institution',
  'e-money-institution': 'E-money institution',
  'investment-firm': 'Investment firm',
  'crypto-asset-service-provider': 'Crypto-asset service provider',
  'central-counterparty': 'Central counterparty',
  'trading-venue-operator': 'Trading venue operator',
  'other-financial-entity': 'Other financial entity of DORA Art. 2(1)',
  unknown: 'Not determined yet',
};

/** Role under the AI Act, as far as a reporting rule tells them apart. `none` is a checked answer. */
export const AI_ROLES = [
  'none',
  'provider-high-risk',
  'deployer-high-risk',
  'gpai-systemic',
  'gpai-and-high-risk',
  'unknown',
] as const;
export type AiRole = (typeof AI_ROLES)[number];

export const AI_ROLE_LABELS: Readonly<Record<AiRole, string>> = {
  none: 'None (checked)',
  'provider-high-risk': 'Provider of a high-risk system',
  'deployer-high-risk': 'Deployer of a high-risk system',
  'gpai-systemic': 'Provider of a general-purpose model with systemic risk',
  'gpai-and-high-risk': 'Both: such a model, and a high-risk system',
  unknown: 'Not determined yet',
};

export function aiRoleText(role: string): string {
  const known = AI_ROLES.find((one) => one === role);
  return known === undefined ? role : AI_ROLE_LABELS[known];
}

/** The standing facts about one legal entity that decide regimes and deadlines (regulation 0.3). */
export interface EntityFacts {
  readonly entityId: string;
  readonly name: string;
  readonly type: EntityType;
  /** Member State whose authority the entity reports to (main establishment for the cross-border digital types). */
  readonly memberState: MemberState;
  /** IANA name such as `Europe/Berlin`; an offset is refused because it does not follow summer time. */
  readonly timeZone: string;
  readonly nis2Class: Nis2Class;
  /** null: checked, not a financial entity. A financial `type` counts as one whatever stands here. */
  readonly doraType: DoraType | null;
  /** GDPR controller for the data at stake. */
  readonly isController: Tri;
  /** The authority has notified a decision that takes the final-report relief away (RTS 2025/301 Art. 5(6)). */
  readonly finalReliefDisapplied?: boolean;
  /** Digital services of Implementing Regulation (EU) 2024/2690 it provides beside its type. */
  readonly digitalServices?: readonly EntityType[];
  readonly isManufacturer?: Tri;
  readonly aiRole?: AiRole;
  readonly microenterprise?: Tri;
  /** Previous financial year, whole EUR. */
  readonly turnoverEur?: number;
}

/** Its type and every further digital service: criteria of each are looked at. */
export function servicesOf(entity: EntityFacts): readonly EntityType[] {
  return [...new Set([entity.type, ...(entity.digitalServices ?? [])])];
}

/** A legal entity as the organisation recorded it, in the words of this layer. */
export function entityFactsOf({ id, ...rest }: LegalEntity): EntityFacts {
  return { entityId: id, ...rest };
}
