/** Small choices of this browser: the look, who unlocked last. What a person typed is in drafts.ts. */
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
