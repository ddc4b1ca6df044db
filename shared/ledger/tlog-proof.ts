import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { fromBase64, fromUtf8, toBase64, utf8 } from './encoding.ts';
import { mangledText } from './mangled-text.ts';
import { leafHash, pathLength, verifyInclusion } from './merkle.ts';
import type { Primitives } from './primitives.ts';
import { parseNote, type SignedNote } from './signed-note.ts';
import { evaluatePolicy, type Judgement, type TlogPolicy } from './tlog-policy.ts';

/** C2SP tlog-proof, `.tlog-proof`: one entry shown to be in a signed tree, without showing any other entry. */
export interface TlogProof {
  /** Opaque and NOT authenticated; never trusted here. */
  readonly extra: Uint8Array | null;
  readonly index: number;
  /** From the leaf's sibling to the child of the root. */
  readonly hashes: readonly Uint8Array[];
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
}

const HEAD = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^53 entries is 53 high. */
const MAX_HASHES = 63;

/** `note` is the signed checkpoint as it is, cosignatures included. */
export function formatTlogProof(
  index: number,
  hashes: readonly Uint8Array[],
  note: string,
  extra: Uint8Array | null = null,
): string {
  const extraLine = extra === null ? '' : `extra ${toBase64(extra)}\n`;
  return `${HEAD}\n${extraLine}index ${index}\n${hashes.map((hash) => `${toBase64(hash)}\n`).join('')}\n${note}`;
}

export type ParsedProof =
  | { readonly ok: true; readonly proof: TlogProof }
  | { readonly ok: false; readonly why: string };

export function parseTlogProof(bytes: Uint8Array): ParsedProof {
  const text = fromUtf8(bytes);
  if (text === null) return refuse('not UTF-8');
  const mangled = mangledText(text);
  if (mangled !== null) return refuse(mangled);
  if (!text.startsWith(`${HEAD}\n`)) return refuse(`does not begin with ${HEAD}`);
  const gap = text.indexOf('\n\n');
  if (gap < 0) return refuse('no empty line before the checkpoint');
  const [, ...rest] = text.slice(0, gap).split('\n');
  const extraText = rest[0]?.startsWith('extra ') ? rest.shift()?.slice('extra '.length) : undefined;
  const extra = extraText === undefined ? null : fromBase64(extraText);
  if (extraText !== undefined && extra === null) return refuse('the extra data is not strict base64');
  const index = Number(/^index (0|[1-9]\d{0,15})$/.exec(rest.shift() ?? '')?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(index))
    return refuse('after the first line there is no line of the form “index 5” (one space, no leading zero)');
  if (rest.length > MAX_HASHES) return refuse(`more than ${MAX_HASHES} hashes`);
  const hashes: Uint8Array[] = [];
  for (const [i, line] of rest.entries()) {
    const hash = fromBase64(line);
    if (hash?.length !== 32) return refuse(`hash ${i + 1} is not 32 bytes in strict base64`);
    hashes.push(hash);
  }
  const parsed = parseNote(utf8(text.slice(gap + 2)));
  if (!parsed.ok) return refuse(`the checkpoint: ${parsed.why}`);
  const checkpoint = parseCheckpoint(parsed.note.text);
  if (!checkpoint) return refuse('the checkpoint is not three lines of origin, size, root');
  return { ok: true, proof: { extra, index, hashes, note: parsed.note, checkpoint } };
}

/** Why a proof is no proof: its text, who signed, or what it says of these bytes. */
export type ProofFault = 'PROOF_MALFORMED' | 'PROOF_NOT_SIGNED' | 'PROOF_NOT_INCLUDED';

export type ProofVerdict =
  | { readonly holds: true; readonly index: number; readonly checkpoint: Checkpoint; readonly judgement: Judgement }
  | { readonly holds: false; readonly code: ProofFault; readonly why: string };

/**
 * The steps of C2SP tlog-proof in their order: leaf hash from the disclosed bytes, log signature and origin, witness quorum,
 * inclusion. `entry` is exactly what was logged, to the byte.
 */
export function verifyTlogProof(
  primitives: Primitives,
  { proof, entry, policy }: { proof: TlogProof; entry: Uint8Array; policy: TlogPolicy },
): ProofVerdict {
  const { index, hashes, note, checkpoint } = proof;
  const judgement = evaluatePolicy(primitives, policy, note, checkpoint.origin);
  if (!judgement.accepted) return { holds: false, code: 'PROOF_NOT_SIGNED', why: judgement.why };
  const holds = (bytes: Uint8Array): boolean =>
    verifyInclusion(primitives.sha256, {
      index,
      size: checkpoint.size,
      leaf: leafHash(primitives.sha256, bytes),
      proof: hashes,
      root: checkpoint.root,
    });
  return holds(entry)
    ? { holds: true, index, checkpoint, judgement }
    : { holds: false, code: 'PROOF_NOT_INCLUDED', why: inclusionFault(proof, entry, holds) };
}

/** What is wrong, as far as it can be told: what cannot be in this tree, what an editor did, or that the bytes are others. */
function inclusionFault(
  { index, hashes, checkpoint: { size } }: TlogProof,
  entry: Uint8Array,
  holds: (bytes: Uint8Array) => boolean,
): string {
  if (index >= size) return `there is no entry ${index} under a checkpoint of ${size} entries`;
  const needed = pathLength(index, size);
  if (hashes.length !== needed)
    return `the proof has ${hashes.length} hashes, but the way from entry ${index} to the root of ${size} entries takes ${needed}`;
  const end = entry.findLastIndex((byte) => byte !== 0x0a && byte !== 0x0d) + 1;
  if (end < entry.length && holds(entry.subarray(0, end)))
    return 'the file of the entry ends with a line break that the entry does not have: an editor or a shell put it there';
  return `these bytes are not entry ${index} of the ${size} under this checkpoint`;
}

function refuse(why: string): ParsedProof {
  return { ok: false, why };
}
