import type { ConsoleView } from '../../shared/view/console-view.ts';
import type { Client } from '../client/client.ts';
import { failureOf } from '../client/failure.ts';
import { adoptDraft, allDrafts, draftChanged, draftKey, formOfKey, type KeptDraft, readDraft } from './drafts.ts';
import type { Loaded } from './loaded.ts';
import type { Observable } from './observable.ts';

/** Longer than between two keystrokes, shorter than anybody notices: so much typing a crash of the whole shell may cost. */
const AFTER_MS = 200;

/**
 * The console's copy of what is typed. This browser's store is the quicker one, and ends with the address of the console, with the
 * profile, and with the desktop shell. Whoever signs in gets back what only the console has; what could not be sent
 * (locked, link lost) is sent then.
 */
export function copyDrafts(client: Client, shown: Observable<Loaded<ConsoleView>>): void {
  const waiting = new Map<string, KeptDraft | null>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let sending = false;
  let signedIn = false;
  let compared = false;

  const send = async (): Promise<void> => {
    timer = null;
    if (sending || !signedIn) return;
    sending = true;
    try {
      for (const [key, draft] of waiting) {
        waiting.delete(key);
        try {
          await copy(client, key, draft);
        } catch (error) {
          // What does not fit will not fit later. Else it waits for the next keystroke or signing in, unless newer text does.
          if (failureOf(error).code === 'BAD_INPUT') continue;
          if (!waiting.has(key)) waiting.set(key, draft);
          return;
        }
      }
    } finally {
      sending = false;
    }
  };
  const soon = (): void => {
    timer ??= setTimeout(() => void send(), AFTER_MS);
  };

  const compare = async (home: string): Promise<void> => {
    const kept = new Map((await client.typed.list({})).map((one) => [draftKey(home, one.scope, one.form), one]));
    for (const [key, { label, hash, at, value }] of kept)
      if (!waiting.has(key) && (readDraft(key)?.at ?? -1) < at)
        adoptDraft({ key, label, hash, at, value: JSON.parse(value) as unknown });
    for (const draft of allDrafts(home))
      if (!waiting.has(draft.key) && (kept.get(draft.key)?.at ?? -1) < draft.at) waiting.set(draft.key, draft);
    await send();
  };

  draftChanged.subscribe(() => {
    const change = draftChanged.get();
    if (change === null) return;
    waiting.set(change.key, change.draft);
    soon();
  });
  shown.subscribe(() => {
    const view = shown.get().value;
    signedIn = view !== null && view.session.lead !== null;
    if (view === null || !signedIn) {
      compared = false;
    } else if (!compared) {
      compared = true;
      // Not had now: asked for again with the next answer of the console. What this browser has is not touched.
      compare(view.home).catch(() => (compared = false));
    } else if (waiting.size > 0) {
      soon();
    }
  });
  addEventListener('pagehide', () => void send());
}

async function copy(client: Client, key: string, draft: KeptDraft | null): Promise<void> {
  const of = formOfKey(key);
  if (of === null) return;
  const form = { scope: of.scope as 'console' | `inc-${string}`, form: of.form };
  if (draft === null) return client.typed.drop(form);
  const { label, hash, at, value } = draft;
  await client.typed.keep({ ...form, label, hash: hash === '' ? '#/' : hash, at, value: JSON.stringify(value) });
}
