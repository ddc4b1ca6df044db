import { BulkheadError, fail } from '../../shared/domain/failure.ts';
import { parseCheckpoint, type Checkpoint } from '../../shared/ledger/checkpoint.ts';
import { fromUtf8 } from '../../shared/ledger/encoding.ts';
import {
  consistencyProof,
  inclusionProof,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../shared/ledger/merkle.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { parseNote, type SignedNote } from '../../shared/ledger/signed-note.ts';
import type { LedgerReader, StoredCheckpoint } from '../ports/ledger-store.ts';

type Hash = Primitives['sha256'];

/** A stored checkpoint, taken apart. */
export interface OwnCheckpoint extends Checkpoint {
  readonly note: SignedNote;
  readonly text: string;
}

/** Throws LEDGER_DAMAGED when the stored note cannot be read. */
export function readCheckpoint({ note: bytes }: StoredCheckpoint): OwnCheckpoint {
  const parsed = parseNote(bytes);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.note.text) : null;
  const text = fromUtf8(bytes);
  if (!parsed.ok || !checkpoint || text === null)
    throw new BulkheadError('LEDGER_DAMAGED', 'a stored checkpoint cannot be read');
  return { ...checkpoint, note: parsed.note, text };
}

/** The checkpoint of exactly this size, or null. */
export function checkpointAt(reader: LedgerReader, size: number): OwnCheckpoint | null {
  const found = size > 0 ? reader.checkpointOver(size - 1) : null;
  return found?.size === size ? readCheckpoint(found) : null;
}

export function lastCheckpoint(reader: LedgerReader): OwnCheckpoint {
  return readCheckpoint(reader.lastCheckpoint() ?? fail('LEDGER_DAMAGED', 'the ledger has no checkpoint'));
}

/** The way from one entry to the root of a checkpoint. Checked before it is given away: the store is not trusted. */
export function inclusionIn(reader: LedgerReader, sha256: Hash, checkpoint: Checkpoint, index: number): Uint8Array[] {
  const leaves = leavesBelow(reader, checkpoint.size);
  const leaf = leaves[index];
  if (!leaf) fail('BAD_INPUT', `there is no entry ${index} under that checkpoint`, ['index']);
  const proof = inclusionProof(sha256, leaves, index);
  if (!verifyInclusion(sha256, { index, size: checkpoint.size, leaf, proof, root: checkpoint.root })) damaged();
  return proof;
}

/** That the tree of `to` extends the tree of `from`; empty from size 0, as C2SP tlog-witness has it. Checked like the above. */
export function consistencyTo(reader: LedgerReader, sha256: Hash, from: number, to: Checkpoint): Uint8Array[] {
  if (from === 0) return [];
  const leaves = leavesBelow(reader, to.size);
  const proof = consistencyProof(sha256, leaves, from);
  const firstRoot = merkleRoot(sha256, leaves.slice(0, from));
  if (!verifyConsistency(sha256, { first: from, second: to.size, firstRoot, secondRoot: to.root, proof })) damaged();
  return proof;
}

function leavesBelow(reader: LedgerReader, size: number): Uint8Array[] {
  const leaves: Uint8Array[] = [];
  for (const { leaf, index } of reader.entries()) {
    if (index >= size) break;
    leaves.push(leaf);
  }
  return leaves.length === size ? leaves : damaged();
}

function damaged(): never {
  return fail('LEDGER_DAMAGED', 'the stored leaf hashes do not lead to the signed root');
}
