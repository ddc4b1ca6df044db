import { readKept, writeKept } from './kept.ts';
import { observable } from './observable.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  readonly theme: Theme;
  /** `system` follows the operating system's wish. */
  readonly contrast: 'system' | 'more';
  /** Single-key shortcuts can be switched off (WCAG 2.1.4). */
  readonly shortcuts: boolean;
  /** Of deadlines, outside of the window; where the browser allows it (outside.ts). */
  readonly reminders: boolean;
}

const fallback: Preferences = { theme: 'system', contrast: 'system', shortcuts: true, reminders: true };

function isPreferences(value: unknown): value is Preferences {
  if (typeof value !== 'object' || value === null) return false;
  const { theme, contrast, shortcuts, reminders } = value as Partial<Preferences>;
  return (
    THEMES.some((name) => name === theme) &&
    (contrast === 'system' || contrast === 'more') &&
    typeof shortcuts === 'boolean' &&
    typeof reminders === 'boolean'
  );
}

export const preferences = observable<Preferences>(readKept('preferences', fallback, isPreferences));

export function setPreferences(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  preferences.set(next);
  writeKept('preferences', next);
  applyPreferences();
}

/** Puts the choice on the root element, where the tokens read it. */
export function applyPreferences(): void {
  const { theme, contrast } = preferences.get();
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['contrast'] = contrast;
}
