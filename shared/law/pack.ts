import type { EntityType } from '../domain/organisation.ts';
import type { DoraType } from './entity.ts';
import type { LegalTest } from './criteria.ts';
import type { IncidentQuestions } from './regime-finding.ts';
import type { Formula } from './logic/formula.ts';
import type { MemberState } from './member-state.ts';

/**
 * Regimes this product keeps clocks for. The two tracks of CRA Art. 14 are apart, because each has its own awareness. Widening
 * it is a new member here, rows in a pack and rules in the router.
 */
export const REGIMES = ['NIS2', 'DORA', 'GDPR', 'CRA-V', 'CRA-I', 'AIA', 'GPAI'] as const;
export type Regime = (typeof REGIMES)[number];

export const REGIME_LABELS: Readonly<Record<Regime, string>> = {
  NIS2: 'NIS2',
  DORA: 'DORA',
  GDPR: 'GDPR',
  'CRA-V': 'CRA, exploited vulnerability',
  'CRA-I': 'CRA, severe incident',
  AIA: 'AI Act',
  GPAI: 'AI Act, general-purpose model',
};

/** Rows of the clock register (regulation 0.2), in the order a board lists them. */
export const CLOCK_IDS = [
  'NIS2.EW',
  'NIS2.IN',
  'NIS2.IR',
  'NIS2.FR',
  'NIS2.PR',
  'NIS2.FR2',
  'NIS2.RCP',
  'DORA.IN',
  'DORA.IR',
  'DORA.IRU',
  'DORA.FR',
  'DORA.LATE',
  'DORA.CL',
  'GDPR.33',
  'GDPR.33P',
  'GDPR.34',
  'CRA.V.EW',
  'CRA.V.N',
  'CRA.V.FR',
  'CRA.I.EW',
  'CRA.I.N',
  'CRA.I.FR',
  'AIA.GEN',
  'AIA.INF',
  'AIA.DEATH',
  'GPAI.INF',
  'GPAI.SEC',
  'GPAI.DEATH',
  'GPAI.GEN',
] as const;
export type ClockId = (typeof CLOCK_IDS)[number];

export type Stage =
  | 'early-warning'
  | 'initial'
  | 'intermediate'
  | 'progress'
  | 'final'
  | 'notification'
  | 'late-notice'
  | 'clients';

/**
 * What starts a clock. `submitted` names the report whose filing starts it: never awareness, never a due date. `fact` is a
 * moment recorded as a fact, `requested` the request of an authority, `regime-due` the earliest date of the other clocks.
 */
export type ClockAnchor =
  | { readonly event: 'aware' }
  | { readonly event: 'classified-major' }
  | { readonly event: 'submitted'; readonly clock: ClockId; readonly orLatestUpdate: boolean }
  /** `after`: counts only once that report was filed. */
  | { readonly event: 'fact'; readonly fact: MomentFact; readonly after?: ClockId }
  | { readonly event: 'requested' }
  | { readonly event: 'regime-due' };

/** Facts that are moments a clock counts from. */
export const MOMENT_FACTS = [
  'times.recoveredAt',
  'times.handledAt',
  'times.highRiskConcludedAt',
  'times.measureAvailableAt',
] as const;
export type MomentFact = (typeof MOMENT_FACTS)[number];

/**
 * How long a clock runs. Hours are elapsed hours on UTC; months are calendar months and days calendar days in the entity's zone.
 * `classified-capped`: the earlier of classification + n hours and awareness + m hours; a classification after the cap
 * runs for its own n hours (RTS 2025/301 Art. 5(1)(a), 5(2)). `no-number`: without undue delay, and no date exists.
 * `as-requested`: the date an authority set.
 */
export type Period =
  | { readonly unit: 'hours'; readonly count: number }
  | { readonly unit: 'days'; readonly count: number }
  | { readonly unit: 'months'; readonly count: number }
  | { readonly unit: 'no-number' }
  | { readonly unit: 'as-requested' }
  | {
      readonly unit: 'classified-capped';
      readonly afterClassified: number;
      readonly afterAware: number;
      readonly lateBasis: string;
    };

