import type { Regime, RuleId } from './pack.ts';
import type { Tri } from './tri.ts';

/** Whether a regime applies to one legal entity, and why. `open` is never shown or treated as `does-not-apply`. */
export interface RegimeFinding {
  readonly regime: Regime;
  readonly outcome: 'applies' | 'does-not-apply' | 'open';
  readonly ruleId: RuleId;
  /** Articles the answer rests on. */
  readonly basis: string;
  /** One sentence. */
  readonly reason: string;
  /** What has to be answered to close an open finding; null otherwise. */
  readonly question: string | null;
  readonly sources: readonly string[];
}

export interface RegimeRouting {
  readonly entityId: string;
  /** One per regime, in REGIMES order. */
  readonly findings: readonly RegimeFinding[];
  /** Filled when nothing is mandatory on the answers so far (R8). A decision not to report is recorded all the same. */
  readonly voluntary: readonly string[];
}

/** The incident facts the router reads. */
export interface IncidentQuestions {
  readonly personalDataAffected: Tri;
}
