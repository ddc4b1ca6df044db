import type { PermitsView, WithdrawalView } from './console-view.ts';
import type { LeftOpen } from './run-end.ts';
import type { Role } from '../domain/risk.ts';
import type { Instant } from '../domain/instant.ts';

/** One event a person can give the run now, or could if a guard allowed it. */
export interface RunMove {
  readonly event: string;
  readonly label: string;
  readonly help: string;
  /** Values of which one has to be chosen; empty when none is asked for. */
  readonly choices: readonly { readonly value: string; readonly label: string; readonly open: boolean }[];
  /** What the move asks for, in words: said beside a choice that is not open now. */
  readonly needs: string;
  /** Whether a reason or text has to be typed. */
  readonly wantsDetail: boolean;
  /** Null when it can be given now; otherwise what has to happen first. */
  readonly blockedBy: string | null;
  /** Plain sentence on the signatures it takes; null where one person decides. */
  readonly signatures: string | null;
}

export interface RunStateView {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly status: 'done' | 'current' | 'ahead' | 'side';
  /** Title of the parallel region; null in a chart with one path. */
  readonly region: string | null;
}

export interface RunView {
  readonly run: string;
  readonly playbook: { readonly id: string; readonly version: number; readonly digest: string };
  readonly title: string;
  readonly startedAt: Instant;
  /** What the organisation had said of this content at the start; null where the record is from before that was noted. */
  readonly approval: {
    readonly state: PermitsView['playbooks'][number]['state'];
    readonly by: readonly string[];
  } | null;
  /** Set when that approval was taken back since, or before: the run goes on as it began. */
  readonly withdrawn: WithdrawalView | null;
  /** Entry that last moved the run. */
  readonly revision: number;
  /** The asset it is about, by name; null where it is about the whole incident. */
  readonly subject: { readonly id: string; readonly name: string } | null;
  /** States in reading order; one is current in each region that the run has entered. */
  readonly states: readonly RunStateView[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly event: string }[];
  readonly current: string;
  /** What the run is about to do, where it was chosen before it is done; else null. */
  readonly planned: string | null;
  /** Titles of parallel regions that have not reached their end. */
  readonly openRegions: readonly string[];
  /** Its playbook's exit criteria were met. */
  readonly closed: boolean;
  /** Set where this console cannot follow the run: what the record leaves open, and why it cannot be ended on record yet. */
  readonly ending: { readonly blockedBy: string | null; readonly open: readonly LeftOpen[] } | null;
  /** Set when it was ended on record without its playbook: not closed, and over. */
  readonly ended: {
    readonly entry: number;
    readonly at: Instant;
    readonly by: string;
    readonly because: 'absent' | 'unfollowed';
    readonly reason: string;
    readonly open: readonly LeftOpen[];
  } | null;
  /** Whether actions follow the waves of credentials. */
  readonly byWave: boolean;
  /** Templates that the playbook offers, and whether each may be applied now; beside the waves, those that only read and those that name the playbook. */
  readonly offers: readonly { readonly template: string; readonly open: boolean }[];
  readonly deadlines: readonly {
    readonly id: string;
    readonly label: string;
    readonly due: Instant;
    /** `reached`: nothing is late, something has become possible. */
    readonly state: 'ahead' | 'over' | 'reached' | 'met';
  }[];
  readonly moves: readonly RunMove[];
  /** Moves that wait for another signature, exactly as the first person meant them. */
  readonly proposals: readonly {
    readonly entry: number;
    readonly event: string;
    readonly label: string;
    readonly choice: string;
    readonly choiceLabel: string;
    readonly detail: string;
    /** Whoever signed exactly this so far, first to last. */
    readonly signers: readonly { readonly name: string; readonly fingerprint: string; readonly at: Instant }[];
    /** When the oldest of these signatures lapses. */
    readonly expiresAt: Instant;
    readonly stillNeeded: string;
    /** Roles of the seats that are still empty. */
    readonly neededRoles: readonly Role[];
  }[];
  /** Highest wave whose actions may be fired now; 0 before the first. */
  readonly openWave: 0 | 1 | 2 | 3;
  /** Set when the playbook's digest is not in this console: the run is read-only. */
  readonly problem: string | null;
  /** Re-mint checks: due instants and whether they were found clean. */
  readonly watch: readonly {
    readonly label: string;
    readonly due: Instant;
    readonly state: 'ahead' | 'due' | 'clean' | 'remint';
  }[];
}
