import type { FeedEvent } from '../../shared/contract/contract.ts';
import { failureOf } from '../client/failure.ts';
import type { Client } from '../client/client.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

interface FeedListener {
  onState(state: 'live' | 'lost' | 'refused'): void;
  onEvent(event: FeedEvent): void;
}

/** Follows the console's feed for the life of the window; a broken feed is tried again with growing pauses. */
export function followFeed(client: Client, listener: FeedListener): void {
  let wait = FIRST_WAIT_MS;

  async function follow(): Promise<void> {
    let end: 'lost' | 'refused' = 'lost';
    try {
      const events = await client.console.feed({});
      wait = FIRST_WAIT_MS;
      listener.onState('live');
      for await (const event of events) listener.onEvent(event);
    } catch (error) {
      // Calls report their own failures; here it only matters whether anybody is there.
      if (failureOf(error).code === 'HOST_REFUSED') end = 'refused';
    }
    listener.onState(end);
    setTimeout(() => void follow(), wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
  void follow();
}
