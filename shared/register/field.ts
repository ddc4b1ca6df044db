import type { Asset } from '../domain/asset.ts';

export type RegisterKind = 'assets' | 'credentials';

/** How the text of a field is read. Lists hold one item a line, or items between semicolons. */
export type FieldShape =
  | 'text'
  | 'lines'
  | 'type'
  | 'kind'
  | 'template'
  | 'yes-no-unknown'
  | 'yes-no'
  /** Yes or no; absent is no, because the waves need an answer. */
  | 'flag'
  | 'instant'
  | 'count'
  | 'hash'
  | 'hashes'
  | 'digest'
  | 'ranges'
  | 'entity'
  | 'asset'
  | 'assets'
  | 'credentials';

/** One field of a record as text: in a form, in a column of a file. Limits are those of the strict schema (asset-schema.ts). */
export interface FieldDef<Name extends string = string> {
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
  readonly shape: FieldShape;
  readonly required?: true;
  /** Characters of a text or of one line. */
  readonly max?: number;
  /** Items of a list. */
  readonly items?: number;
  /** Only assets of these types have it. */
  readonly only?: readonly Asset['type'][];
  /** Other headings that mean this field, in lower case without spaces or signs. */
  readonly also: readonly string[];
}

export type Cells<Name extends string = string> = Readonly<Partial<Record<Name, string>>>;

/** Items of a list field. Where lines are used, a semicolon belongs to its line. */
export function itemsOf(text: string): readonly string[] {
  return text
    .split(text.includes('\n') ? '\n' : ';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