/** A shorter or other period of a row for some entities, under its own name in the register (NIS2.IN.TSP). */
export interface RowVariant {
  readonly registerId: string;
  /** Type or digital service that brings it. */
  readonly service: EntityType;
  /** Read as three values: unless it is a settled no, the variant counts. */
  readonly unless: Formula;
  readonly period: Period;
  readonly basis: string;
}

/** Express relief for non-working days (regulation 7.3). A row without one counts weekends and holidays (1182/71 Art. 3(3)). */
export interface ReliefRule {
  readonly basis: string;
  /** Hour of the next working day, local, until which a report is in time. */
  readonly untilHour: number;
  /** Kinds of financial entity that do not get it. */
  readonly exceptDoraTypes: readonly DoraType[];
  /** True: essential and important NIS2 entities do not get it. */
  readonly exceptNis2Entities: boolean;
  /** True: the authority can take it away by notified decision. */
  readonly canBeDisapplied: boolean;
  readonly exceptionBasis: string;
}

export interface ClockRow {
  readonly id: ClockId;
  readonly regime: Regime;
  readonly stage: Stage;
  readonly title: string;
  readonly anchor: ClockAnchor;
  /** The anchor in words, as a sentence part: "the entity became aware of the significant incident". */
  readonly anchorText: string;
  readonly period: Period;
  readonly relief: ReliefRule | null;
  readonly recipient: string;
  readonly basis: string;
  /** When the row concerns the incident at all; absent: always. Unknown shows it as open. */
  readonly when?: Formula;
  /** GDPR tells the controller from the processor; absent: both. */
  readonly role?: 'controller' | 'processor';
  readonly variant?: RowVariant;
  /** A report that, once filed, takes the place of this one. */
  readonly replacedBy?: ClockId;
  /** Sentences shown with the clock: what the number does not say. */
  readonly notes: readonly string[];
  readonly sources: readonly string[];
}

/** What the person who decides on awareness reads beside the form. */
export interface AwarenessGuidance {
  readonly question: string;
  readonly text: readonly string[];
  readonly basis: string;
  readonly sources: readonly string[];
}

/** A national period that replaces the one of a row. Only a shorter one: the directive's number is a ceiling. */
export interface PeriodOverride {
  readonly memberState: MemberState;
  readonly clock: ClockId;
  readonly hours: number;
  readonly basis: string;
  readonly sources: readonly string[];
}

/** Row of the regime router (regulation 0.1) as data. */
export interface RegimeRule {
  readonly id: string;
  readonly basis: string;
  readonly sources: readonly string[];
}

/** National NIS2 law as at the pack's status date (regulation 3.2). `not-found` = no law in force was found, which is not a no. */
export interface NationalNis2 {
  readonly status: 'in-force' | 'not-found' | 'unconfirmed';
  readonly law: string;
  /** What national practice says on awareness, if it differs. */
  readonly awareness?: string;
  /** What national law asks beside the directive. */
  readonly differences?: readonly string[];
  /** Where a report is filed; portals change, so it is checked before it is used. */
  readonly channel?: { readonly text: string; readonly confirmed: boolean };
  readonly sources: readonly string[];
}

/** Regimes whose reports go to a national authority that the directory of a pack names. */
export const DIRECTORY_REGIMES = ['NIS2', 'DORA', 'GDPR'] as const;
export type DirectoryRegime = (typeof DIRECTORY_REGIMES)[number];

/** Who takes reports in a Member State, and how. Names and portals change: it is checked before it is used. */
export interface Authority {
  /** Empty where only the way is known. */
  readonly name: string;
  /** Empty: not known. Never guessed. */
  readonly channel: string;
  /** Seen in a source, name and channel as they stand here. */
  readonly confirmed: boolean;
  /** Tags of sources, or `#entry` where a person changed it for an incident. */
  readonly sources: readonly string[];
}
export type Directory = Readonly<
  Partial<Record<MemberState, Readonly<Partial<Record<DirectoryRegime, readonly Authority[]>>>>>
