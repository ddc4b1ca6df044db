import type { Draft, DraftField } from './draft.ts';

export interface PasteText {
  readonly text: string;
  /** In UTF-16 units, as a browser's form counts. */
  readonly length: number;
  readonly maxLength: number;
  readonly fits: boolean;
}

/**
 * One field as it goes into a portal, by copy and paste: the text as written, a choice in words, a time in UTC. Null while there
 * is nothing to paste: `unknown` is an answer for people and no value for a portal. An exercise never leaves without its mark
 * (pitfall 26), and the mark counts.
 */
export function pasteText(draft: Pick<Draft, 'exercise'>, field: DraftField): PasteText | null {
  if (field.raw === null) return null;
  const plain = plainText(field, field.raw);
  const text = draft.exercise ? `EXERCISE: ${plain}` : plain;
  return { text, length: text.length, maxLength: field.maxLength, fits: text.length <= field.maxLength };
}

function plainText(field: DraftField, raw: string | readonly string[]): string {
  switch (field.type) {
    case 'text':
    case 'line':
    case 'integer':
    case 'percent':
    case 'amount':
    case 'duration':
    case 'instant':
    case 'currency':
    case 'lei':
      return typeof raw === 'string' ? raw : raw.join(', ');
    case 'yes-no':
    case 'choice':
    case 'choices':
    case 'member-states':
    case 'asset-kinds':
      return typeof field.value === 'string' ? field.value : field.value.join(', ');
  }
}
