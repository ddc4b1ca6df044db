import type { EntityType } from '../../../shared/domain/organisation.ts';
import {
  DORA_TYPE_LABELS,
  type DoraType,
  ENTITY_TYPE_TEXTS,
  NIS2_CLASS_LABELS,
  type Nis2Class,
} from '../../../shared/law/entity.ts';
import type { MemberState } from '../../../shared/law/member-state.ts';
import type { Option } from '../../ui/choice.tsx';

export const ENTITY_TYPE_CHOICES: readonly Option<EntityType>[] = Object.entries(ENTITY_TYPE_TEXTS).map(
  ([value, text]) => ({
    value: value as EntityType,
    label: text.label,
  }),
);

export const NIS2_CHOICES: readonly Option<Nis2Class>[] = Object.entries(NIS2_CLASS_LABELS).map(([value, label]) => ({
  value: value as Nis2Class,
  label,
}));

export const DORA_CHOICES: readonly Option<DoraType | 'none'>[] = [
  { value: 'none', label: 'Not a financial entity (checked)' },
  ...Object.entries(DORA_TYPE_LABELS).map(([value, label]) => ({ value: value as DoraType, label })),
];

/** Zone of the capital; a filing elsewhere in the country is one choice away. */
const CAPITAL_ZONES: Readonly<Record<MemberState, string>> = {
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  ES: 'Europe/Madrid',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IS: 'Atlantic/Reykjavik',
  IT: 'Europe/Rome',
  LI: 'Europe/Vaduz',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  PT: 'Europe/Lisbon',
  RO: 'Europe/Bucharest',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
};

export function zoneOf(memberState: MemberState): string {
  return CAPITAL_ZONES[memberState];
}

/** Capitals, and the few zones of Member States that are not one. */
const OTHER_ZONES = ['Atlantic/Azores', 'Atlantic/Canary', 'Atlantic/Madeira', 'America/Martinique', 'Indian/Reunion'];

export function zonesToChoose(current: string): readonly string[] {
  const all = new Set([...Object.values(CAPITAL_ZONES), ...OTHER_ZONES]);
  if (current !== '') all.add(current);
  return [...all].sort();
}
