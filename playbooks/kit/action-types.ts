import type { LiveSession, QuorumRule, StepName, Verdict } from '../../shared/domain/action.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Signature } from './quorum.ts';

export type Purpose = 'apply' | 'undo';

export interface Gate {
  readonly purpose: Purpose;
  readonly hash: string;
  readonly expiresAt: Instant;
  readonly signatures: readonly Signature[];
  /** One person's authority alone, for containment at 02:10; somebody else has to ratify it afterwards (reference F). */
  readonly breakGlass: boolean;
}

export interface ActionInput {
  readonly quorum: QuorumRule;
  readonly reversible: boolean;
  /** Reads and changes nothing (R0): what was read is the result, there is nothing to prove cut. */
  readonly readOnly: boolean;
  /** How long a containment holds before a person has to renew or lift it; null for what has no lease. */
  readonly leaseMs: number | null;
  /** Destroys evidence: a sealed copy under legal hold comes first. */
  readonly needsHold: boolean;
  /** May be armed by the commander alone in an emergency. */
  readonly breakGlass: boolean;
}

export interface ActionContext extends ActionInput {
  readonly dryRunAt: Instant | null;
  readonly gate: Gate | null;
  readonly mustFail: Verdict | null;
  readonly sessions: readonly LiveSession[];
  readonly killRounds: number;
  /** Whether an undo was asked for while the action was effective: a rejected undo leads back there. */
  readonly wasEffective: boolean;
  /** When it was last ordered to apply or renew; null while nothing can be in force. */
  readonly orderedAt: Instant | null;
  /** Until when the containment holds: from the last order that is known to have been carried out. */
  readonly leaseUntil: Instant | null;
  /** Who broke glass, and until when somebody else has to ratify it; null when nothing waits. */
  readonly unratified: { readonly by: Signature; readonly hash: string; readonly until: Instant } | null;
}

export type ActionEvent =
  | { readonly type: 'DRY_RUN'; readonly skipCollect: boolean }
  | {
      readonly type: 'OUTCOME';
      readonly step: StepName;
      readonly verdict: Verdict;
      readonly sessions: readonly LiveSession[];
      readonly at: Instant;
    }
  /** A person says what became of a step that has no outcome. */
  | { readonly type: 'DOUBT_RESOLVED'; readonly step: StepName; readonly happened: 'yes' | 'no' | 'unknown' }
  | {
      readonly type: 'SUBMIT';
      /** How fast the exercise is played, where it is one: a dry run holds as long for the people in it. */
      readonly pace?: number;
      readonly purpose: Purpose;
      readonly hash: string;
      readonly expiresAt: Instant;
      readonly by: Signature;
      readonly at: Instant;
      readonly breakGlass: boolean;
    }
  | { readonly type: 'APPROVE'; readonly hash: string; readonly by: Signature; readonly at: Instant }
  | { readonly type: 'REJECT'; readonly hash: string }
  /** A key was revoked: what it signed and is still to be used does not count any more. */
  | { readonly type: 'KEY_REVOKED'; readonly fingerprint: string }
  | {
      readonly type: 'ORDER';
      readonly purpose: Purpose | 'reprobe' | 'renew';
      readonly at: Instant;
      /** The run lets this action be applied now. */
      readonly waveOpen: boolean;
      /** The run keeps what is proven in force: it is lifted only while the run steps down. */
      readonly liftBarred?: boolean;
      /** A sealed copy of what would be destroyed is under legal hold. */
      readonly held: boolean;
    }
  | { readonly type: 'RATIFY'; readonly by: Signature; readonly at: Instant }
  | { readonly type: 'WITHDRAW' };
