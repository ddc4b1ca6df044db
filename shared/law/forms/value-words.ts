import { isInstant } from '../../domain/instant.ts';
import { ASSET_KIND_LABELS, type FactValue } from '../facts.ts';
import { MEMBER_STATE_LABELS } from '../member-state.ts';
import { localText } from '../zone-time.ts';
import type { Choices, FieldType } from './form-model.ts';
import { words, type Language, type Words } from './language.ts';
import { ASSET_KINDS_DE, MEMBER_STATES_DE } from './names-de.ts';

const YES_NO: Choices = {
  yes: words('Yes', 'Ja'),
  no: words('No', 'Nein'),
  unknown: words('unknown', 'nicht bekannt'),
};
const NAMES: Readonly<Partial<Record<FieldType, Readonly<Record<Language, Readonly<Record<string, string>>>>>>> = {
  'member-states': { en: MEMBER_STATE_LABELS, de: MEMBER_STATES_DE },
  'asset-kinds': { en: ASSET_KIND_LABELS, de: ASSET_KINDS_DE },
};
const UNITS: Readonly<Partial<Record<FieldType, Words>>> = {
  percent: words('{} %', '{} %'),
  amount: words('{} thousand', '{} Tsd.'),
  duration: words('{} (DD:HH:MM)', '{} (TT:HH:MM)'),
};

export interface Speech {
  readonly language: Language;
  /** A zone that exists. */
  readonly zone: string;
}

/** A value as people read it in the language of the draft. A code nobody has words for stays as it is. */
export function valueWords(
  value: FactValue,
  { type, choices }: { readonly type: FieldType; readonly choices?: Choices | undefined },
  speech: Speech,
): string | readonly string[] {
  if (typeof value !== 'string') return value.map((item) => oneWord(item, type, choices, speech));
  return oneWord(value, type, choices, speech);
}

function oneWord(value: string, type: FieldType, choices: Choices | undefined, { language, zone }: Speech): string {
  if (type === 'instant') return isInstant(value) ? `${localText(value, zone)} (${zone}); ${value} UTC` : value;
  if (type === 'yes-no') return own(YES_NO, value)?.[language] ?? value;
  const names = NAMES[type];
  if (names !== undefined) return own(names[language], value) ?? value;
  if (choices !== undefined) return own(choices, value)?.[language] ?? value;
  return UNITS[type]?.[language].replace('{}', value) ?? value;
}

export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
