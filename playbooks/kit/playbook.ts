import type { AnyStateMachine } from 'xstate';
import type { QuorumRule } from '../../shared/domain/action.ts';
import type { Role } from '../../shared/domain/risk.ts';
import type { ASSET_TYPES, Wave } from '../../shared/domain/asset.ts';
import type { Signature } from './quorum.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { ActionState } from '../../shared/domain/action-states.ts';

type AssetType = (typeof ASSET_TYPES)[number];

/** Texts of one state, for the run screen. `side` states are left out of the straight line that is drawn. */
export interface StateText {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly side: boolean;
  /** Title of the parallel region it belongs to; left out where the chart has one path. */
  readonly region?: string;
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
  /** Signatures it takes (reference F); left out where one person decides. */
  readonly quorum?: QuorumRule;
}

/** One action of the run, as guards see it. */
export interface BoardAction {
  readonly template: string;
  /** Id of the credential or asset. */
  readonly target: string;
  readonly state: ActionState;
  /** A containment on a lease that nobody lifted and showed so: it is in force, or may be. */
  readonly leased: boolean;
  /** It has a lease that ran out. */
  readonly leaseOver: boolean;
  /** Done under break-glass and not ratified yet. */
  readonly unratified: boolean;
  /** When its probes last gave proof; absent when the last answers do not. */
  readonly provenAt?: Instant;
}

/** What the guards of a playbook may know about the rest of the case; computed from the ledger at the moment of the event. */
export interface Board {
  readonly credentials: number;
  readonly exhibits: number;
  /** Retrain orders of this run that are on record. */
  readonly retrainOrders: number;
  /** Per wave: credentials in it, those whose action is armed by an approval that still stands, those settled (effective, or withdrawn with a signed reason). */
  readonly waves: Readonly<Record<Wave, { readonly total: number; readonly armed: number; readonly settled: number }>>;
  /** Effects of this run whose outcome nobody knows. */
  readonly inDoubt: number;
  /** Actions of this run that were not withdrawn. */
  readonly actions: readonly BoardAction[];
  /** Legal holds in force that name at least one sealed copy. */
  readonly sealedHolds: number;
  /** Containments in force in the whole incident: leases that were neither lifted nor undone. */
  readonly openLeases: number;
  /** When an action of the whole incident last proved its must-fail and must-work probes; null when none did. */
  readonly lastProvenAt: Instant | null;
}

/** Every event of a playbook has this shape; `type` is one of the playbook's own. */
export interface RunEvent {
  readonly type: string;
  readonly choice: string;
  readonly detail: string;
  readonly at: Instant;
  readonly board: Board;
  /** Who stands behind it: whoever makes the move, and whose proposals it seconds. */
  readonly signatures: readonly Signature[];
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
  /** Instants by which a person has to have done something; asked again on every event and tick, never waited for. */
  readonly deadlines?: readonly Deadline[];
  /** Which choice of a move is meant next, and which was reached; where they differ, the screens say what is planned. */
  readonly planned?: string | null;
  readonly level?: string | null;
}

export interface Deadline {
  readonly id: string;
  readonly label: string;
  readonly due: Instant;
  readonly met: boolean;
  /** Not a duty but a wait: from then on something is possible. */
  readonly wait?: true;
}

/** A template that a playbook offers, and the states in which it may be applied. Probes are always possible, and undo of what is not proven. */
export interface OfferedAction {
  readonly template: string;
  readonly in: readonly string[];
  /** Only while the run has this deadline and has not met it; left out where the state alone decides. */
  readonly during?: string;
  /** States in which it may be lifted while it is proven effective; left out where that is possible in all of them. */
  readonly liftIn?: readonly string[];
}

export interface Playbook {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly machine: AnyStateMachine;
  readonly states: readonly StateText[];
  readonly moves: readonly MoveText[];
  /** `waves`: whatever revokes the credentials of the incident, in the order of waves. Else the templates of this playbook. */
  readonly actions: 'waves' | readonly OfferedAction[];
  /** Offers of actions that name this playbook themselves. Part of their digests and not of this one's: a new action changes no running run. */
  readonly beside?: readonly OfferedAction[];
  /** Types of the asset that a run is about; left out where a run is about the whole incident. */
  readonly subject?: readonly AssetType[];
  /** Who may move the run besides the commander. */
  readonly roles: readonly Role[];
}

/**
 * What the playbook offers, its own actions and those that name it. `byWave`: whatever revokes a credential beside these, in the order of
 * waves.
 */
export function offeredActions({ actions, beside = [] }: Playbook): {
  readonly byWave: boolean;
  readonly offers: readonly OfferedAction[];
} {
  return actions === 'waves' ? { byWave: true, offers: beside } : { byWave: false, offers: [...actions, ...beside] };
}
