import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { ConsoleKey } from './consoles.ts';
import { fromUtf8 } from './encoding.ts';
import { mangledText } from './mangled-text.ts';
import type { Finding } from './finding.ts';
import { PAPER_HEAD, readPaper } from './paper.ts';
import type { Primitives } from './primitives.ts';
import { checkLine, parseNote, type SignedNote } from './signed-note.ts';

export type ReadKnown =
  /** `note`: null for lines alone. */
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly note: SignedNote | null }
  | { readonly ok: false; readonly why: string };

/**
 * A checkpoint that somebody kept, as it comes back: a signed note, its three lines alone, or the lines of a sheet of paper. Whoever
 * holds it vouches for it, so it needs no signature. What cannot be read says why, because it went through mail and editors.
 */
export function readKnown(bytes: Uint8Array): ReadKnown {
  const text = fromUtf8(bytes);
  if (text === null) return refuse('it is not text in UTF-8');
  // Whoever types a sheet in may leave its heading out.
  if (text.includes(PAPER_HEAD) || /^\s*KIND\s/im.test(text)) {
    const read = readPaper(text);
    return read.ok ? { ok: true, checkpoint: read.checkpoint, note: null } : refuse(read.faults.join('; '));
  }
  const mangled = mangledText(text);
  if (mangled !== null) return refuse(mangled);
  if (!text.endsWith('\n')) return refuse('its last line has no line end: it was cut off or copied without it');
  const parsed = parseNote(bytes);
  const checkpoint = parseCheckpoint(parsed.ok ? parsed.note.text : text);
  if (checkpoint) return { ok: true, checkpoint, note: parsed.ok ? parsed.note : null };
  // Of a note that cannot be read, the reason; of a text without signatures, what it should have been.
  return refuse(
    parsed.ok || !text.includes('\n\n') ? 'it is not three lines of origin, size and root (base64)' : parsed.why,
  );
}

function refuse(why: string): ReadKnown {
  return { ok: false, why };
}

type Found = Pick<Finding, 'code' | 'message' | 'checkpoint'>;

/** Holds a ledger against a checkpoint that was handed out earlier: finds rollback and forks, and checkpoints of other ledgers. */
export class KnownCheck {
  readonly #primitives: Primitives;
  readonly #read: ReadKnown | null;
  /** At which size of the ledger to ask; -1 when there is nothing to compare. */
  readonly size: number;
  #answer: 'none' | 'part' | 'differs' = 'none';

  constructor(primitives: Primitives, known: Uint8Array | undefined) {
    this.#primitives = primitives;
    this.#read = known === undefined ? null : readKnown(known);
    this.size = this.#read?.ok ? this.#read.checkpoint.size : -1;
  }

  /** Asked before the ledger is read. */
  unreadable(): Found | null {
    return this.#read === null || this.#read.ok
      ? null
      : { code: 'CHECKPOINT_MALFORMED', message: `the checkpoint you hold cannot be read: ${this.#read.why}` };
  }

  /** Asked when the ledger has this size. `origin`: null when the ledger did not say it. */
  compare(ledger: {
    readonly origin: string | null;
    readonly consoles: readonly ConsoleKey[];
    has(root: Uint8Array): boolean;
  }): Found | null {
    if (!this.#read?.ok) return null;
    const { checkpoint } = this.#read;
    if (ledger.origin !== null && checkpoint.origin !== ledger.origin) return null;
    this.#answer = ledger.has(checkpoint.root) ? 'part' : 'differs';
    if (this.#answer === 'part') return null;
    return {
      code: 'KNOWN_CHECKPOINT_FORK',
      message: `the checkpoint you hold and this ledger tell different stories about the first ${this.size} entries. ${this.#signedBy(ledger.consoles)}`,
      checkpoint: this.size,
    };
  }

  /** Asked at the end. */
  concluded(size: number, origin: string | null): Found | null {
    if (!this.#read?.ok) return null;
    const { checkpoint } = this.#read;
    if (origin !== null && checkpoint.origin !== origin)
      return {
        code: 'ORIGIN_MISMATCH',
        message: `the checkpoint you hold is of another ledger, ${checkpoint.origin}: this is not the record that it was taken of`,
      };
    return checkpoint.size > size
      ? {
          code: 'KNOWN_CHECKPOINT_AHEAD',
          message: `you hold a checkpoint of ${checkpoint.size} entries, this ledger has ${size}: it was rolled back`,
        }
      : null;
  }

  /** What the reader may conclude about the end of the record. */
  statement(found: readonly Finding[]): string {
    if (this.#answer === 'part')
      return `The checkpoint you hold (size ${this.size}) is part of this ledger: it was not rolled back behind it.`;
    if (this.size === 0) return `The checkpoint you hold covers no entries, so it shows nothing. ${ROLLBACK}`;
    const refuted = found.some(({ code }) => code === 'KNOWN_CHECKPOINT_AHEAD' || code === 'KNOWN_CHECKPOINT_FORK');
    return refuted
      ? 'This ledger does not continue the checkpoint you hold. Keep both as they are, and the file that the checkpoint came in.'
      : ROLLBACK;
  }

  /** With the console's own signature under both, it is no slip of the pen. */
  #signedBy(consoles: readonly ConsoleKey[]): string {
    const note = this.#read?.ok ? this.#read.note : null;
    const { origin } = this.#read?.ok ? this.#read.checkpoint : { origin: '' };
    if (note === null) return 'What you hold has no signature: look for a slip in it first.';
    const signed = consoles.some(
      ({ publicKey }) => checkLine(this.#primitives, note, { name: origin, publicKey }) === 'valid',
    );
    return signed
      ? 'The console of this ledger signed what you hold.'
      : 'The console of this ledger did not sign what you hold: it was altered or made up.';
  }
}

const ROLLBACK =
  'Rollback cannot be excluded: whether entries were removed from the end shows only against a checkpoint that someone else holds.';
