import type { Mode, ParamField, QuorumRule, Reading, StepName } from '../domain/action.ts';
import type { ActionState } from '../domain/action-states.ts';
import type { Instant } from '../domain/instant.ts';
import type { RiskClass, Role } from '../domain/risk.ts';

/** A step that was performed or waits for its outcome. */
export interface EffectView {
  readonly effect: string;
  readonly step: StepName;
  readonly mode: Mode;
  readonly startedEntry: number;
  readonly startedAt: Instant;
  readonly commands: readonly { readonly title: string; readonly argv: readonly string[]; readonly stdin: string }[];
  /** `waiting` for pasted output, `running` in this process, `in-doubt` after a crash, `completed`, `resolved` by a person. */
  readonly status: 'waiting' | 'running' | 'in-doubt' | 'completed' | 'resolved';
  readonly reading: Reading | null;
  readonly completedEntry: number | null;
  readonly completedAt: Instant | null;
  readonly outputs: readonly {
    readonly exit: number | null;
    readonly timedOut: boolean;
    readonly sha256: string;
    readonly bytes: number;
  }[];
}

export interface SignatureView {
  readonly fingerprint: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly entry: number;
  readonly at: Instant;
  readonly decision: 'submitted' | 'approved' | 'rejected';
  readonly note: string;
}

/** What an approver reads and signs. */
export interface GateView {
  readonly purpose: 'apply' | 'undo';
  readonly approvalHash: string;
  readonly expiresAt: Instant;
  readonly expired: boolean;
  readonly signatures: readonly SignatureView[];
  /** Plain sentence: "1 more person: key custodian or containment lead". Empty when the quorum stands. */
  readonly stillNeeded: string;
  readonly quorumMet: boolean;
  readonly breakGlass: boolean;
  /** Signers who are on record on the word of another signer alone. */
  readonly leaning: readonly Leaning[];
}

/** Names: `who` was vouched for by `on` and nobody else. */
export interface Leaning {
  readonly who: string;
  readonly on: string;
}

/** How long a containment still holds. */
export interface LeaseView {
  readonly until: Instant;
  /** `warning`: an hour or less is left. `over`: nobody renewed; what was cut may flow again. */
  readonly state: 'running' | 'warning' | 'over';
}

/** A button: what may be asked of this action now. */
export type ActionMove =
  | 'dryRun'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'execute'
  | 'reprobe'
  | 'renew'
  | 'ratify'
  | 'submitBreakGlass'
  | 'supplyOutput'
  | 'attest'
  | 'resolveDoubt'
  | 'submitUndo'
  | 'executeUndo'
  | 'withdraw';

/** An action of a version that this console does not have. Its state is not told here, and nothing moves it. */
export interface ForeignActionView {
  readonly action: string;
  readonly run: string;
  readonly template: string;
  readonly version: number;
  readonly target: string;
  readonly targetLabel: string;
  readonly wave: 0 | 1 | 2 | 3;
  readonly draftedEntry: number;
  readonly lastEntry: number;
  readonly withdrawn: boolean;
}

export interface ActionView {
  /** What is on record of it cannot be followed here: the state is that of before. */
  readonly untold: boolean;
  readonly action: string;
  readonly run: string;
  readonly template: string;
  readonly title: string;
  readonly purpose: string;
  readonly risk: RiskClass;
  readonly reversal: 'undo' | 'irreversible';
  readonly reversalNote: string;
  readonly blastRadius: string;
  readonly trap: string;
  readonly quorum: QuorumRule;
  /** Id of the credential or asset. */
  readonly target: string;
  readonly targetLabel: string;
  /** 0 where the playbook knows no waves. */
  readonly wave: 0 | 1 | 2 | 3;
  readonly mode: Mode;
  readonly tested: 'real' | 'contract';
  readonly fields: readonly ParamField[];
  readonly params: Readonly<Record<string, string>>;
  readonly state: ActionState;
  readonly revision: number;
  readonly moves: readonly ActionMove[];
  /** Why the usual next move is not offered now (wave not open, somebody else has to sign); null when it is. */
  readonly blockedBy: string | null;
  /** Why this console would refuse every order now: what it may do, or the register, has changed since the draft. */
  readonly refusal: string | null;
  readonly gate: GateView | null;
  /** The signed no that closed the last gate; null once it was submitted anew, and where nobody said no. */
  readonly rejection: SignatureView | null;
  /** What the last probe said that found others broken, before it was taken back; null when none did. */
  readonly brokeOthers: string | null;
  readonly effects: readonly EffectView[];
  /** The two proofs and the residue, as far as known. */
  readonly proof: {
    readonly mustFail: Reading | null;
    readonly mustWork: Reading | null;
    readonly residual: Reading | null;
  };
  readonly dryRunExpiresAt: Instant | null;
  readonly lease: LeaseView | null;
  /** Break-glass waits for a second signature until then. */
  readonly ratifyBy: Instant | null;
  /** Destroys evidence; null when it does not, else whether a sealed copy is under legal hold. */
  readonly hold: 'missing' | 'sealed' | null;
}
