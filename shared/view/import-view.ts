import type { RegisterKind } from '../register/field.ts';

export interface SheetView {
  readonly what: RegisterKind;
  readonly header: readonly string[];
  /** Field that each column fills; empty for a column that is left out. */
  readonly mapping: readonly string[];
  /** The first cells of each column, to recognise it by. */
  readonly samples: readonly (readonly string[])[];
  readonly rows: number;
}

export interface ImportRowView {
  readonly what: RegisterKind;
  readonly line: number;
  readonly name: string;
  readonly status: 'new' | 'changed' | 'same' | 'refused';
  /** Labels and texts, with names where the record holds ids. */
  readonly changes: readonly { readonly field: string; readonly before: string; readonly after: string }[];
  /** `column` is the heading in the file where there is one; empty when the whole row is at fault. */
  readonly faults: readonly { readonly column: string; readonly message: string }[];
}

/** What an import would do. Nothing is recorded yet. */
export interface ImportPreview {
  readonly name: string;
  readonly sha256: string;
  readonly sheets: readonly SheetView[];
  readonly rows: readonly ImportRowView[];
  readonly counts: ImportCounts;
}

export interface ImportCounts {
  readonly added: number;
  readonly corrected: number;
  readonly same: number;
  readonly refused: number;
}
