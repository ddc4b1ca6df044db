import type { FailureCode } from '../domain/failure.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { equalBytes, fromBase64, fromUtf8, toBase64, utf8 } from './encoding.ts';
import { mangledText } from './mangled-text.ts';
import { verifyConsistency } from './merkle.ts';
import type { Primitives } from './primitives.ts';
import { checkLine, parseNote, type SignedNote } from './signed-note.ts';
import type { VerifierKey } from './verifier-key.ts';

/**
 * C2SP tlog-witness v1.0.0, the request and the decision, without HTTP: the text travels by file, by stick or as a code on a
 * screen. Status numbers are kept, so that any description of the protocol fits.
 */
export interface WitnessRequest {
  /** Size of the tree that the log believes this witness cosigned last; 0 for never. */
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

/** "The client MUST NOT send more than 63 consistency proof lines." */
const MAX_PROOF = 63;
const SIZE = '(0|[1-9]\\d{0,15})';
const OLD_LINE = new RegExp(`^old ${SIZE}$`);

/** `note` is the signed checkpoint as it is. */
export function formatWitnessRequest(old: number, proof: readonly Uint8Array[], note: string): string {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
}

export type ParsedRequest =
  | { readonly ok: true; readonly request: WitnessRequest }
  | { readonly ok: false; readonly why: string };

export function parseWitnessRequest(bytes: Uint8Array): ParsedRequest {
  const text = fromUtf8(bytes);
  if (text === null) return refuse('not UTF-8');
  const mangled = mangledText(text);
  if (mangled !== null) return refuse(mangled);
  const gap = text.indexOf('\n\n');
  if (gap < 0) return refuse('no empty line before the checkpoint');
  const [oldLine = '', ...proofLines] = text.slice(0, gap).split('\n');
  const old = Number(OLD_LINE.exec(oldLine)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(old)) return refuse('the first line is not "old" and a size');
  if (proofLines.length > MAX_PROOF) return refuse(`more than ${MAX_PROOF} proof lines`);
  const proof: Uint8Array[] = [];
  for (const [i, line] of proofLines.entries()) {
    const hash = fromBase64(line);
    if (hash?.length !== 32) return refuse(`proof line ${i + 1} is not a hash in strict base64`);
    proof.push(hash);
  }
  const parsed = parseNote(utf8(text.slice(gap + 2)));
  if (!parsed.ok) return refuse(`the checkpoint: ${parsed.why}`);
  const checkpoint = parseCheckpoint(parsed.note.text);
  if (!checkpoint) return refuse('the checkpoint is not three lines of origin, size, root');
  return { ok: true, request: { old, proof, note: parsed.note, checkpoint } };
}

/** The largest tree of an origin that a witness has cosigned. */
export interface LastSeen {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What a witness knows before it reads a request. */
export interface WitnessMemory {
  /** Keys of the log with this origin; empty for an origin it does not serve. */
  readonly keys: readonly VerifierKey[];
  readonly seen: LastSeen | null;
}

/**
 * What the status numbers leave open. 409 is `REQUEST_STALE` where the log only has to ask again, `REQUEST_BEHIND` where its
 * tree is smaller than what was seen, and `LOG_FORKED` where another tree of the same size is signed by the log.
 */
export type WitnessRefusal = Extract<
  FailureCode,
  | 'REQUEST_UNREADABLE'
  | 'LOG_UNKNOWN'
  | 'LOG_KEY_WRONG'
  | 'REQUEST_STALE'
  | 'REQUEST_BEHIND'
  | 'LOG_FORKED'
  | 'PROOF_INVALID'
>;

export type WitnessDecision =
  | { readonly status: 200; readonly note: SignedNote; readonly checkpoint: Checkpoint }
  /** `size`: what the witness saw last; the log has to ask again from there, or has lost entries since. */
  | { readonly status: 409; readonly size: number; readonly code: WitnessRefusal; readonly why: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly code: WitnessRefusal; readonly why: string };

/**
 * Decides as C2SP tlog-witness says, in its order. Pure: the caller looks the memory up by origin, and must write the new
 * {size, root} down durably, under the same lock, before anyone sees the cosignature.
 */
export function decideWitness(
  primitives: Primitives,
  bytes: Uint8Array,
  memoryOf: (origin: string) => WitnessMemory,
): WitnessDecision {
  const parsed = parseWitnessRequest(bytes);
  if (!parsed.ok) return { status: 400, code: 'REQUEST_UNREADABLE', why: parsed.why };
  const { old, proof, note, checkpoint } = parsed.request;
  const { keys, seen } = memoryOf(checkpoint.origin);
  if (keys.length === 0)
    return { status: 404, code: 'LOG_UNKNOWN', why: `the log ${checkpoint.origin} is not known here` };
  // Signed-note: a known key whose line fails spoils the note, however many others verify.
  const states = keys.map((key) => checkLine(primitives, note, key));
  if (!states.includes('valid') || states.includes('invalid'))
    return { status: 403, code: 'LOG_KEY_WRONG', why: 'no valid signature by a key of this log' };
  if (old > checkpoint.size)
    return {
      status: 400,
      code: 'REQUEST_UNREADABLE',
      why: `old size ${old} is beyond the checkpoint of size ${checkpoint.size}`,
    };
  const last = seen?.size ?? 0;
  if (old !== last) return { status: 409, size: last, ...conflict(old, checkpoint, seen) };
  const fault = treeFault(primitives, { old, proof, checkpoint, seen });
  return fault === null ? { status: 200, note, checkpoint } : { status: 422, ...fault };
}

interface Fault {
  readonly code: WitnessRefusal;
  readonly why: string;
}

/** Why the log and this witness do not speak of the same size. */
function conflict(old: number, { size, root }: Checkpoint, seen: LastSeen | null): Fault {
  const last = seen?.size ?? 0;
  if (seen && size === last && !equalBytes(root, seen.root)) return forked(size);
  if (size < last)
    return {
      code: 'REQUEST_BEHIND',
      why: `this witness saw ${last} entries last, the request covers ${size}: it is an old one, or entries were removed`,
    };
  return { code: 'REQUEST_STALE', why: `this witness saw ${last} entries last, the request says ${old}` };
}

function forked(size: number): Fault {
  return { code: 'LOG_FORKED', why: `two different trees of ${size} entries: this log was forked` };
}

interface Claim extends Pick<WitnessRequest, 'old' | 'proof' | 'checkpoint'> {
  readonly seen: LastSeen | null;
}

/** Why the checkpoint does not extend what was seen, or null when it does. */
function treeFault({ sha256 }: Primitives, { old, proof, checkpoint, seen }: Claim): Fault | null {
  const { size, root } = checkpoint;
  // tlog-witness has sizes 0 outside RFC 6962: nothing can be proven about an empty tree, and there is only one.
  if (size === 0 && !equalBytes(root, sha256(new Uint8Array(0))))
    return unproven('a tree of size 0 has one root, and it is not this');
  if (old === 0) return proof.length === 0 ? null : unproven('from size 0 the proof has to be empty');
  if (!seen) return unproven('nothing to compare with');
  if (old === size && !equalBytes(root, seen.root)) return forked(size);
  const extended = verifyConsistency(sha256, {
    first: old,
    second: size,
    firstRoot: seen.root,
    secondRoot: root,
    proof,
  });
  return extended
    ? null
    : unproven(
        `the ${size} entries are not an extension of the ${old} that were seen: entries were changed or removed`,
      );
}

function unproven(why: string): Fault {
  return { code: 'PROOF_INVALID', why };
}

function refuse(why: string): ParsedRequest {
  return { ok: false, why };
}
