import type { Instant } from '../domain/instant.ts';

/** One event a person can give the run now, or could if a guard allowed it. */
export interface RunMove {
  readonly event: string;
  readonly label: string;
  readonly help: string;
  /** Values of which one has to be chosen; empty when none is asked for. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Whether a reason or text has to be typed. */
  readonly wantsDetail: boolean;
  /** Null when it can be given now; otherwise what has to happen first. */
  readonly blockedBy: string | null;
}

export interface RunStateView {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly status: 'done' | 'current' | 'ahead' | 'side';
}

export interface RunView {
  readonly run: string;
  readonly playbook: { readonly id: string; readonly version: number; readonly digest: string };
  readonly title: string;
  readonly startedAt: Instant;
  /** Entry that last moved the run. */
  readonly revision: number;
  /** States in reading order; exactly one is current unless the run is closed. */
  readonly states: readonly RunStateView[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly event: string }[];
  readonly current: string;
  readonly closed: boolean;
  readonly moves: readonly RunMove[];
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
