import type { Block } from '../forms/document.ts';
import { rowOf } from '../forms/document.ts';
import type { Draft } from '../forms/draft.ts';

/** A version that was kept, as data; `line` says which. */
export interface KeptVersionText {
  readonly title: string;
  readonly entry: number;
  readonly draft: Draft;
}

/** What the last kept version of a report says, field by field with its entries; what it leaves open in one sentence. */
export function draftBlocks({ title, entry, draft }: KeptVersionText): readonly Block[] {
  const said = draft.fields.filter(({ status }) => status !== 'missing');
  const missing = draft.missing.map((id) => draft.fields.find((field) => field.id === id)?.label ?? id);
  const open = missing.length === 0 ? 'No mandatory field is open.' : `Mandatory and open: ${missing.join('; ')}.`;
  return [
    { kind: 'heading', level: 3, text: title },
    { kind: 'paragraph', text: open, cites: [entry], assessment: false },
    ...(said.length === 0
      ? []
      : [{ kind: 'fields', caption: title, rows: said.map((field) => rowOf(field, draft.language)) } as const]),
  ];
}
