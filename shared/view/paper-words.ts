import { sentenceMark } from '../law/forms/plain-text.ts';
import { words, type Language } from '../law/forms/language.ts';
import type { Cited, DocumentMetadata, FieldRow } from '../law/forms/document.ts';
import { printable } from '../ledger/printable.ts';

const PAGE = words('Page {} of {}', 'Seite {} von {}');
const CHECKPOINT = words(
  'Cited entries (#) are under the checkpoint {} of size {}, root {}',
  'Zitierte Einträge (#) liegen unter dem Prüfpunkt {} der Größe {}, Wurzel {}',
);
const UNSEALED = words('Not under a signed checkpoint yet', 'Noch nicht unter einem signierten Prüfpunkt');
const MANDATORY = words('mandatory', 'Pflichtangabe');

/** Words of the frame, in the language of the document. */
export const frameWords = {
  page: (language: Language, page: string, of: string): string => filled(PAGE[language], page, of),
  /** Which part of the ledger the citations stand in: enough to find it and to see that it is the same. */
  checkpoint({ language, checkpoint }: DocumentMetadata): string {
    if (checkpoint === null) return UNSEALED[language];
    return filled(CHECKPOINT[language], checkpoint.origin, String(checkpoint.size), checkpoint.root);
  },
  mandatory: (language: Language): string => MANDATORY[language],
} as const;

/** `[#12, #14]` or `[assessment]`; empty where there is nothing to say. */
export function markOf(cited: Pick<Cited, 'cites' | 'assessment'>, language: Language): string {
  if (cited.cites.length === 0 && !cited.assessment) return '';
  return `[${sentenceMark({ text: '', ...cited }, language)}]`;
}

/** What stands in the left column of a form, and the value with its status in the right one. */
export function rowTexts(row: FieldRow, language: Language): { readonly label: string; readonly value: string } {
  const label = `${row.number === null ? '' : `${row.number} `}${row.label}${row.mandatory ? ` (${MANDATORY[language]})` : ''}`;
  const value = row.values.map(plain).join('\n');
  return { label: plain(label), value: row.mark === '' ? value : `${value === '' ? '' : `${value} `}[${row.mark}]` };
}

/** Recorded text as one line: nothing in it may steer a page or a program. */
export function plain(text: string): string {
  return printable(text.replaceAll(/\s+/gu, ' ')).trim();
}

function filled(text: string, ...values: readonly string[]): string {
  return values.reduce((left, value) => left.replace('{}', () => value), text);
}
