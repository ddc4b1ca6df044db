import { parseCheckpoint, type Checkpoint } from '../../shared/ledger/checkpoint.ts';
import { decodeEntry } from '../../shared/ledger/entry.ts';
import { givenPolicy } from '../../shared/ledger/given-policy.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { parseNote } from '../../shared/ledger/signed-note.ts';
import { evaluatePolicy, type Judgement } from '../../shared/ledger/tlog-policy.ts';
import { parseTlogProof, verifyTlogProof, type ProofFault } from '../../shared/ledger/tlog-proof.ts';
import { entryText } from '../../shared/view/entry-text.ts';

export interface Given {
  /** A `.tlog-proof`, or a checkpoint alone. */
  readonly proof: Uint8Array;
  /** The disclosed entry, to the byte; not needed for a checkpoint. */
  readonly entry: Uint8Array | null;
  /** Verifier keys, one a line, or a policy. */
  readonly keys: Uint8Array;
}

export type Answer =
  /** `code`: null when something is missing for a check. */
  | { readonly holds: false; readonly code: ProofFault | null; readonly why: string }
  | {
      readonly holds: true;
      readonly checkpoint: Checkpoint;
      readonly judgement: Judgement;
      /** Null for a checkpoint alone. */
      readonly entry: { readonly index: number; readonly says: string | null } | null;
    };

/** The check that `bulkhead check-proof` makes, for one entry or for a checkpoint alone. */
export function checkGiven(primitives: Primitives, { proof: bytes, entry, keys }: Given): Answer {
  const given = givenPolicy(primitives.sha256, keys);
  if (!given.ok) return refuse(null, `The keys cannot be read: ${given.why}.`);
  const note = parseNote(bytes);
  const checkpoint = note.ok ? parseCheckpoint(note.note.text) : null;
  if (note.ok && checkpoint) {
    const judgement = evaluatePolicy(primitives, given.policy, note.note, checkpoint.origin);
    return judgement.accepted
      ? { holds: true, checkpoint, judgement, entry: null }
      : refuse('PROOF_NOT_SIGNED', `${judgement.why}.`);
  }
  const parsed = parseTlogProof(bytes);
  if (!parsed.ok) return refuse('PROOF_MALFORMED', `The proof cannot be read: ${parsed.why}.`);
  if (entry === null) return refuse(null, 'Choose the file of the entry too: a proof is about its very bytes.');
  const verdict = verifyTlogProof(primitives, { proof: parsed.proof, entry, policy: given.policy });
  if (!verdict.holds) return refuse(verdict.code, `${verdict.why}.`);
  const decoded = decodeEntry(entry);
  const says = decoded.ok
    ? `${decoded.entry.at.recorded}: ${entryText(decoded.entry, (fingerprint) => fingerprint.slice(0, 16))}`
    : null;
  return {
    holds: true,
    checkpoint: verdict.checkpoint,
    judgement: verdict.judgement,
    entry: { index: verdict.index, says },
  };
}

function refuse(code: ProofFault | null, why: string): Answer {
  return { holds: false, code, why };
}
