import type { Regime, RuleId } from './pack.ts';
import type { Tri } from './tri.ts';

/** Whether a regime applies to one legal entity, and why. `open` is never shown or treated as `does-not-apply`. */
export interface RegimeFinding {
  readonly regime: Regime;
  readonly outcome: 'applies' | 'does-not-apply' | 'open';
  readonly ruleId: RuleId;
  /** Articles the answer rests on. */
  readonly basis: string;
  /** A rule that fired as well and was overruled or left open by this one; null otherwise. */
  readonly after: { readonly ruleId: RuleId; readonly basis: string } | null;
  /** One sentence. */
  readonly reason: string;
  /** What has to be answered to close an open finding; null otherwise. */
  readonly question: string | null;
  readonly sources: readonly string[];
  /** What the answer rests on, in words: "NIS2 class: important". */
  readonly facts: readonly string[];
  /** The fewest answers that, changed, would change the outcome. */
  readonly changes: readonly string[];
  /** Something recorded points to it. A regime that is open only because nobody has described the entity is shown, not pressed. */
  readonly raised: boolean;
  /** Latent until a date of the pack (AI Act): shown, not yet mandatory. */
  readonly dormant: string | null;
}

export interface RegimeRouting {
  readonly entityId: string;
  /** One per regime the pack knows, in REGIMES order. */
  readonly findings: readonly RegimeFinding[];
  /** Filled when nothing is mandatory on the answers so far (R8). A decision not to report is recorded all the same. */
  readonly voluntary: readonly string[];
}

/** The incident facts the router reads. */
export interface IncidentQuestions {
  readonly personalDataAffected: Tri;
  /** Facts of the CRA and AI Act tests; absent: not known. */
  readonly craProduct?: Tri;
  readonly craExploited?: Tri;
  readonly craSevere?: Tri;
  readonly aiHarm?: Tri;
  readonly gpaiIncident?: Tri;
}
