import { decodeEntry, type EntryFault } from './entry.ts';
import type { Heading } from './heading.ts';
import { leafHash } from './merkle.ts';
import type { Primitives } from './primitives.ts';
import { checkLine, parseNote, type LineState, type NoteKey } from './signed-note.ts';

/** Byte strings end to end: one buffer to hand to another thread, not thousands. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** Entries that are not handed over but read where they lie, by whoever has the store before them too. */
export interface Stretch {
  readonly what: 'stretch';
  readonly from: number;
  readonly count: number;
}

/** Work on bytes alone. `keys`: whoever may have signed, as far as is known; a key that is missing costs time and nothing else. */
export type PackedBatch =
  | { readonly what: 'entries'; readonly packed: Packed }
  | { readonly what: 'notes'; readonly packed: Packed; readonly keys: readonly NoteKey[] };
export type Batch = PackedBatch | Stretch;

export interface EntriesRead {
  readonly what: 'entries';
  /** Leaf hashes end to end. */
  readonly hashes: Uint8Array<ArrayBuffer>;
  /** Entries that cannot be read; all others can. */
  readonly faults: readonly { readonly at: number; readonly code: EntryFault; readonly why: string }[];
}

export interface NotesRead {
  readonly what: 'notes';
  /** For each note that can be read, how it stands with each of the keys, in their order; null for the others. */
  readonly states: readonly (readonly LineState[] | null)[];
}

/** Entries that are as they should be: all there, readable, under their indexes, and the stored leaf hashes are their own. */
export interface SoundStretch {
  readonly what: 'stretch';
  readonly sound: true;
  /** Leaf hashes end to end. */
  readonly hashes: Uint8Array<ArrayBuffer>;
  /** From that place of the stretch on, up to the next, leaving out the entries in `whole`. */
  readonly headings: readonly { readonly at: number; readonly heading: Heading }[];
  /** Canonical text of the entries whose body tells the verifier something. */
  readonly whole: readonly { readonly at: number; readonly text: string }[];
}
/** Anything else is for the judge to read. */
export type StretchRead = SoundStretch | { readonly what: 'stretch'; readonly sound: false };

export type BatchRead = EntriesRead | NotesRead | StretchRead;

export function pack(items: readonly Uint8Array[]): Packed {
  const ends = new Uint32Array(items.length);
  let at = 0;
  for (const [i, item] of items.entries()) ends[i] = at += item.length;
  const bytes = new Uint8Array(at);
  for (const [i, item] of items.entries()) bytes.set(item, (ends[i] ?? 0) - item.length);
  return { bytes, ends };
}

function* unpack({ bytes, ends }: Packed): Iterable<Uint8Array> {
  let at = 0;
  for (const end of ends) {
    yield bytes.subarray(at, end);
    at = end;
  }
}

export function readBatch(batch: PackedBatch, primitives: Primitives): EntriesRead | NotesRead {
  return batch.what === 'entries' ? readEntries(batch.packed, primitives) : readNotes(batch, primitives);
}

function readEntries(packed: Packed, { sha256 }: Primitives): EntriesRead {
  const hashes = new Uint8Array(packed.ends.length * 32);
  const faults: EntriesRead['faults'][number][] = [];
  let at = 0;
  for (const bytes of unpack(packed)) {
    hashes.set(leafHash(sha256, bytes), at * 32);
    const parsed = decodeEntry(bytes);
    if (!parsed.ok) faults.push({ at, code: parsed.code, why: parsed.why });
    at += 1;
  }
  return { what: 'entries', hashes, faults };
}

function readNotes({ packed, keys }: Extract<Batch, { what: 'notes' }>, primitives: Primitives): NotesRead {
  const states = Array.from(unpack(packed), (bytes) => {
    const parsed = parseNote(bytes);
    return parsed.ok ? keys.map((key) => checkLine(primitives, parsed.note, key)) : null;
  });
  return { what: 'notes', states };
}
