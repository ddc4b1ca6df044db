import { type ShownFailure, failureOf } from '../client/failure.ts';
import type { Connection } from '../client/client.ts';
import { type Observable, observable } from './observable.ts';
import type { Toasts } from './toasts.ts';

/** One file on its way into the vault. */
export interface Collecting {
  readonly key: number;
  readonly incident: string;
  readonly file: File;
  readonly source: string;
  readonly method: string;
  /** 0..1 */
  readonly sent: number;
  readonly stage: 'waiting' | 'sending' | 'recording' | 'stopped' | 'failed';
  readonly failure: ShownFailure | null;
  readonly stop: AbortController;
}

/** Files being collected, whichever screen is open: leaving Evidence neither stops nor hides them. */
export interface Collection {
  readonly list: Observable<readonly Collecting[]>;
  add(incident: string, files: readonly File[], source: string, method: string): void;
  stop(key: number): void;
  retry(key: number): void;
  dismiss(key: number): void;
}

export function createCollection({ client, stage }: Connection, toasts: Toasts, recorded: () => void): Collection {
  const list = observable<readonly Collecting[]>([]);
  let next = 1;
  let working = false;
  const update = (key: number, part: Partial<Collecting>): void =>
    list.set(list.get().map((one) => (one.key === key ? { ...one, ...part } : one)));
  const dismiss = (key: number): void => list.set(list.get().filter((one) => one.key !== key));

  async function collect({ key, incident, file, source, method, stop }: Collecting): Promise<void> {
    try {
      update(key, { stage: 'sending' });
      const staged = await stage(file, (sent) => update(key, { sent }), stop.signal);
      update(key, { stage: 'recording', sent: 1 });
      const mediaType = file.type === '' ? 'application/octet-stream' : file.type;
      const described = { name: file.name, source, method, mediaType };
      const answer = await client.evidence.collect({ incident: incident as `inc-${string}`, ...staged, ...described });
      toasts.recorded(`Evidence ${answer.exhibit}`, answer.recorded, answer.sealed);
      dismiss(key);
      recorded();
    } catch (error) {
      if (stop.signal.aborted) update(key, { stage: 'stopped', sent: 0 });
      else update(key, { stage: 'failed', failure: failureOf(error) });
    }
  }

  /** One after the other: two large files at once would only slow each other down. */
  async function work(): Promise<void> {
    if (working) return;
    working = true;
    try {
      for (let one = waiting(); one !== undefined; one = waiting()) await collect(one);
    } finally {
      working = false;
      window.removeEventListener('beforeunload', warn);
    }
  }
  const waiting = (): Collecting | undefined => list.get().find((one) => one.stage === 'waiting');
  const start = (): void => {
    window.addEventListener('beforeunload', warn);
    void work();
  };

  return {
    list,
    add: (incident, files, source, method) => {
      const added = files.map((file): Collecting => {
        const state = { sent: 0, stage: 'waiting', failure: null, stop: new AbortController() } as const;
        return { key: next++, incident, file, source, method, ...state };
      });
      list.set([...list.get(), ...added]);
      start();
    },
    stop: (key) => {
      list
        .get()
        .find((one) => one.key === key)
        ?.stop.abort();
      if (list.get().some((one) => one.key === key && one.stage === 'waiting')) update(key, { stage: 'stopped' });
    },
    retry: (key) => {
      update(key, { stage: 'waiting', sent: 0, failure: null, stop: new AbortController() });
      start();
    },
    dismiss,
  };
}

/** The browser asks before it closes the tab: half a file is no evidence. */
function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
