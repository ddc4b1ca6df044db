import type { WorkProgress } from '../../shared/contract/contract.ts';
import { BulkheadError } from '../../shared/domain/failure.ts';
import type { Watch } from '../ports/verification-workers.ts';

type Listener = (progress: WorkProgress | 'ended') => void;

/** Long work that clients wait for: who follows which, and how work that was stopped is told apart from work that failed. */
export class Works {
  readonly #followers = new Map<string, Set<Listener>>();
  readonly #running = new Set<AbortController>();

  /** Does `work`; whoever follows `id` hears how far it is. Throws CANCELLED once `signal` is aborted. */
  async during<T>(
    id: string | undefined,
    signal: AbortSignal | undefined,
    work: (watch: Watch) => Promise<T>,
  ): Promise<T> {
    const tell = (progress: WorkProgress | 'ended'): void => {
      if (id !== undefined) for (const listener of this.#followers.get(id) ?? []) listener(progress);
    };
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    this.#running.add(stop);
    try {
      return await work({ onProgress: tell, signal: stop.signal });
    } catch (error) {
      if (stop.signal.aborted)
        throw new BulkheadError('CANCELLED', 'it was stopped before it was done', { cause: error });
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#running.delete(stop);
      tell('ended');
    }
  }

  /** The console closes: nothing goes on behind it. */
  stopAll(): void {
    for (const stop of this.#running) stop.abort();
  }

  /** Progress of `id` from now on, until that work ends or `signal`. A slow reader misses numbers, never the last one. */
  async *follow(id: string, signal: AbortSignal | undefined): AsyncGenerator<WorkProgress> {
    const news: { latest: WorkProgress | null; ended: boolean; wake: (() => void) | null } = {
      latest: null,
      ended: false,
      wake: null,
    };
    const listener: Listener = (progress) => {
      if (progress === 'ended') news.ended = true;
      else news.latest = progress;
      news.wake?.();
    };
    const stop = (): void => listener('ended');
    const listeners = this.#followers.get(id) ?? new Set();
    this.#followers.set(id, listeners.add(listener));
    signal?.addEventListener('abort', stop);
    try {
      for (;;) {
        const { latest } = news;
        news.latest = null;
        if (latest) yield latest;
        else if (news.ended || signal?.aborted) return;
        else
          await new Promise<void>((resolve) => {
            news.wake = resolve;
          });
      }
    } finally {
      listeners.delete(listener);
      if (listeners.size === 0) this.#followers.delete(id);
      signal?.removeEventListener('abort', stop);
    }
  }
}
