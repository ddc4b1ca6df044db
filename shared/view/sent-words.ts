import { LANGUAGE_LABELS } from '../law/forms/language.ts';
import type { IncidentView } from './incident-view.ts';

type Filing = IncidentView['filings'][number];

export interface SentWords {
  /** Empty where the filing says nothing of it. */
  readonly text: string;
  /** Entries of the version and of the file that was written. */
  readonly cites: readonly number[];
}

/** What a filing says was sent, by name where this console wrote it. */
export function sentWords(
  { documents, drafts }: Pick<IncidentView, 'documents' | 'drafts'>,
  { draft, fileSha256 }: Filing,
): SentWords {
  const version = drafts.find(({ entry }) => entry === draft);
  const file = documents.find((one) => one.draft === draft && one.sha256 === fileSha256);
  if (version === undefined)
    return { text: fileSha256 === undefined ? '' : 'a file that no version here is named for', cites: [] };
  const cites = [version.entry, ...(file === undefined ? [] : [file.entry])];
  if (file !== undefined) return { text: file.name, cites };
  const what = version.textSha256 === fileSha256 ? 'its text' : 'a file made from it elsewhere';
  return { text: `version ${version.version} (${LANGUAGE_LABELS[version.language]}), ${what}`, cites };
}
