import type { FeedEvent } from '../../shared/contract/contract.ts';

/** Tells every listening client that something changed. Only names what changed; clients ask for the view they show. */
export class Feed {
  readonly #listeners = new Set<(event: FeedEvent) => void>();

  publish(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Events from now on; ends with `signal`. A slow reader gets each kind of news once, not a growing queue. */
  async *listen(signal: AbortSignal | undefined): AsyncGenerator<FeedEvent> {
    const pending = new Map<string, FeedEvent>();
    let wake: (() => void) | null = null;
    const listener = (event: FeedEvent): void => {
      pending.set(`${event.what} ${event.incident ?? ''}`, event);
      wake?.();
    };
    const stop = (): void => wake?.();
    this.#listeners.add(listener);
    signal?.addEventListener('abort', stop);
    try {
      for (;;) {
        const batch = [...pending.values()];
        pending.clear();
        yield* batch;
        if (signal?.aborted) return;
        if (pending.size === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          wake = null;
        }
      }
    } finally {
      this.#listeners.delete(listener);
      signal?.removeEventListener('abort', stop);
    }
  }
}
