import { LANGUAGES, type Language } from '../../../shared/law/forms/language.ts';
import { UsageError } from './usage-error.ts';

/** The language that `--language` names. */
export function languageOf(text: string): Language {
  const language = LANGUAGES.find((one) => one === text);
  if (language === undefined) throw new UsageError(`--language is one of ${LANGUAGES.join(', ')}`);
  return language;
}
