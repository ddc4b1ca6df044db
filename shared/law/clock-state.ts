import type { Instant } from '../domain/instant.ts';
import type { EntityFacts } from './entity.ts';
import type { ClockAnchor, ClockId, MomentFact, PeriodOverride, Regime, Stage } from './pack.ts';
import type { Read } from './logic/formula.ts';
import type { IncidentQuestions } from './regime-finding.ts';

/** The events deadlines hang on, as decided by named people. An absent one is unset: it gives no date. */
export interface Anchors {
  /** Awareness differs by regime: of a significant incident (NIS2), of the incident (DORA), of a personal data breach (GDPR). */
  readonly awareAt: Readonly<Partial<Record<Regime, Instant>>>;
  readonly classifiedMajorAt?: Instant;
  /** The latest classification says that it is not major; never together with `classifiedMajorAt`. */
  readonly classifiedNotMajorAt?: Instant;
  /** The authority was told so after an initial notification (ITS 2025/302 Art. 5): no further DORA report is due. */
  readonly reclassifiedAt?: Instant;
  /** First filing of each report, from its receipt. */
  readonly submitted: Readonly<Partial<Record<ClockId, Instant>>>;
  /** Latest UPDATED intermediate report; it moves the DORA final report later (RTS 2025/301 Art. 5(1)(c)). */
  readonly latestIntermediateUpdateAt?: Instant;
  /** Moments recorded as facts. */
  readonly moments?: Readonly<Partial<Record<MomentFact, Instant>>>;
  /** The latest request of an authority and the date it set. */
  readonly request?: { readonly at: Instant; readonly dueAt: Instant };
}

export interface DeadlineInput extends IncidentQuestions {
  readonly entity: EntityFacts;
  /** The answers rows read in `when`; absent: nothing is known. */
  readonly read?: Read;
  readonly anchors: Anchors;
  readonly now: Instant;
  /** National periods the organisation has confirmed, on top of the pack's own. */
  readonly overrides?: readonly PeriodOverride[];
}

export const CLOCK_STATES = ['not-started', 'running', 'submitted', 'late-filed', 'overdue'] as const;
export type ClockStateName = (typeof CLOCK_STATES)[number];

export const PROBLEM_CODES = [
  'BAD_INSTANT',
  'UNKNOWN_TIME_ZONE',
  'AWARE_AFTER_CLASSIFIED',
  'SUBMISSION_OUT_OF_ORDER',
  'UPDATE_WITHOUT_REPORT',
  'BAD_OVERRIDE',
  'EVENT_IN_FUTURE',
  'PACK_OUT_OF_RANGE',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Input that cannot be right. A blocking problem withholds every date of its regime (null: of the entity). */
export interface LawProblem {
  readonly code: ProblemCode;
  /** Path of the field: `anchors.awareAt.DORA`. */
  readonly field: string;
  readonly message: string;
  readonly regime: Regime | null;
  readonly blocking: boolean;
}

export interface ClockState {
  readonly clockId: ClockId;
  /** Its name in the register: `clockId`, or that of the variant that counts. */
  readonly registerId: string;
  readonly entityId: string;
  readonly regime: Regime;
  readonly stage: Stage;
  readonly title: string;
  readonly recipient: string;
  readonly basis: string;
  readonly sources: readonly string[];
  /** `open`: whether the regime applies is not settled; the clock is shown because unknown is not no. */
  readonly applicability: 'applies' | 'open';
  readonly state: ClockStateName;
  readonly anchor: { readonly rule: ClockAnchor; readonly text: string; readonly at: Instant | null };
  /** The date to work to: exact elapsed hours; months at the same local time; express relief included. null = no date exists. */
  readonly due: Instant | null;
  /** The law gives no number: without undue delay, from the anchor on. */
  readonly noNumber: boolean;
  /** `due` as local text with offset: `2026-10-25 14:00 +01:00`. */
  readonly dueLocal: string | null;
  /** Present when `due` was moved by an express weekend or holiday rule. */
  readonly relief: { readonly without: Instant; readonly basis: string; readonly reason: string } | null;
  /** A later reading of the law. Never to be worked to; null when there is none. */
  readonly latestArguable: {
    readonly at: Instant;
    readonly local: string;
    readonly reason: string;
    readonly needsCounsel: true;
  } | null;
  /** Until `due`, negative once missed; null when nothing runs (not started, or filed). */
  readonly remainingMs: number | null;
  readonly submittedAt: Instant | null;
  /**
   * Only where the anchor report is not filed: what `due` would be if the reports before it were filed when due, the first of
   * them now where its date is over. Not a deadline.
   */
  readonly projection: {
    readonly at: Instant;
    readonly local: string;
    readonly assumes: readonly ClockId[];
    readonly filedNow: boolean;
  } | null;
  /** An outer limit that is already known although the clock cannot be computed (DORA.IN with one anchor missing). Not a deadline. */
  readonly guard: { readonly at: Instant; readonly local: string; readonly text: string } | null;
  /** How the date comes about, with article. */
  readonly explanation: string;
  readonly notes: readonly string[];
  /** What national practice says on awareness, where the clock counts from it. */
  readonly nationalAwareness: string | null;
  /** Problems that withhold this clock's date. */
  readonly problems: readonly LawProblem[];
}

export interface ClockReport {
  readonly packVersion: string;
  /** In CLOCK_IDS order; only regimes that apply or are open. Empty when the entity itself is unusable (see problems). */
  readonly clocks: readonly ClockState[];
  readonly problems: readonly LawProblem[];
}