>;

/** A non-working day by rule. `weekday` counts ISO 1 = Monday; `nth` -1 is the last one of the month. */
export type HolidayRule =
  | { readonly kind: 'fixed'; readonly month: number; readonly day: number; readonly name: string }
  | { readonly kind: 'easter'; readonly offset: number; readonly name: string }
  /** One day of one year: a holiday, or a working day whatever the other rules say. */
  | { readonly kind: 'date' | 'working'; readonly date: string; readonly name: string }
  | {
      readonly kind: 'weekday';
      readonly month: number;
      readonly nth: number;
      readonly weekday: number;
      readonly name: string;
    };

export interface HolidayCalendar {
  readonly memberState: MemberState;
  readonly version: string;
  readonly rules: readonly HolidayRule[];
}

export interface Source {
  readonly tag: string;
  readonly title: string;
}

/** Names of the router rules every pack must carry; R7 came with eu-2026-11-2, and an earlier pack answers without it. */
export const RULE_IDS = [
  'R1',
  'R1-SUPPRESS',
  'R2',
  'R3',
  'R4',
  'R4-PROCESSOR',
  'R5-V',
  'R5-I',
  'R6',
  'R7',
  'R8',
  'R8-NATIONAL',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** The law as data: no legal number, article or authority is written anywhere else in shared/law. */
export interface RulePack {
  readonly packVersion: string;
  readonly title: string;
  /** `pending` is law that is not in force: off, only to be compared with. */
  readonly status: 'in-force' | 'pending';
  readonly jurisdiction: 'EU';
  /** Calendar dates. The pack answers for events from `validFrom` up to and without `validTo`. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Day on which the state of the law was last checked. */
  readonly statusDate: string;
  readonly clocks: readonly ClockRow[];
  readonly overrides: readonly PeriodOverride[];
  readonly rules: Readonly<Record<Exclude<RuleId, 'R7'>, RegimeRule>> & { readonly R7?: RegimeRule };
  /** Entity types that are financial entities (R1) with the DORA type they imply. */
  readonly financialTypes: Readonly<Partial<Record<EntityType, DoraType>>>;
  /** Entity types bound by Implementing Regulation (EU) 2024/2690 (R2). */
  readonly digitalTypes: readonly EntityType[];
  /** Tests of significance and of duty, in the order they are shown. */
  readonly tests: readonly LegalTest[];
  /** What the router asks of the incident. */
  readonly questions: Readonly<Record<Exclude<keyof IncidentQuestions, 'gpaiIncident'>, Formula>> & {
    readonly gpaiIncident?: Formula;
  };
  /** By regime: a regime without guidance is one the pack does not know. */
  readonly awareness: Readonly<Record<Exclude<Regime, 'GPAI'>, AwarenessGuidance>> & {
    readonly GPAI?: AwarenessGuidance;
  };
  readonly nationalNis2: Readonly<Partial<Record<MemberState, NationalNis2>>>;
  /** Authorities by Member State; absent in packs before eu-2026-11-2. */
  readonly directory?: Directory;
  readonly voluntaryRoutes: readonly string[];
  /** How a period can be argued to end later (Regulation 1182/71), per unit. Never an operational date. */
  readonly arguable: {
    readonly hours: string;
    readonly days: string;
    readonly months: string;
    readonly rolled: string;
  };
  /** Regimes that are latent until a date (regulation 6.1): shown, not yet mandatory. */
  readonly dormantUntil: Readonly<Partial<Record<Regime, { readonly date: string; readonly basis: string }>>>;
  readonly calendars: readonly HolidayCalendar[];
  readonly sources: readonly Source[];
}

/** Regimes the pack answers for, in REGIMES order. An earlier pack says nothing of what came later. */
export function regimesOf(pack: RulePack): readonly Regime[] {
  return REGIMES.filter((regime) => pack.awareness[regime] !== undefined);
}
