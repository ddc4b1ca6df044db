import type { Block, Cited } from './document.ts';

export function heading(level: 1 | 2 | 3, text: string): Block {
  return { kind: 'heading', level, text };
}

export function notice(text: string): Block {
  return { kind: 'notice', text };
}

export function paragraph(text: string, cites: readonly number[]): Block {
  return { kind: 'paragraph', text, cites, assessment: false };
}

/** A section that has nothing says so: an empty page would look like a lost one. */
export function section(title: string, items: readonly Cited[], level: 2 | 3 = 2): readonly Block[] {
  return [heading(level, title), items.length === 0 ? paragraph('Nothing is on record.', []) : { kind: 'list', items }];
}

export function item(text: string, ...cites: readonly number[]): Cited {
  return { text, cites, assessment: false };
}

export function citesOf(block: Block): readonly number[] {
  if (block.kind === 'list') return block.items.flatMap(({ cites }) => cites);
  if (block.kind === 'fields') return block.rows.flatMap(({ sentences }) => sentences.flatMap(({ cites }) => cites));
  return block.kind === 'paragraph' ? block.cites : [];
}
