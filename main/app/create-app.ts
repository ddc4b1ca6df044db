import { toHex } from '../../shared/ledger/encoding.ts';
import type { App, Session } from './app.ts';
import { Desk } from './desk.ts';
import { giveDue } from './give-due.ts';
import { createRouter } from './router.ts';
import type { Services } from './services.ts';
import { tidyTyped } from './use-cases/keep-typed.ts';
import { lock } from './use-cases/sign-in.ts';

/** Deadlines, leases and signatures run out by time alone, with nobody recording anything: so often screens are told to look again. */
const LOOK_AGAIN_MS = 15_000;

/** The core over its services: journal opened, router bound. `release` gives the home back when the app closes. */
export async function createApp(services: Services, release: () => void): Promise<App> {
  const desk = new Desk(services);
  await desk.start();
  await tidyTyped(services);
  let closed = false;
  let toldAt = services.clock.monotonicMs();
  const closeSession = async (session: Session): Promise<void> => {
    if (!desk.sessions.all().some(({ id }) => id === session.id)) return;
    for (const id of desk.sessions.staged(session).keys()) await services.files.dropStaged(id);
    lock(desk, session, 'stopped');
    desk.sessions.drop(session);
  };
  return {
    router: createRouter(desk),
    openSession: () => desk.sessions.open(toHex(services.random.bytes(16))),
    closeSession,
    tick: async () => {
      try {
        for (const session of desk.sessions.idle()) {
          lock(desk, session, 'idle');
          services.feed.publish({ what: 'console', incident: null, size: null });
        }
        const now = services.clock.monotonicMs();
        if (now - toldAt >= LOOK_AGAIN_MS) {
          toldAt = now;
          services.feed.publish({ what: 'tick', incident: null, size: null });
        }
        if (desk.sessions.anyoneSignedIn()) await giveDue(desk);
      } catch (error) {
        services.log('defect', `tick: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    },
    stageUpload: async (session, bytes) => {
      desk.sessions.acting(session);
      const file = await services.files.stage(bytes, () => services.crypto.hash('sha256'));
      desk.sessions.staged(session).set(file.id, { sha256: file.sha256, size: file.size });
      return { staged: file.id, size: file.size };
    },
    close: async () => {
      if (closed) return;
      closed = true;
      try {
        for (const session of desk.sessions.all()) await closeSession(session);
      } finally {
        desk.close();
        await services.verification.close();
        release();
      }
    },
  };
}
