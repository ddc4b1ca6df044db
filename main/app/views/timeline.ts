import { fail } from '../../../shared/domain/failure.ts';
import { toHex } from '../../../shared/ledger/encoding.ts';
import { decodeEntry } from '../../../shared/ledger/entry.ts';
import { inclusionProof } from '../../../shared/ledger/merkle.ts';
import { parseNote } from '../../../shared/ledger/signed-note.ts';
import { entryText } from '../../../shared/view/entry-text.ts';
import type { EntryDetail, TimelinePage, TimelineRow } from '../../../shared/view/timeline-view.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';

export function timelinePage(incident: OpenIncident, from: number, count: number): TimelinePage {
  const { reader, size } = incident.writer;
  const { file } = incident.state;
  const sealed = reader.lastCheckpoint()?.size ?? 0;
  const rows = reader.read(from, count).map(({ bytes, index }): TimelineRow => {
    const decoded = decodeEntry(bytes);
    if (!decoded.ok) fail('LEDGER_DAMAGED', `entry ${index} cannot be read: ${decoded.why}`);
    const { entry } = decoded;
    const actor = entry.actor.startsWith('console:') ? 'console' : file.nameOf(entry.actor.slice('operator:'.length));
    return {
      index, kind: entry.kind, at: entry.at.recorded, event: entry.at.event ?? null, actor,
      text: entryText(entry, (fingerprint) => file.nameOf(fingerprint)), sealed: index < sealed,
    };
  });
  return { total: size, from, rows };
}

/** The proof behind one row: bytes, leaf hash, the checkpoint that seals it with its signers, and the path between them. */
export function entryDetail(desk: Desk, incident: OpenIncident, index: number): EntryDetail {
  const { reader } = incident.writer;
  const stored = reader.read(index, 1)[0];
  if (!stored || stored.index !== index) fail('BAD_INPUT', `there is no entry ${index}`, ['index']);
  const checkpoint = reader.checkpointOver(index);
  const note = checkpoint ? new TextDecoder().decode(checkpoint.note) : '';
  const parsed = checkpoint ? parseNote(checkpoint.note) : null;
  const leaves = checkpoint ? reader.read(0, checkpoint.size).map((entry) => entry.leaf) : [];
  return {
    index,
    canonical: new TextDecoder().decode(stored.bytes),
    leafHash: toHex(stored.leaf),
    checkpoint: checkpoint ? { size: checkpoint.size, note, signers: parsed?.ok ? parsed.note.signatures.map((line) => line.name) : [] } : null,
    inclusion: checkpoint ? inclusionProof(desk.services.crypto.sha256, leaves, index).map(toHex) : [],
  };
}
