import type { Instant } from '../domain/instant.ts';

export interface TimelineRow {
  readonly index: number;
  readonly kind: string;
  /** By the wall clock, as it was recorded. */
  readonly at: Instant;
  /** By the clock of the exercise. */
  readonly exercise: Instant | null;
  readonly event: Instant | null;
  readonly actor: string;
  /** Which action it is about, as the board names it: `K18 svc-checkout`. */
  readonly about: string | null;
  /** One sentence made by the fold, never raw JSON. */
  readonly text: string;
  readonly sealed: boolean;
  /** Under a checkpoint that a trusted witness has cosigned, or that a trusted authority has time-stamped. */
  readonly witnessed: boolean;
}

export interface TimelinePage {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly TimelineRow[];
}

/** One signature line of a checkpoint, and whose it is as far as this console knows. */
export interface SignatureLine {
  readonly name: string;
  readonly keyId: string;
  readonly role: 'console' | 'operator' | 'witness' | 'unknown';
  /** Name of the person or witness; empty when the key is not known here. */
  readonly who: string;
  /** Fingerprint: of the key for console and people, of the verifier key's text for a witness. */
  readonly key: string;
  /** Checked now, over the stored bytes. */
  readonly valid: boolean;
  /** What a witness says of the time; null for the others. */
  readonly time: Instant | null;
}

/** An inclusion path as it can be drawn: what is combined, on which side, and what comes out. From the leaf to the root. */
export interface PathStep {
  readonly sibling: string;
  readonly side: 'left' | 'right';
  readonly result: string;
}

/** A checkpoint over the entry, with the way to it. */
export interface CheckpointProof {
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly lines: readonly SignatureLine[];
  readonly path: readonly PathStep[];
}

/** A time-stamp over the entry: whose word it is, and where its reply lies. */
export interface StampProof {
  /** Index of the entry that put it on record. */
  readonly entry: number;
  readonly genTime: Instant;
  readonly tsa: string;
  readonly serial: string;
  /** Names of the vault items with which `openssl ts -verify` checks it: what was stamped, and the reply. */
  readonly checkpointSha256: string;
  readonly replySha256: string;
  readonly checkpoint: CheckpointProof;
}

/** Everything behind one row, for the person who wants to see the proof. */
export interface EntryDetail {
  readonly index: number;
  /** The canonical bytes as text. */
  readonly canonical: string;
  readonly leafHash: string;
  /** The first checkpoint over the entry: who signed it, and the way from the leaf to its root. */
  readonly sealed: CheckpointProof | null;
  /** The first checkpoint over the entry that a trusted witness cosigned. */
  readonly witnessed: CheckpointProof | null;
  /** The earliest time-stamp over the entry that leads to a root this console trusts. */
  readonly stamped: StampProof | null;
}
