import { observable } from './observable.ts';

/**
 * What a person typed and the ledger does not hold yet. Written to this browser's store with every keystroke, so that a reload,
 * a crash or the idle lock costs nothing; dropped when it is recorded or forgotten. Never a passphrase. The console keeps a second
 * copy (draft-copies.ts), for where this store ends.
 */
export interface KeptDraft {
  readonly key: string;
  /** What the form is called on the screen. */
  readonly label: string;
  /** Where in the console the form is. */
  readonly hash: string;
  /** Milliseconds of this browser's clock. */
  readonly at: number;
  readonly value: unknown;
}

const PREFIX = 'bulkhead.draft.1 ';
/** Between the name of a form and the name of one of its inputs. */
const PART = ': ';

/** Rises with every change, so that lists of drafts look again. */
export const draftsRevision = observable(0);
/** The browser's store is full or forbidden: what is typed would not survive a reload. */
export const draftsUnkept = observable(false);

/** The last draft that was written, or dropped (`draft` null). */
export const draftChanged = observable<{ readonly key: string; readonly draft: KeptDraft | null } | null>(null);
/** The last draft that came from the console's copy; its form, if it is open and empty, takes it. */
export const draftArrived = observable<{ readonly key: string } | null>(null);

/** The draft that a person forgot away from its form; the form, if it is open, empties itself. */
export const forgottenDraft = observable<{ readonly key: string } | null>(null);

/** `home` tells consoles on one machine apart; `scope` is an incident or the console itself. */
export function draftKey(home: string, scope: string, form: string): string {
  return `${PREFIX}${JSON.stringify([home, scope, form])}`;
}

export function readDraft(key: string): KeptDraft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof found !== 'object' || found === null) return null;
    const { label, hash, at, value } = found as Partial<KeptDraft>;
    if (typeof label !== 'string' || typeof hash !== 'string' || typeof at !== 'number') return null;
    return { key, label, hash, at, value };
  } catch {
    return null;
  }
}

export function writeDraft(draft: KeptDraft): void {
  store(draft);
  draftChanged.set({ key: draft.key, draft });
}

/** One that the console kept, and this browser did not. */
export function adoptDraft(draft: KeptDraft): void {
  store(draft);
  draftArrived.set({ key: draft.key });
}

function store({ key, ...rest }: KeptDraft): void {
  try {
    localStorage.setItem(key, JSON.stringify(rest));
    draftsUnkept.set(false);
  } catch {
    draftsUnkept.set(true);
  }
  draftsRevision.set(draftsRevision.get() + 1);
}

/** With the parts that inputs of the form keep for themselves. */
export function dropDraft(key: string): void {
  const dropped = keys().filter((name) => name === key || name.startsWith(`${key.slice(0, -2)}${PART}`));
  for (const name of dropped) {
    localStorage.removeItem(name);
    draftChanged.set({ key: name, draft: null });
  }
  draftsRevision.set(draftsRevision.get() + 1);
}

/** Nothing was kept where nothing can be kept. */
function keys(): readonly string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

export function forgetDraft(key: string): void {
  dropDraft(key);
  forgottenDraft.set({ key });
}

/** The form of an input that keeps its raw text beside the form it stands in. */
export function partOf(form: string, input: string): string {
  return `${form}${PART}${input}`;
}

/** Oldest first. */
export function keptDrafts(home: string, scope: string): readonly KeptDraft[] {
  return keys()
    .filter((key) => isOf(key, home, scope))
    .map((key) => readDraft(key))
    .filter((draft) => draft !== null)
    .sort((a, b) => a.at - b.at);
}

/** Of every scope, with the parts that inputs keep for themselves. */
export function allDrafts(home: string): readonly KeptDraft[] {
  return keys()
    .filter((key) => formOfKey(key)?.home === home)
    .map((key) => readDraft(key))
    .filter((draft) => draft !== null);
}

/** What a key is made of; null for what is no key of a draft. */
export function formOfKey(
  key: string,
): { readonly home: string; readonly scope: string; readonly form: string } | null {
  if (!key.startsWith(PREFIX)) return null;
  try {
    const [home, scope, form] = JSON.parse(key.slice(PREFIX.length)) as unknown[];
    return typeof home === 'string' && typeof scope === 'string' && typeof form === 'string'
      ? { home, scope, form }
      : null;
  } catch {
    return null;
  }
}

function isOf(key: string, home: string, scope: string): boolean {
  // Without the form and what closes the key: everything that begins so is of this scope.
  return key.startsWith(draftKey(home, scope, '').slice(0, -2)) && !key.includes(PART);
}
