import { fail } from '../../../shared/domain/failure.ts';
import { instantFromMs, msOf } from '../../../shared/domain/instant.ts';
import { operatorKeyName } from '../../../shared/ledger/checkpoint.ts';
import { checkCosignature } from '../../../shared/ledger/cosignature.ts';
import { equalBytes, fromBase64, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { inclusionSteps } from '../../../shared/ledger/inclusion-path.ts';
import {
  checkLine,
  noteKeyId,
  parseNote,
  type NoteSignature,
  type SignedNote,
} from '../../../shared/ledger/signed-note.ts';
import type { CosignatureView } from '../../../shared/view/incident-view.ts';
import type { CheckpointProof, EntryDetail, SignatureLine, StampProof } from '../../../shared/view/timeline-view.ts';
import { checkpointAt, inclusionIn, readCheckpoint, type OwnCheckpoint } from '../../ledger/proofs.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { countedTimestamps } from '../timestamps.ts';
import { bestWitnessed, withCosignatures } from '../use-cases/prove-entry.ts';
import { logKeyOf, trustedWitnesses } from '../witnesses.ts';

/** The proof behind one row: bytes, leaf hash, the checkpoint that seals it, the one that was witnessed, and the way to each. */
export function entryDetail(desk: Desk, incident: OpenIncident, index: number): EntryDetail {
  const { reader } = incident.writer;
  const stored = reader.read(index, 1)[0];
  if (stored?.index !== index) fail('BAD_INPUT', `there is no entry ${index}`, ['index']);
  const over = reader.checkpointOver(index);
  const witnessed = bestWitnessed(desk, incident, index);
  const proofOf = (checkpoint: OwnCheckpoint, cosigned: readonly CosignatureView[]): CheckpointProof =>
    checkpointProof(desk, incident, { checkpoint, cosigned, index, leaf: stored.leaf });
  return {
    index,
    canonical: new TextDecoder().decode(stored.bytes),
    leafHash: toHex(stored.leaf),
    sealed: over && proofOf(readCheckpoint(over), []),
    witnessed: witnessed && proofOf(witnessed.checkpoint, witnessed.cosigned),
    stamped: earliestStamp(desk, incident, index, (checkpoint) => proofOf(checkpoint, [])),
  };
}

/** Of several stamps the earliest says most: the entry existed by then. */
function earliestStamp(
  desk: Desk,
  incident: OpenIncident,
  index: number,
  proofOf: (checkpoint: OwnCheckpoint) => CheckpointProof,
): StampProof | null {
  const [stamp] = countedTimestamps(desk, incident)
    .filter(({ size }) => size > index)
    .sort((a, b) => msOf(a.genTime) - msOf(b.genTime));
  const checkpoint = stamp && checkpointAt(incident.writer.reader, stamp.size);
  if (!stamp || !checkpoint) return null;
  const { entry, genTime, tsaName, serial, checkpointSha256, replySha256 } = stamp;
  return { entry, genTime, tsa: tsaName, serial, checkpointSha256, replySha256, checkpoint: proofOf(checkpoint) };
}

interface Under {
  readonly checkpoint: OwnCheckpoint;
  readonly cosigned: readonly CosignatureView[];
  readonly index: number;
  readonly leaf: Uint8Array;
}

function checkpointProof(
  desk: Desk,
  incident: OpenIncident,
  { checkpoint, cosigned, index, leaf }: Under,
): CheckpointProof {
  const { sha256 } = desk.services.crypto;
  const note = withCosignatures(checkpoint, cosigned);
  const parsed = parseNote(utf8(note));
  const proof = inclusionIn(incident.writer.reader, sha256, checkpoint, index);
  return {
    size: checkpoint.size,
    root: toHex(checkpoint.root),
    note,
    lines: parsed.ok ? parsed.note.signatures.map((line) => signatureLine(desk, incident, parsed.note, line)) : [],
    path: inclusionSteps(sha256, { index, size: checkpoint.size, leaf, proof }).map(({ sibling, side, result }) => ({
      sibling: toHex(sibling),
      side,
      result: toHex(result),
    })),
  };
}

/** Whose line it is, and whether it holds: asked of the signature each time, not of a memory of it. */
function signatureLine(desk: Desk, incident: OpenIncident, note: SignedNote, line: NoteSignature): SignatureLine {
  const { crypto } = desk.services;
  const alone: SignedNote = { text: note.text, signatures: [line] };
  const about = { name: line.name, keyId: toHex(line.keyId), time: null };
  const witness = trustedWitnesses(desk).find(({ key }) => key.name === line.name && equalBytes(key.keyId, line.keyId));
  if (witness) {
    const found = checkCosignature(crypto, alone, witness.key);
    const time = found.state === 'valid' ? instantFromMs(found.time * 1000) : null;
    return {
      ...about,
      role: 'witness',
      who: witness.name,
      key: witness.fingerprint,
      valid: found.state === 'valid',
      time,
    };
  }
  const console = logKeyOf(desk, incident, alone);
  const isOf = (key: { name: string; publicKey: Uint8Array }): boolean =>
    key.name === line.name && equalBytes(noteKeyId(crypto.sha256, key), line.keyId);
  if (isOf(console))
    return {
      ...about,
      role: 'console',
      who: 'This console',
      key: console.fingerprint,
      valid: checkLine(crypto, alone, console) === 'valid',
    };
  for (const { fingerprint, publicKey, name } of desk.requireJournal().people.all()) {
    const key = { name: operatorKeyName(fingerprint), publicKey: fromBase64(publicKey) ?? new Uint8Array() };
    if (isOf(key))
      return {
        ...about,
        role: 'operator',
        who: name,
        key: fingerprint,
        valid: checkLine(crypto, alone, key) === 'valid',
      };
  }
  return { ...about, role: 'unknown', who: '', key: '', valid: false };
}
