import type { Draft, DraftField } from './draft.ts';

export interface FieldChange {
  readonly field: string;
  readonly label: string;
  readonly kind: 'added' | 'changed' | 'withdrawn';
  /** In words; empty on the side where nothing stood. */
  readonly before: string;
  readonly after: string;
  /** Entries the new content rests on. */
  readonly cites: readonly number[];
}

/**
 * What a draft says that an earlier one of the same incident did not, field by field. Stages share their fields, so an incident
 * notification compares with its early warning. The codes are compared: the same answer in another language is no change.
 */
export function compareDrafts(before: Draft, after: Draft): readonly FieldChange[] {
  const earlier = new Map(before.fields.map((field) => [field.id, field]));
  const changes = after.fields.flatMap((field): readonly FieldChange[] => {
    const old = earlier.get(field.id);
    const kind = changeOf(old, field, before.language === after.language);
    if (kind === null) return [];
    return [
      {
        field: field.id,
        label: field.label,
        kind,
        before: old === undefined || old.status === 'missing' ? '' : wordsOf(old),
        after: field.status === 'missing' ? '' : wordsOf(field),
        cites: [...new Set(field.sentences.flatMap((sentence) => sentence.cites))].toSorted((a, b) => a - b),
      },
    ];
  });
  return changes;
}

function changeOf(
  before: DraftField | undefined,
  after: DraftField,
  sameLanguage: boolean,
): FieldChange['kind'] | null {
  if (before === undefined || before.status === 'missing') return after.status === 'missing' ? null : 'added';
  if (after.status === 'missing') return 'withdrawn';
  if (before.status !== after.status) return 'changed';
  // A text put together from sentences differs between languages though nothing changed.
  const same =
    !sameLanguage && after.type === 'text'
      ? citesOf(before) === citesOf(after)
      : JSON.stringify(before.raw) === JSON.stringify(after.raw);
  return same ? null : 'changed';
}

function citesOf(field: DraftField): string {
  return field.sentences.flatMap((sentence) => sentence.cites).join(',');
}

function wordsOf({ value }: DraftField): string {
  return typeof value === 'string' ? value : value.join(', ');
}
