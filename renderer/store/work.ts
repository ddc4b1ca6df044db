import { useEffect, useRef, useState } from 'react';
import type { WorkProgress } from '../../shared/contract/contract.ts';
import { type Command, useCommand } from './command.ts';
import type { AppStore } from './app-store.ts';

/** What a call of long work is given: its name, and the way to stop it. */
export interface WorkOptions {
  readonly work: string;
  readonly signal: AbortSignal;
}

/** Long work that can be followed and stopped. */
export interface Work extends Command<readonly [], void> {
  /** How far it is; null before it says so. */
  readonly progress: WorkProgress | null;
  /** It was stopped on request and has not been started again. */
  readonly stopped: boolean;
  stop(): void;
}

/** One piece of long work of a screen; leaving the screen stops it. */
export function useWork(what: string, run: (store: AppStore, options: WorkOptions) => Promise<void>): Work {
  const [progress, setProgress] = useState<WorkProgress | null>(null);
  const [stopped, setStopped] = useState(false);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const command = useCommand(what, async (store: AppStore): Promise<void> => {
    const stop = new AbortController();
    const ended = new AbortController();
    current.current = stop;
    setProgress(null);
    setStopped(false);
    const work = newWorkId();
    void follow(store, work, ended.signal, setProgress);
    try {
      await run(store, { work, signal: stop.signal });
    } catch (error) {
      // Stopping is what was asked for, whatever the call made of it.
      if (!stop.signal.aborted) throw error;
      setStopped(true);
    } finally {
      ended.abort();
      setProgress(null);
    }
  });
  return { ...command, progress, stopped, stop: () => current.current?.abort() };
}

/** Never fails: without news the bar stays empty, and the work itself tells what went wrong. */
async function follow(
  { client }: AppStore,
  work: string,
  signal: AbortSignal,
  tell: (progress: WorkProgress) => void,
): Promise<void> {
  try {
    for await (const progress of await client.work.follow({ work }, { signal })) if (!signal.aborted) tell(progress);
  } catch {
    return; // Aborted, which is how it always ends, or no link: then the call itself fails and says so.
  }
}

function newWorkId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
