import type { FeedEvent } from '../../shared/contract/contract.ts';
import type { Client } from '../client/client.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

interface FeedListener {
  onState(state: 'connecting' | 'live' | 'lost'): void;
  onEvent(event: FeedEvent): void;
}

/** Follows the console's feed for the life of the window; a broken feed is tried again with growing pauses. */
export function followFeed(client: Client, listener: FeedListener): void {
  let wait = FIRST_WAIT_MS;

  async function follow(): Promise<void> {
    try {
      const events = await client.console.feed({});
      wait = FIRST_WAIT_MS;
      listener.onState('live');
      for await (const event of events) listener.onEvent(event);
    } catch {
      // The reason does not matter here: the state says that nothing is heard, and calls report their own failures.
    }
    listener.onState('lost');
    setTimeout(() => void follow(), wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
  void follow();
}
