import type { Draft, DraftField } from './draft.ts';
import { words } from './language.ts';
import { draftBanner, markedAsExercise } from './plain-text.ts';

/** Forms that are texts to people rather than reports to an authority: the section that is written to them, and its sender. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  'gdpr-34': ['letter', 'sender'],
  'dora-clients': ['report', 'entity'],
  'nis2-recipients': ['report', 'entity'],
};
/** Of no use to the reader, or meant for the sender alone. */
const INTERNAL: ReadonlySet<string> = new Set([
  'incident.reference',
  'entity.registrationNumber',
  'notice.clientCategories',
  'notice.channel',
]);
const OPEN = words('[NOT WRITTEN YET]', '[NOCH NICHT GESCHRIEBEN]');

/**
 * What the reader of a letter gets to see: headings and texts, without numbers of entries and marks of assessment. Null for a
 * report to an authority. It stays a draft, and says so, until a person sends it elsewhere.
 */
export function renderLetter(draft: Draft): string | null {
  const sections = LETTERS[draft.form.split('/')[0] ?? ''];
  if (sections === undefined) return null;
  const shown = sections
    .flatMap((section) => draft.fields.filter((field) => field.section === section))
    .filter((field) => !INTERNAL.has(field.id) && (field.mandatory || field.raw !== null));
  const banner = draftBanner(draft);
  const text = `${[banner, ...shown.map((field) => paragraph(draft, field)), banner].join('\n\n')}\n`;
  return draft.exercise ? markedAsExercise(text) : text;
}

function paragraph({ language }: Draft, field: DraftField): string {
  const text = field.raw === null ? OPEN[language] : [field.value].flat().join(', ');
  return field.type === 'text' ? `${field.label}\n${text}` : `${field.label}: ${text}`;
}
