import type { Router } from '@orpc/server';
import type { Contract } from '../../shared/contract/contract.ts';
import type { ConsoleView } from '../../shared/view/console-view.ts';

/**
 * One client's seat at the console: a browser session, a window, a CLI run. Holds who is signed in; never sent to a client.
 * Hosts create one per authenticated channel and hand it to every call as context: identity comes from here alone.
 */
export interface Session {
  readonly id: string;
}

export interface CallContext {
  readonly session: Session;
}

/** The whole core behind one value. Hosts carry bytes to `router` and nothing else. */
export interface App {
  readonly router: Router<Contract, CallContext>;
  openSession(): Session;
  /** Wipes the keys of the session. Safe to call twice. */
  closeSession(session: Session): Promise<void>;
  /** Hosts call it about once a second: idle lock, expiries, feed ticks. Never throws. */
  tick(): Promise<void>;
  /**
   * Takes the bytes of an upload into the vault's staging area, hashing while they stream; the handle is good for one
   * `evidence.collect` of the same session. Throws BulkheadError LOCKED when nobody is signed in, CANNOT_RECORD when full.
   */
  stageUpload(
    session: Session,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly staged: string; readonly size: number }>;
  /** Ends effects that run, wipes keys, closes files. */
  close(): Promise<void>;
}

export type HostKind = ConsoleView['host'];
