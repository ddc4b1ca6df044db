import type { Instant } from '../../domain/instant.ts';
import type { Draft, DraftField, DraftSentence, DraftStatus } from './draft.ts';
import { words, type Language, type Words } from './language.ts';
import { draftBanner } from './plain-text.ts';

/** One sentence with what it rests on: entries of the ledger by index, or the mark of an assessment, or both. */
export type Cited = DraftSentence;

export interface FieldRow {
  /** Number in the official template, `2.4`; null where the form has none. */
  readonly number: string | null;
  readonly label: string;
  /** One line or several, as people read them. */
  readonly values: readonly string[];
  readonly status: DraftStatus;
  /** The status in the language of the document; empty for what is simply stated. */
  readonly mark: string;
  readonly mandatory: boolean;
  readonly sentences: readonly Cited[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      readonly cites: readonly number[];
      readonly assessment: boolean;
    }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Cited[] }
  /** Rows of a form: label beside value, sentences below. */
  | { readonly kind: 'fields'; readonly caption: string; readonly rows: readonly FieldRow[] };

export interface DocumentMetadata {
  /** Stable for the same draft, version and incident; stands on every page. */
  readonly documentId: string;
  readonly title: string;
  /** Articles the document is made for. */
  readonly basis: string;
  readonly language: Language;
  readonly entityName: string;
  readonly incident: string;
  /** When the draft was made, not when the file was. */
  readonly madeAt: Instant;
  /** Across every page. `EXERCISE` stands on each page and in each file of an exercise (pitfall 26). */
  readonly watermark: 'DRAFT' | 'EXERCISE';
  /** Sentence for the head and foot of every page. */
  readonly banner: string;
  /** Handling marks such as `TLP:AMBER`; shown at the head of every page. */
  readonly markings: readonly string[];
  /** Entries of the ledger cited anywhere in the document, ascending. */
  readonly cites: readonly number[];
  /** The signed checkpoint that covers them; null when the ledger is not sealed that far. */
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string } | null;
}

/** A document no renderer has touched: what it says, not how it looks. */
export interface DocumentModel {
  readonly metadata: DocumentMetadata;
  readonly blocks: readonly Block[];
}

export interface DocumentContext extends Pick<
  DocumentMetadata,
  'documentId' | 'entityName' | 'incident' | 'madeAt' | 'checkpoint'
> {}

const MARKS: Readonly<Record<DraftStatus, Words>> = {
  stated: words('', ''),
  assessment: words('assessment', 'Einschätzung'),
  unknown: words('not known at this time', 'derzeit nicht bekannt'),
  missing: words('not recorded', 'nicht festgehalten'),
};
const STILL_MISSING = words(
  'Mandatory and not recorded at the time of the draft',
  'Pflichtangaben, zum Zeitpunkt des Entwurfs nicht festgehalten',
);

/** A draft as a document for any renderer. Nothing is added to what the draft says but its frame. */
export function documentOf(draft: Draft, context: DocumentContext): DocumentModel {
  const sections = draft.sections.map((section) => ({
    section,
    fields: draft.fields.filter((field) => field.section === section.id),
  }));
  const missing = draft.missing.map((id) => draft.fields.find((field) => field.id === id)?.label ?? id);
  return {
    metadata: {
      ...context,
      title: draft.title,
      basis: draft.basis,
      language: draft.language,
      watermark: draft.exercise ? 'EXERCISE' : 'DRAFT',
      banner: draftBanner(draft),
      markings: markingsOf(draft),
      cites: citedIn(draft),
    },
    blocks: [
      { kind: 'heading', level: 1, text: draft.title },
      ...draft.notices.map((text): Block => ({ kind: 'notice', text })),
      ...(missing.length === 0
        ? []
        : [{ kind: 'notice', text: `${STILL_MISSING[draft.language]}: ${missing.join(', ')}.` } as const]),
      ...sections
        .filter(({ fields }) => fields.length > 0)
        .flatMap(({ section, fields }): readonly Block[] => [
          { kind: 'heading', level: 2, text: section.title },
          { kind: 'fields', caption: section.title, rows: fields.map((field) => rowOf(field, draft.language)) },
        ]),
    ],
  };
}

export function rowOf(field: DraftField, language: Language): FieldRow {
  return {
    number: field.number,
    label: field.label,
    values: [field.value].flat(),
    status: field.status,
    mark: MARKS[field.status][language],
    mandatory: field.mandatory,
    sentences: field.sentences,
  };
}

function markingsOf(draft: Draft): readonly string[] {
  return draft.fields.flatMap(({ edit, value, raw }) => {
    if (typeof edit !== 'object' || raw === null) return [];
    if (edit.fact === 'marking.tlp') return [value].flat();
    return edit.fact === 'marking.tradeSecret' && raw === 'yes' ? [BUSINESS_SECRETS[draft.language]] : [];
  });
}

const BUSINESS_SECRETS = words('CONTAINS BUSINESS SECRETS', 'ENTHÄLT GESCHÄFTSGEHEIMNISSE');

function citedIn(draft: Draft): readonly number[] {
  const cites = draft.fields.flatMap(({ sentences }) => sentences.flatMap((sentence) => sentence.cites));
  return [...new Set(cites)].toSorted((a, b) => a - b);
}
