import { fail } from '../../../shared/domain/failure.ts';
import { decodeEntry } from '../../../shared/ledger/entry.ts';
import { entryText } from '../../../shared/view/entry-text.ts';
import type { TimelinePage, TimelineRow } from '../../../shared/view/timeline-view.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { largestWitnessed } from '../witnesses.ts';

export function timelinePage(desk: Desk, incident: OpenIncident, from: number, count: number): TimelinePage {
  const { reader, size } = incident.writer;
  const { file } = incident.state;
  const sealed = reader.lastCheckpoint()?.size ?? 0;
  const witnessed = largestWitnessed(desk, incident)?.size ?? 0;
  const rows = reader.read(from, count).map(({ bytes, index }): TimelineRow => {
    const decoded = decodeEntry(bytes);
    if (!decoded.ok) fail('LEDGER_DAMAGED', `entry ${index} cannot be read: ${decoded.why}`);
    const { entry } = decoded;
    const actor = entry.actor.startsWith('console:') ? 'console' : file.nameOf(entry.actor.slice('operator:'.length));
    return {
      index,
      kind: entry.kind,
      at: entry.at.recorded,
      event: entry.at.event ?? null,
      actor,
      text: entryText(entry, (fingerprint) => file.nameOf(fingerprint)),
      sealed: index < sealed,
      witnessed: index < witnessed,
    };
  });
  return { total: size, from, rows };
}
