/** Languages a draft can be written in. Another one is a column more in every `Words`, and the compiler lists what is missing. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_LABELS: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** One text in every language. */
export type Words = Readonly<Record<Language, string>>;

export const words = (en: string, de: string): Words => ({ en, de });
