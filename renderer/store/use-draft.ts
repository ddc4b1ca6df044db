import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from './app-store.ts';
import { draftArrived, draftKey, dropDraft, forgottenDraft, readDraft, writeDraft } from './drafts.ts';

export interface DraftForm<T> {
  /** An incident, or `console` for what belongs to none. */
  readonly scope: string;
  /** Unique within the scope; null keeps nothing. */
  readonly form: string | null;
  /** What the form is called on the screen. */
  readonly label: string;
  readonly blank: T;
}

export interface Draft<T> {
  readonly value: T;
  readonly set: (next: T) => void;
  /** Some fields of a form with several. */
  readonly change: (part: Partial<T>) => void;
  /** Recorded, or not wanted any more. */
  readonly forget: () => void;
  /** Recorded, and left in the form for the next time. */
  readonly settle: () => void;
  /** As `forget`, but keeps what was typed after `sent` was sent. */
  readonly recorded: (sent: T) => void;
  /** When the text that came back was typed last; null when nothing came back. */
  readonly restoredAt: number | null;
  /** Rises when the form was emptied; a `key` for inputs that remember what was typed. */
  readonly generation: number;
}

interface Held<T> {
  readonly key: string;
  readonly value: T;
  readonly restoredAt: number | null;
  readonly generation: number;
}

/** State of a form that survives a reload, a crash and the idle lock until it is recorded. */
export function useDraft<T>({ scope, form, label, blank }: DraftForm<T>): Draft<T> {
  const { console: consoleLoader } = useStore();
  const key = form === null ? '' : draftKey(consoleLoader.state.get().value?.home ?? '', scope, form);
  const [found, setHeld] = useState(() => held(key, blank));
  let now = found;
  if (found.key !== key) {
    now = held(key, blank);
    setHeld(now);
  }
  const latest = useRef({ now, blank, label });
  useLayoutEffect(() => {
    latest.current = { now, blank, label };
  });

  const set = useCallback(
    (value: T) => {
      const { blank: empty, label: called, now: before } = latest.current;
      latest.current.now = { ...before, value };
      setHeld((old) => ({ ...old, value }));
      if (key === '') return;
      if (same(value, empty)) dropDraft(key);
      else writeDraft({ key, label: called, hash: location.hash, at: Date.now(), value });
    },
    [key],
  );
  const change = useCallback((part: Partial<T>) => set({ ...latest.current.now.value, ...part }), [set]);
  const forget = useCallback(() => {
    if (key !== '') dropDraft(key);
    setHeld((old) => ({ key, value: latest.current.blank, restoredAt: null, generation: old.generation + 1 }));
  }, [key]);
  useEffect(
    () =>
      forgottenDraft.subscribe(() => {
        if (forgottenDraft.get()?.key === key) forget();
      }),
    [key, forget],
  );
  useEffect(
    () =>
      draftArrived.subscribe(() => {
        const { blank: empty, now: shown } = latest.current;
        if (draftArrived.get()?.key === key && same(shown.value, empty))
          setHeld((old) => ({ ...held(key, empty), generation: old.generation + 1 }));
      }),
    [key],
  );
  const settle = useCallback(() => {
    if (key !== '') dropDraft(key);
    setHeld((old) => ({ ...old, restoredAt: null }));
  }, [key]);
  const recorded = useCallback(
    (sent: T) => {
      if (same(latest.current.now.value, sent)) forget();
    },
    [forget],
  );
  const { value, restoredAt, generation } = now;
  return { value, set, change, forget, settle, recorded, restoredAt, generation };
}

function held<T>(key: string, blank: T): Held<T> {
  const kept = key === '' ? null : readDraft(key);
  if (kept === null || !fits(kept.value, blank)) return { key, value: blank, restoredAt: null, generation: 0 };
  return { key, value: kept.value as T, restoredAt: kept.at, generation: 0 };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A draft of another version of the console may have another shape; it is left alone then. Null stands for a text not given yet. */
function fits(value: unknown, blank: unknown): boolean {
  if (blank === null) return value === null || typeof value === 'string';
  if (Array.isArray(blank)) return Array.isArray(value);
  if (typeof blank !== 'object') return typeof value === typeof blank || (value === null && blank === '');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(blank).every(([name, part]) => fits((value as Record<string, unknown>)[name], part));
}
