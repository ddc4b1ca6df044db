import type { Asset, Credential } from '../domain/asset.ts';
import type { Instant } from '../domain/instant.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Role } from '../domain/risk.ts';
import type { DrillView } from '../exercise/drill.ts';
import type { ClockReport } from '../law/clock-state.ts';
import type { Language } from '../law/forms/language.ts';
import type { DocumentView, SignOffView } from './sign-off.ts';
import type { ClockId as FilingStage, Regime, RulePack } from '../law/pack.ts';
import type { RegimeRouting } from '../law/regime-finding.ts';
import type { ActionView, ForeignActionView } from './action-view.ts';
import type { EntryBody } from '../ledger/entry.ts';
import type { RunView } from './run-view.ts';

export interface Person {
  readonly fingerprint: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface Stamp {
  readonly entry: number;
  readonly at: Instant;
  readonly by: string;
}

export interface LedgerHealth {
  /** Entries recorded: durable and read back. */
  readonly recorded: number;
  /** Entries under a signed checkpoint. */
  readonly sealed: number;
  /** Hex root of the last checkpoint. */
  readonly root: string;
  readonly origin: string;
  readonly lastSealedAt: Instant | null;
  readonly problem: string | null;
  /** The largest size that a trusted witness outside has cosigned: up to there a rollback would be noticed. */
  readonly witnessed: { readonly size: number; readonly by: string; readonly at: Instant } | null;
  /** The largest size under a time-stamp of a trusted authority: those entries existed not later than `genTime`. */
  readonly timestamped: { readonly size: number; readonly genTime: Instant; readonly tsa: string } | null;
}

/** One thing that waits for a person. Sorted by the console: most pressing first. */
export interface Waiting {
  readonly kind:
    | 'lease'
    | 'gate'
    | 'doubt'
    | 'broken'
    | 'offer'
    | 'output'
    | 'order'
    | 'deadline'
    | 'awareness'
    | 'timestamp'
    | 'step';
  readonly title: string;
  readonly detail: string;
  /** Where to go: screen, and on Run the action, on Notifications `entity/tab`. */
  readonly screen: 'command' | 'run' | 'evidence' | 'notifications' | 'handoff';
  readonly action: string | null;
}

export interface AwarenessView extends Stamp {
  readonly regime: Regime;
  readonly entity: string;
  readonly awareAt: Instant;
  readonly reason: string;
}

export interface ClassificationView extends Stamp {
  readonly entity: string;
  readonly major: boolean;
  readonly classifiedAt: Instant;
  readonly reason: string;
}

export interface ExhibitView extends Stamp {
  readonly exhibit: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly source: string;
  readonly method: string;
  readonly mediaType: string;
  readonly collectedBy: string;
}

/** One decision of the log, with what was objected later. What was known: the entries before its own. */
export interface DecisionView extends Stamp, Readonly<EntryBody<'decision.recorded'>> {
  readonly objections: readonly (Stamp & { readonly text: string })[];
}

/** A retrain order as it was signed. */
export interface RetrainOrderView extends Stamp, Readonly<EntryBody<'retrain.ordered'>> {}

/** A legal hold: what must not be destroyed, and the sealed copies of it. */
export interface HoldView extends Stamp {
  readonly hold: string;
  /** Asset or credential; null for everything. */
  readonly target: string | null;
  readonly scope: string;
  readonly exhibits: readonly string[];
  readonly reason: string;
  readonly released: (Stamp & { readonly reason: string }) | null;
}

export interface TriageView {
  readonly question: string;
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly note: string;
  readonly entry: number;
}

export interface FactView extends Stamp {
  readonly fact: string;
  /** Whose answer it is alone; absent: of every entity that has none of its own. */
  readonly entity?: string;
  readonly value: string | readonly string[];
  readonly provenance: 'actual' | 'estimate' | 'unknown';
  readonly evidence: readonly number[];
  readonly note: string;
}

/** What was filed elsewhere, by receipt. */
export interface FilingView extends Stamp, Readonly<EntryBody<'notification.filed'>> {}

/** What a person answered to a field of a form. */
export interface AnswerView extends Stamp, Readonly<EntryBody<'field.answered'>> {}

export interface DraftLine extends Stamp {
  /** Id of the form; empty for a stage this version has no form for. */
  readonly form: string;
  readonly stage: FilingStage | null;
  readonly language: Language;
  readonly entity: string;
  readonly version: number;
  readonly textSha256: string;
  /** The draft as data; null in older entries. */
  readonly draftSha256: string | null;
  readonly missing: readonly string[];
}

/** A decision that a regime does not apply, as recorded. */
export interface DismissalLine extends Stamp, Readonly<EntryBody<'regime.dismissed'>> {}
export interface RequestView extends Stamp, Readonly<EntryBody<'authority.requested'>> {}
/** A filing that was recorded by mistake, and why. */
export interface StruckFilingView extends Stamp {
  readonly filing: FilingView;
  readonly reason: string;
}

/** An own answer of an entity that was taken back, and why; the stamp is that of taking it back. */
export interface WithdrawnFactView extends Stamp {
  readonly answer: FactView;
  readonly reason: string;
}

export interface ExplanationView extends Stamp, Readonly<EntryBody<'filing.explained'>> {}
export interface AdjustmentView extends Stamp, Readonly<EntryBody<'law.adjusted'>> {}

/** A dismissal, and what opened it again if something did. */
export interface DismissalView extends Stamp {
  readonly regime: Regime;
  readonly reason: string;
  readonly packVersion: string;
  readonly reopened: { readonly entry: number; readonly why: string } | null;
}

/** The rule pack that answers, as the screens name it. */
export interface LawPackView {
  readonly packVersion: string;
  readonly title: string;
  readonly statusDate: string;
  readonly sha256: string;
  readonly signature: { readonly by: string; readonly verified: boolean };
  readonly awareness: RulePack['awareness'];
  readonly sources: readonly { readonly tag: string; readonly title: string }[];
}

export interface OfferView extends Stamp {
  readonly to: Person;
  readonly from: Person;
  readonly situation: string;
}

/** An offer that was taken back by who made it, or declined by whom it was made to; stamped with that. */
export interface EndedOfferView extends OfferView {
  readonly declined: boolean;
}

/** One legal entity on the law desk: which regimes and why, and its clocks. */
export interface EntityLegalView {
  readonly entity: string;
  readonly entityName: string;
  readonly timeZone: string;
  readonly routing: RegimeRouting;
  readonly report: ClockReport;
  /** Latest "not applicable" of each regime that has one. */
  readonly dismissals: readonly DismissalView[];
}

export interface ExportView extends Stamp {
  readonly name: string;
  readonly path: string | null;
  readonly size: number;
  readonly root: string;
  readonly purpose: string;
  readonly recipient: string;
}

/** One cosignature on record. `at` and `by` say who recorded it here; `time` is the witness's own clock. */
export interface CosignatureView extends Stamp {
  readonly size: number;
  readonly root: string;
  readonly witness: string;
  readonly vkey: string;
  readonly cosignature: string;
  readonly time: Instant;
}

/** A request over a frozen checkpoint; answered when a time-stamp names its entry. */
export interface TimestampRequestView extends Stamp, Readonly<EntryBody<'timestamp.requested'>> {}

/** A time-stamp on record. `at` and `by` say who recorded it here; `genTime` is the authority's own clock. */
export interface TimestampView extends Stamp, Readonly<EntryBody<'timestamp.received'>> {}

/** How an exercise is played: its `now` goes on at this pace while it ticks. */
export interface PlayClockView {
  readonly pace: number;
  readonly running: boolean;
  /** Running, and not stopped by itself after hours in which nobody touched it. */
  readonly ticking: boolean;
  /** Real time. */
  readonly wall: Instant;
}

/** All that the screens of one incident show, except the timeline, which is paged. */
export interface IncidentView {
  readonly incident: string;
  readonly codename: string;
  readonly pattern: string;
  readonly summary: string;
  readonly exercise: boolean;
  /** Null in a live incident, and until an exercise has a clock. */
  readonly playClock: PlayClockView | null;
  /** Who facilitates, and what the players got; null in a live incident, and until an exercise has a script. */
  readonly drill: DrillView | null;
  readonly leaked: readonly string[];
  readonly detectedAt: Instant;
  readonly declaredAt: Instant;
  readonly organisation: Organisation;
  readonly commander: Person;
  readonly people: readonly Person[];
  readonly offer: OfferView | null;
  /** The last offer that came to nothing, until command is offered again or changes hands. */
  readonly endedOffer: EndedOfferView | null;
  readonly assets: readonly Asset[];
  readonly credentials: readonly (Credential & { readonly wave: 1 | 2 | 3 })[];
  readonly triage: readonly TriageView[];
  /** Answers that hold for every entity without one of its own. */
  readonly facts: readonly FactView[];
  /** Answers of one entity each, in the order they were recorded: the last one counts. */
  readonly ownFacts: readonly FactView[];
  readonly withdrawnFacts: readonly WithdrawnFactView[];
  readonly exhibits: readonly ExhibitView[];
  readonly holds: readonly HoldView[];
  readonly decisions: readonly DecisionView[];
  readonly retrainOrders: readonly RetrainOrderView[];
  readonly awareness: readonly AwarenessView[];
  readonly classifications: readonly ClassificationView[];
  readonly legal: readonly EntityLegalView[];
  readonly pack: LawPackView;
  readonly requests: readonly RequestView[];
  readonly explanations: readonly ExplanationView[];
  readonly adjustments: readonly AdjustmentView[];
  readonly drafts: readonly DraftLine[];
  readonly filings: readonly FilingView[];
  readonly struckFilings: readonly StruckFilingView[];
  /** One for each kept draft, in their order. */
  readonly signOffs: readonly SignOffView[];
  readonly documents: readonly DocumentView[];
  readonly runs: readonly RunView[];
  readonly actions: readonly ActionView[];
  readonly foreignActions: readonly ForeignActionView[];
  readonly exports: readonly ExportView[];
  readonly cosignatures: readonly CosignatureView[];
  readonly timestampRequests: readonly TimestampRequestView[];
  readonly timestamps: readonly TimestampView[];
  readonly waiting: readonly Waiting[];
  readonly ledger: LedgerHealth;
  /** Index of the last entry that this view takes in; sent back with every decision. */
  readonly revision: number;
  /** By the clock that the incident goes by. */
  readonly now: Instant;
}
