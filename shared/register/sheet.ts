import { ASSET_FIELDS } from './asset-fields.ts';
import { CREDENTIAL_FIELDS } from './credential-fields.ts';
import type { FieldDef, RegisterKind } from './field.ts';

/** Larger inventories are split: a person has to be able to read what they confirm. */
export const MAX_FILE_BYTES = 1 << 20;
export const MAX_ROWS = 2000;
export const MAX_COLUMNS = 100;

export interface SheetRow {
  /** Line of the file it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why the row cannot be read at all; null when it can. */
  readonly fault: string | null;
}

/** One table of records as texts, whatever file it came from. */
export interface Sheet {
  readonly what: RegisterKind;
  readonly header: readonly string[];
  readonly rows: readonly SheetRow[];
}

/** For each column the field it fills; an empty text for a column that is left out. */
export type Mapping = readonly string[];

export function fieldsOf(what: RegisterKind): readonly FieldDef[] {
  return what === 'assets' ? ASSET_FIELDS : CREDENTIAL_FIELDS;
}

/** A proposal: by the field's own name or label first, then by other words for it. Each field is filled by one column. */
export function guessMapping(what: RegisterKind, header: readonly string[]): Mapping {
  const defs = fieldsOf(what);
  const words = header.map(plain);
  const taken = new Map<string, number>();
  const claim = (fits: (def: FieldDef, word: string) => boolean): void =>
    words.forEach((word, column) => {
      const found = defs.find((def) => !taken.has(def.name) && fits(def, word));
      if (word !== '' && found !== undefined && ![...taken.values()].includes(column)) taken.set(found.name, column);
    });
  claim((def, word) => plain(def.name) === word || plain(def.label) === word);
  claim((def, word) => def.also.includes(word));
  const byColumn = new Map([...taken].map(([name, column]) => [column, name]));
  return header.map((_, column) => byColumn.get(column) ?? '');
}

/** What a table seems to hold, by its columns. */
export function guessKind(header: readonly string[]): RegisterKind {
  const named = (what: RegisterKind): number => guessMapping(what, header).filter((field) => field !== '').length;
  return named('credentials') > named('assets') ? 'credentials' : 'assets';
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
