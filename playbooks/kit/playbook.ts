import type { AnyStateMachine } from 'xstate';
import type { Role } from '../../shared/domain/risk.ts';
import type { Wave } from '../../shared/domain/asset.ts';
import type { Instant } from '../../shared/domain/instant.ts';

/** Texts of one state, for the run screen. `side` states are left out of the straight line that is drawn. */
export interface StateText {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly side: boolean;
}

/** A move a person can make, with what the screen has to ask for. */
export interface MoveText {
  readonly event: string;
  readonly label: string;
  readonly help: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly wantsDetail: boolean;
  /** What is missing when the guard says no, in words. */
  readonly needs: string;
  /** Only who commands may make it. */
  readonly commanderOnly: boolean;
}

/** What the guards of a playbook may know about the rest of the case; computed from the ledger at the moment of the event. */
export interface Board {
  readonly credentials: number;
  readonly exhibits: number;
  /** Per wave: credentials in it, those whose action is armed, those settled (effective, or withdrawn with a signed reason). */
  readonly waves: Readonly<Record<Wave, { readonly total: number; readonly armed: number; readonly settled: number }>>;
  /** Effects whose outcome nobody knows. */
  readonly inDoubt: number;
}

/** Every event of a playbook has this shape; `type` is one of the playbook's own. */
export interface RunEvent {
  readonly type: string;
  readonly choice: string;
  readonly detail: string;
  readonly at: Instant;
  readonly board: Board;
}

export interface WatchPoint {
  readonly label: string;
  readonly due: Instant;
  readonly state: 'ahead' | 'clean' | 'remint';
}

/** What the engine reads from any playbook's context. */
export interface RunContext {
  readonly openWave: 0 | Wave;
  readonly watch: readonly WatchPoint[];
}

export interface Playbook {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly machine: AnyStateMachine;
  readonly states: readonly StateText[];
  readonly moves: readonly MoveText[];
  /** Who may move the run besides the commander. */
  readonly roles: readonly Role[];
}
