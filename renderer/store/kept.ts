import { useCallback, useState } from 'react';

/** Text and choices that a person typed and has not sent. Kept in this browser only, so a reload at 02:10 costs nothing. */
export function readKept<T>(key: string, fallback: T, isGood: (value: unknown) => value is T): T {
  try {
    const text = localStorage.getItem(`bulkhead.${key}`);
    if (text === null) return fallback;
    const value: unknown = JSON.parse(text);
    return isGood(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

export function writeKept(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(`bulkhead.${key}`);
    else localStorage.setItem(`bulkhead.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store loses a convenience, never a record.
  }
}

const isString = (value: unknown): value is string => typeof value === 'string';

/** A text box whose content survives a reload until it is sent. */
export function useKeptText(key: string): readonly [string, (text: string) => void, () => void] {
  const [text, setText] = useState(() => readKept(key, '', isString));
  const change = useCallback(
    (next: string) => {
      setText(next);
      writeKept(key, next === '' ? null : next);
    },
    [key],
  );
  const clear = useCallback(() => change(''), [change]);
  return [text, change, clear];
}
