import { implement, type Router } from '@orpc/server';
import type { App, CallContext, Session } from '../../main/app/app.ts';
import { type Contract, contract, type FeedEvent } from '../../shared/contract/contract.ts';

/** Enough of the core to watch what a host does to it. For what the core itself does, use the real one. */
export interface FakeApp extends App {
  readonly sessions: Session[];
  /** Feeds that a client is following now. */
  readonly followers: Set<object>;
  /** What becomes of an upload; counts and discards unless replaced. */
  upload: App['stageUpload'];
}

export function fakeApp(): FakeApp {
  const os = implement(contract).$context<CallContext>();
  const sessions: Session[] = [];
  const followers = new Set<object>();

  async function* feed(signal: AbortSignal | undefined): AsyncGenerator<FeedEvent> {
    const me = {};
    followers.add(me);
    try {
      yield { what: 'console', incident: null, size: null };
      await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
    } finally {
      followers.delete(me);
    }
  }

  const router = {
    console: { feed: os.console.feed.handler(({ signal }) => feed(signal)) },
    incidents: { list: os.incidents.list.handler(() => []) },
    incident: {
      // The one handler with a defect.
      fsck: os.incident.fsck.handler(() => {
        throw new TypeError('a secret of the inside');
      }),
    },
  };

  const app: FakeApp = {
    sessions,
    followers,
    router: router as unknown as Router<Contract, CallContext>,
    openSession() {
      const session = { id: `session-${sessions.length}` };
      sessions.push(session);
      return session;
    },
    closeSession: async () => {},
    tick: async () => {},
    close: async () => {},
    upload: async (_session, bytes) => {
      let size = 0;
      for await (const chunk of bytes) size += chunk.byteLength;
      return { staged: '0'.repeat(32), size };
    },
    stageUpload: (session, bytes) => app.upload(session, bytes),
  };
  return app;
}
