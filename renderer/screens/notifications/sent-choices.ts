import type { Instant } from '../../../shared/domain/instant.ts';
import type { FormId } from '../../../shared/law/forms/form-ids.ts';
import type { DraftLine, IncidentView } from '../../../shared/view/incident-view.ts';
import { type DocumentView, type SignOffView, signOffAt } from '../../../shared/view/sign-off.ts';

/** What may have been sent, as this incident knows it: a file that was written, or the text of a kept version. */
export interface SentChoice {
  /** `file:ENTRY` or `text:ENTRY`; a name for a form, nothing else. */
  readonly value: string;
  readonly draft: DraftLine;
  /** The file; null for the text, pasted into a portal. */
  readonly file: DocumentView | null;
  readonly sha256: string;
  /** The version was locked at that moment. */
  readonly locked: boolean;
}

type Seen = Pick<IncidentView, 'drafts' | 'documents' | 'signOffs'>;

/** Newest version first, its files before its text. The same file written twice is one choice. */
export function sentChoices(view: Seen, entity: string, form: FormId | null, at: Instant): readonly SentChoice[] {
  const drafts = view.drafts.filter((one) => one.entity === entity && one.form === form).toReversed();
  return drafts.flatMap((draft): readonly SentChoice[] => {
    const locked = lockedAt(view, draft, at);
    const written = new Map(
      view.documents.filter((one) => one.draft === draft.entry).map((file) => [file.name, file] as const),
    );
    const files = [...written.values()].toSorted((a, b) => Number(b.locked) - Number(a.locked) || b.entry - a.entry);
    return [
      ...files.map((file) => ({ value: `file:${file.entry}`, draft, file, sha256: file.sha256, locked })),
      { value: `text:${draft.entry}`, draft, file: null, sha256: draft.textSha256, locked },
    ];
  });
}

/**
 * What the locked version offers: its newest file that says so, else its text. Without one, or with one in each of two languages, a
 * person says what was sent.
 */
export function likelySent(choices: readonly SentChoice[]): SentChoice | null {
  const locked = choices.filter((one) => one.locked);
  if (new Set(locked.map(({ draft }) => draft.entry)).size > 1) return null;
  return locked.find(({ file }) => file?.locked === true) ?? locked.find(({ file }) => file === null) ?? null;
}

/** By the time of filing, as the console judges: a lock that ended since then stood then, one that came later did not. */
function lockedAt({ drafts, signOffs }: Seen, draft: DraftLine, at: Instant): boolean {
  const every = <T>(of: (one: SignOffView) => readonly T[]): readonly T[] => signOffs.flatMap(of);
  const record = { drafts, reviews: every((one) => one.opinions), locks: every((one) => one.signatures) };
  return signOffAt(record, draft, at).state === 'locked';
}
