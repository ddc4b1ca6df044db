import { fail } from '../../../shared/domain/failure.ts';
import { fromUtf8, toHex } from '../../../shared/ledger/encoding.ts';
import { verifierKey } from '../../../shared/ledger/signed-note.ts';
import { formatTlogProof } from '../../../shared/ledger/tlog-proof.ts';
import type { CosignatureView } from '../../../shared/view/incident-view.ts';
import type { CheckpointText, EntryProof } from '../../../shared/view/proof-text.ts';
import { checkpointAt, inclusionIn, lastCheckpoint, readCheckpoint, type OwnCheckpoint } from '../../ledger/proofs.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { countedCosignatures, logKeyOf } from '../witnesses.ts';

/** One entry for somebody who may see no other: its bytes, and the proof that they are in the signed, if possible witnessed, tree. */
export function proveEntry(desk: Desk, incident: OpenIncident, index: number): EntryProof {
  const { reader } = incident.writer;
  const { sha256 } = desk.services.crypto;
  const stored = reader.read(index, 1)[0];
  if (stored?.index !== index) fail('BAD_INPUT', `there is no entry ${index}`, ['index']);
  const entry = fromUtf8(stored.bytes) ?? fail('LEDGER_DAMAGED', `entry ${index} is not UTF-8`);
  const over = reader.checkpointOver(index) ?? fail('LEDGER_DAMAGED', `no checkpoint covers entry ${index}`);
  const best = bestWitnessed(desk, incident, index) ?? { checkpoint: readCheckpoint(over), cosigned: [] };
  const hashes = inclusionIn(reader, sha256, best.checkpoint, index);
  return {
    proof: formatTlogProof(index, hashes, withCosignatures(best.checkpoint, best.cosigned)),
    entry,
    size: best.checkpoint.size,
    log: verifierKey(sha256, logKeyOf(desk, incident, best.checkpoint.note)),
    witnesses: [...new Set(best.cosigned.map(({ vkey }) => vkey))],
  };
}

export interface WitnessedCheckpoint {
  readonly checkpoint: OwnCheckpoint;
  readonly cosigned: readonly CosignatureView[];
}

/** The checkpoint over the entry that most witnesses cosigned; of several the smallest, which shows the earliest time. */
export function bestWitnessed(desk: Desk, incident: OpenIncident, index: number): WitnessedCheckpoint | null {
  const bySize = Map.groupBy(
    countedCosignatures(desk, incident).filter(({ size }) => size > index),
    ({ size }) => size,
  );
  const witnesses = (cosigned: readonly CosignatureView[]): number => new Set(cosigned.map(({ vkey }) => vkey)).size;
  const [size, cosigned] = [...bySize].sort(
    ([a, of], [b, others]) => witnesses(others) - witnesses(of) || a - b,
  )[0] ?? [0, []];
  const checkpoint = checkpointAt(incident.writer.reader, size);
  return checkpoint && { checkpoint, cosigned };
}

/** The note as stored, with the lines that came later: a signed note may grow signatures, its text may not. */
export function withCosignatures(checkpoint: OwnCheckpoint, cosigned: readonly CosignatureView[]): string {
  return `${checkpoint.text}${cosigned.map(({ cosignature }) => `${cosignature}\n`).join('')}`;
}

/** The last checkpoint, to be kept by someone else: later it shows whether this ledger was rolled back or rewritten. */
export function handOutCheckpoint(desk: Desk, incident: OpenIncident): CheckpointText {
  const { origin, size, root, text } = lastCheckpoint(incident.writer.reader);
  return {
    note: text,
    origin,
    size,
    root: toHex(root),
    log: verifierKey(desk.services.crypto.sha256, logKeyOf(desk, incident)),
  };
}
