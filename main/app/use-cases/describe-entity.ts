import type { z } from 'zod';
import type { PeopleRecorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { BulkheadError, fail } from '../../../shared/domain/failure.ts';
import type { LegalEntity, Organisation } from '../../../shared/domain/organisation.ts';
import { isTimeZone } from '../../../shared/law/zone-time.ts';
import { canonical } from '../../../shared/ledger/canonical.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { newId } from '../services.ts';

/**
 * A legal entity as it is from now on, with the reason: in the journal for incidents to come, and in every incident that knows the
 * entity or is named, so that each ledger reckons with what it holds itself. Nobody is removed: decisions of the past name them.
 */
export function describeEntity(
  desk: Desk,
  session: Session,
  { entity: described, reason, incident: named }: z.infer<typeof inputs.describeEntity>,
): { readonly entity: string; readonly missed: PeopleRecorded['missed'] } {
  const seat = desk.sessions.acting(session);
  const journal = desk.requireJournal();
  const before = journal.organisation ?? fail('NOT_SET_UP', 'the organisation is not described');
  if (!isTimeZone(described.timeZone)) fail('BAD_INPUT', 'not a time zone name such as Europe/Berlin', ['timeZone']);
  const id = described.id ?? newId(desk.services.random, 'ent-');
  const entity: LegalEntity = { ...described, id };
  if (described.id !== undefined && !before.entities.some((one) => one.id === id))
    fail('BAD_INPUT', 'there is no such legal entity at this console', ['entity.id']);
  const next = withEntity(before, entity);
  if (differs(before, next)) desk.appendJournal({ by: seat.signer, entries: [entryOf(next, reason)] });
  const missed: PeopleRecorded['missed'][number][] = [];
  for (const { incident, codename } of journal.incidents) {
    try {
      const open = desk.incident(incident);
      const { organisation } = open.state.file;
      if (incident !== named && !organisation.entities.some((one) => one.id === id)) continue;
      const changed = withEntity(organisation, entity);
      if (differs(organisation, changed)) open.append({ by: seat.signer, entries: [entryOf(changed, reason)] });
    } catch (error) {
      // A damaged ledger keeps nobody from describing the entity in the others; it is named.
      if (!(error instanceof BulkheadError)) throw error;
      desk.services.log('entity-not-described-in', `${incident}: ${error.code} ${error.message}`);
      missed.push({ incident, codename, why: error.message });
    }
  }
  return { entity: id, missed };
}

function withEntity({ name, entities }: Organisation, entity: LegalEntity): Organisation {
  const known = entities.some((one) => one.id === entity.id);
  return {
    name,
    entities: known ? entities.map((one) => (one.id === entity.id ? entity : one)) : [...entities, entity],
  };
}

function differs(a: Organisation, b: Organisation): boolean {
  return canonical(a) !== canonical(b);
}

function entryOf(organisation: Organisation, reason: string): NewEntry {
  return { kind: 'organisation.described', body: { ...organisation, reason } };
}
