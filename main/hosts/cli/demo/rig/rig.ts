import type { Params } from '../../../../../shared/domain/action.ts';

/** A session that was opened with the compromised credential before anything was revoked. */
export interface HeldSession {
  /** Asks the server something through the session and waits for the answer. */
  alive(): Promise<boolean>;
  end(): void;
}

/**
 * A small real estate for one action template: real servers, loopback only, all files in the folder it was given.
 * Nothing in it is worth protecting; it exists so that revocation can be practised and proved.
 */
export interface Rig {
  /** Fills the matching template. */
  readonly params: Params;
  holdSession(): Promise<HeldSession>;
  /** The server keeps its port but does not answer any more. */
  suspend(): void;
  resume(): void;
  /** Ends every process of the rig. The folder stays. */
  stop(): Promise<void>;
}
