import type { Asset, Credential } from '../domain/asset.ts';
import type { Instant } from '../domain/instant.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Role } from '../domain/risk.ts';
import type { ClockReport } from '../law/clock-state.ts';
import type { ClockId as FilingStage, Regime } from '../law/pack.ts';
import type { RegimeRouting } from '../law/regime-finding.ts';
import type { ActionView } from './action-view.ts';
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
  readonly kind: 'gate' | 'doubt' | 'offer' | 'output' | 'order' | 'awareness' | 'timestamp' | 'step';
  readonly title: string;
  readonly detail: string;
  /** Where to go: screen and, when it is about one action, its id. */
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

export interface TriageView {
  readonly question: string;
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly note: string;
  readonly entry: number;
}

export interface FactView extends Stamp {
  readonly fact: string;
  readonly value: string | readonly string[];
  readonly provenance: 'actual' | 'estimate' | 'unknown';
  readonly evidence: readonly number[];
  readonly note: string;
}

export interface FilingView extends Stamp {
  readonly stage: FilingStage;
  readonly entity: string;
  readonly filedAt: Instant;
  readonly channel: string;
  readonly receipt: string;
}

export interface DraftLine extends Stamp {
  readonly stage: FilingStage;
  readonly entity: string;
  readonly version: number;
  readonly textSha256: string;
  readonly missing: readonly string[];
}

export interface OfferView extends Stamp {
  readonly to: Person;
  readonly from: Person;
  readonly situation: string;
}

/** One legal entity on the law desk: which regimes and why, and its clocks. */
export interface EntityLegalView {
  readonly entity: string;
  readonly entityName: string;
  readonly timeZone: string;
  readonly routing: RegimeRouting;
  readonly report: ClockReport;
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

/** All that the screens of one incident show, except the timeline, which is paged. */
export interface IncidentView {
  readonly incident: string;
  readonly codename: string;
  readonly pattern: string;
  readonly summary: string;
  readonly exercise: boolean;
  readonly leaked: readonly string[];
  readonly detectedAt: Instant;
  readonly declaredAt: Instant;
  readonly organisation: Organisation;
  readonly commander: Person;
  readonly people: readonly Person[];
  readonly offer: OfferView | null;
  readonly assets: readonly Asset[];
  readonly credentials: readonly (Credential & { readonly wave: 1 | 2 | 3 })[];
  readonly triage: readonly TriageView[];
  readonly facts: readonly FactView[];
  readonly exhibits: readonly ExhibitView[];
  readonly awareness: readonly AwarenessView[];
  readonly classifications: readonly ClassificationView[];
  readonly legal: readonly EntityLegalView[];
  readonly drafts: readonly DraftLine[];
  readonly filings: readonly FilingView[];
  readonly runs: readonly RunView[];
  readonly actions: readonly ActionView[];
  readonly exports: readonly ExportView[];
  readonly cosignatures: readonly CosignatureView[];
  readonly timestampRequests: readonly TimestampRequestView[];
  readonly timestamps: readonly TimestampView[];
  readonly waiting: readonly Waiting[];
  readonly ledger: LedgerHealth;
  /** Index of the last entry that this view takes in; sent back with every decision. */
  readonly revision: number;
  readonly now: Instant;
}
