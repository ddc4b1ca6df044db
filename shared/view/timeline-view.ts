import type { Instant } from '../domain/instant.ts';

export interface TimelineRow {
  readonly index: number;
  readonly kind: string;
  readonly at: Instant;
  readonly event: Instant | null;
  readonly actor: string;
  /** One sentence made by the fold, never raw JSON. */
  readonly text: string;
  readonly sealed: boolean;
}

export interface TimelinePage {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly TimelineRow[];
}

/** Everything behind one row, for the person who wants to see the proof. */
export interface EntryDetail {
  readonly index: number;
  /** The canonical bytes as text. */
  readonly canonical: string;
  readonly leafHash: string;
  readonly checkpoint: { readonly size: number; readonly note: string; readonly signers: readonly string[] } | null;
  readonly inclusion: readonly string[];
}
