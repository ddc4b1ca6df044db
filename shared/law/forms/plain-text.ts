import type { Draft, DraftField, DraftSentence, DraftStatus } from './draft.ts';
import { words, type Words } from './language.ts';

const STATUS_MARKS: Readonly<Record<DraftStatus, Words>> = {
  stated: words('', ''),
  assessment: words(' [assessment]', ' [Einschätzung]'),
  unknown: words(' [not known at this time]', ' [derzeit nicht bekannt]'),
  missing: words(' [NOT RECORDED]', ' [NICHT FESTGEHALTEN]'),
};
const BANNER = words('DRAFT. NOT FILED.', 'ENTWURF (DRAFT). NICHT EINGEREICHT.');
const EXERCISE_BANNER = words(
  'DRAFT FOR AN EXERCISE. NOT A REPORT. NEVER FILE.',
  'ENTWURF (DRAFT) FÜR EINE ÜBUNG. KEINE MELDUNG. NIEMALS EINREICHEN.',
);
const MISSING = words('Mandatory and not recorded: {}', 'Pflichtangaben, nicht festgehalten: {}');
const ASSESSMENT = words('assessment', 'Einschätzung');
const ON = words('assessment, on {}', 'Einschätzung, gestützt auf {}');

export function draftBanner({ exercise, language }: Pick<Draft, 'exercise' | 'language'>): string {
  return (exercise ? EXERCISE_BANNER : BANNER)[language];
}

/** The draft as text to read, print or copy. In an exercise every line says so, whatever part of it is cut out (pitfall 26). */
export function renderPlainText(draft: Draft): string {
  const banner = draftBanner(draft);
  const lines = [
    banner,
    `${draft.title} (${draft.basis})`,
    ...draft.notices,
    ...draft.sections.flatMap(({ id, title }) => ['', `== ${title} ==`, ...sectionLines(draft, id)]),
    '',
    ...(draft.missing.length === 0
      ? []
      : [MISSING[draft.language].replace('{}', () => draft.missing.map((id) => nameOf(draft, id)).join(', '))]),
    banner,
  ].map((line) => line.split(LINE_BREAK).join('\n      '));
  const text = `${lines.join('\n')}\n`;
  return draft.exercise ? markedAsExercise(text) : text;
}

/** Whatever a reader's program may take for a new line: a recorded text must not start one of its own. */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

export function markedAsExercise(text: string): string {
  return text.replaceAll(/^/gm, 'EXERCISE | ').replace(/EXERCISE \| $/, '');
}

function sectionLines(draft: Draft, section: string): readonly string[] {
  return draft.fields
    .filter((field) => field.section === section)
    .flatMap((field) => ['', ...fieldLines(draft, field)]);
}

function fieldLines({ language }: Draft, field: DraftField): readonly string[] {
  const value = typeof field.value === 'string' ? field.value : field.value.join(', ');
  return [
    `${labelled(field)}${field.mandatory ? ' *' : ''}: ${value}${STATUS_MARKS[field.status][language]}`,
    ...field.sentences.map((sentence) => `  ${sentence.text} [${sentenceMark(sentence, language)}]`),
  ];
}

export function labelled({ number, label }: Pick<DraftField, 'number' | 'label'>): string {
  return number === null ? label : `${number} ${label}`;
}

function nameOf(draft: Draft, id: string): string {
  const field = draft.fields.find((one) => one.id === id);
  return field === undefined ? id : labelled(field);
}

/** What a sentence rests on, as it stands behind it: `#12, #14`, or that it is an assessment. */
export function sentenceMark({ cites, assessment }: DraftSentence, language: Draft['language']): string {
  const entries = cites.map((index) => `#${index}`).join(', ');
  if (entries === '') return ASSESSMENT[language];
  return assessment ? ON[language].replace('{}', entries) : entries;
}
