import { fail } from '../../../shared/domain/failure.ts';
import type { ActionId } from '../../../shared/domain/ids.ts';
import { decodeEntry, type Entry } from '../../../shared/ledger/entry.ts';
import { entryText } from '../../../shared/view/entry-text.ts';
import type { TimelinePage, TimelineRow } from '../../../shared/view/timeline-view.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { countedTimestamps } from '../timestamps.ts';
import { largestWitnessed } from '../witnesses.ts';
import { labelOf } from './action-view.ts';

export function timelinePage(desk: Desk, incident: OpenIncident, from: number, count: number): TimelinePage {
  const { reader, size } = incident.writer;
  const { file } = incident.state;
  const sealed = reader.lastCheckpoint()?.size ?? 0;
  const witnessed = Math.max(
    largestWitnessed(desk, incident)?.size ?? 0,
    countedTimestamps(desk, incident)[0]?.size ?? 0,
  );
  const rows = reader.read(from, count).map(({ bytes, index }): TimelineRow => {
    const decoded = decodeEntry(bytes);
    if (!decoded.ok) fail('LEDGER_DAMAGED', `entry ${index} cannot be read: ${decoded.why}`);
    const { entry } = decoded;
    const actor = entry.actor.startsWith('console:') ? 'console' : file.nameOf(entry.actor.slice('operator:'.length));
    return {
      index,
      kind: entry.kind,
      at: entry.at.recorded,
      exercise: (file.exercise ? entry.at.exercise : undefined) ?? null,
      event: entry.at.event ?? null,
      actor,
      about: subject(incident, entry),
      text: entryText(entry, (fingerprint) => file.nameOf(fingerprint)),
      sealed: index < sealed,
      witnessed: index < witnessed,
    };
  });
  return { total: size, from, rows };
}

/** What an entry is about, where its text alone would not say: the action and its target, or the playbook that moved. */
function subject(incident: OpenIncident, { kind, body }: Entry): string | null {
  if (kind === 'run.advanced' || kind === 'run.proposed') return incident.state.runs.get(body.run)?.pinned.id ?? null;
  return 'action' in body ? aboutAction(incident, body.action) : null;
}

/** Null for an action of a template that this console does not have. */
function aboutAction(incident: OpenIncident, id: ActionId): string | null {
  const action = incident.state.actions.get(id);
  return action ? `${action.pinned.id} ${labelOf(incident, action.target)}`.trimEnd() : null;
}
