import { decodeEntry, type ParsedEntry } from './entry.ts';
import type { Heading } from './heading.ts';
import { leafHash } from './merkle.ts';
import type { Primitives } from './primitives.ts';
import type { LineState, NoteKey } from './signed-note.ts';

/** As many entries as are read at a time. Whoever meets damage inside a page of a store then tells the same place. */
export const PAGE = 1024;

/** What is verified: bytes as stored, in order. Read once, front to back, so that a ledger of any length fits in memory. */
export interface LedgerBytes {
  /** `leaf` is the stored leaf hash where the store keeps one; it lets an altered entry be named exactly. */
  readonly entries: Iterable<{ readonly bytes: Uint8Array; readonly leaf: Uint8Array | null }>;
  /** Signed notes in ascending size. */
  readonly checkpoints: Iterable<Uint8Array>;
  /** How many entries there seem to be, where that is known beforehand: for showing how far a check is, for nothing else. */
  readonly size?: number;
  /** The entries from that index on, where the store can be asked for a part of them: others may read it by themselves then. */
  readonly from?: (index: number) => LedgerBytes['entries'];
}

/** What the bytes of one entry give by themselves, before it is judged by what came before. */
export interface ReadEntry {
  /** As stored. */
  readonly leaf: Uint8Array | null;
  /** As computed. */
  readonly hash: Uint8Array;
  readonly parsed: ParsedEntry;
}

/** Of an entry that is sound, and stored with the right leaf hash: all of it that the verifier needs. */
export interface ReadHeading {
  readonly hash: Uint8Array;
  readonly heading: Heading;
}

/** A checkpoint, and how it stands with a key where somebody has worked that out already. */
export interface ReadNote {
  readonly bytes: Uint8Array;
  readonly lineOf?: (key: NoteKey) => LineState | undefined;
}

/** A ledger being read: what can be worked out piece by piece, and so by several threads ahead of the one that judges. */
export interface Reading {
  readonly entries: Iterable<ReadEntry | ReadHeading>;
  readonly checkpoints: Iterable<ReadNote>;
}
export type Reader = (ledger: LedgerBytes, primitives: Primitives) => Reading;

/** Everything where and when it is asked for. Whatever reads ahead has to answer the same (`read-ahead.ts`). */
export const readHere: Reader = ({ entries, checkpoints }, { sha256 }) => {
  function* read(): Iterable<ReadEntry> {
    for (const { bytes, leaf } of entries) yield { leaf, hash: leafHash(sha256, bytes), parsed: decodeEntry(bytes) };
  }
  function* notes(): Iterable<ReadNote> {
    for (const bytes of checkpoints) yield { bytes };
  }
  return { entries: read(), checkpoints: notes() };
};
