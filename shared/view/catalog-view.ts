import type { Mode, ParamField, QuorumRule, StepName, TargetKind } from '../domain/action.ts';
import type { Asset } from '../domain/asset.ts';
import type { RiskClass } from '../domain/risk.ts';
import type { LeakPattern } from '../domain/leak-pattern.ts';

/** One action that this console can perform or guide. */
export type CatalogAction = CatalogView['actions'][number];

/** What this console can do and ask, independent of any incident. Loaded once by a client. */
export interface CatalogView {
  readonly patterns: readonly LeakPattern[];
  readonly playbooks: readonly {
    readonly id: string;
    readonly title: string;
    readonly summary: string;
    /** Types of the one asset that a run is about; empty where it is about the whole incident. */
    readonly subject: readonly Asset['type'][];
    readonly steps: readonly { readonly title: string; readonly help: string; readonly region: string | null }[];
    /** Actions that are drafted in its runs. */
    readonly actions: readonly string[];
    readonly moves: readonly {
      readonly label: string;
      readonly help: string;
      readonly needs: string;
      readonly signatures: number;
    }[];
  }[];
  /** Decision matrix of PB3. */
  readonly matrix: readonly {
    readonly id: string;
    readonly what: string;
    readonly confirmed: string;
    readonly suspected: string;
    readonly low: string;
  }[];
  readonly actions: readonly {
    readonly id: string;
    readonly title: string;
    readonly purpose: string;
    readonly risk: RiskClass;
    readonly reversal: 'undo' | 'irreversible';
    readonly reversalNote: string;
    readonly blastRadius: string;
    readonly trap: string;
    readonly tested: 'real' | 'contract';
    readonly targets: readonly TargetKind[];
    readonly modes: readonly Mode[];
    readonly leaseMs: number | null;
    readonly needsHold: boolean;
    readonly breakGlass: boolean;
    readonly quorum: QuorumRule;
    /** What each step does, in words. */
    readonly steps: readonly { readonly step: StepName; readonly titles: readonly string[] }[];
    readonly fields: readonly ParamField[];
    /** Programs that `exec` mode needs and this machine lacks. */
    readonly missingPrograms: readonly string[];
  }[];
}
