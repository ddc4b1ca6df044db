import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { toBase64, toHex } from '../../../shared/ledger/encoding.ts';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import type { EntryBody, NewEntry } from '../../../shared/ledger/entry.ts';
import { findLeakPattern } from '../../../playbooks/leak-patterns/registry.ts';
import type { LedgerStore } from '../../ports/ledger-store.ts';
import type { Session } from '../app.ts';
import { incidentFolder, type Desk } from '../desk.ts';
import { newId } from '../services.ts';

/** Opens the incident's own ledger and vault; the acting person commands. Announced in the journal first, so that a lost folder shows. */
export async function declareIncident(desk: Desk, session: Session, input: z.infer<typeof inputs.declare>) {
  const seat = desk.sessions.acting(session);
  const journal = desk.requireJournal();
  if (!findLeakPattern(input.pattern)) fail('BAD_INPUT', `there is no leak pattern ${input.pattern}`, ['pattern']);
  const organisation = journal.organisation ?? fail('NOT_SET_UP', 'the organisation is not described');
  const { files, stores, random } = desk.services;
  const incident = newId(random, 'inc-');
  const origin = `bulkhead/${input.exercise ? 'exercise' : 'incident'}/${toHex(random.bytes(16))}`;
  await files.makeFolder(incidentFolder(incident));
  const store = stores.create(files.absolute(`${incidentFolder(incident)}/ledger.db`));
  try {
    openLedger(desk, store, { origin, incident, exercise: input.exercise });
    desk.appendJournal({
      by: seat.signer,
      entries: [
        { kind: 'incident.registered', body: { incident, origin, codename: input.codename, exercise: input.exercise } },
      ],
    });
  } catch (error) {
    store.close(); // The folder stays behind without a name in the journal: nobody will take it for an incident.
    throw error;
  }
  const open = desk.adopt(incident, store, origin);
  const declared: NewEntry = {
    kind: 'incident.declared',
    at: { event: input.detectedAt },
    body: {
      codename: input.codename,
      pattern: input.pattern,
      summary: input.summary,
      exercise: input.exercise,
      leaked: input.leaked,
      organisation,
      commander: seat.signer.fingerprint,
    },
  };
  const assets = input.assets.map((asset): NewEntry => ({
    kind: 'asset.registered',
    body: { ...asset, id: newId(random, 'ast-') },
  }));
  const facts = seedFacts(input);
  return { incident, ...open.record(seat, declared, ...assets, ...facts) };
}

function openLedger(
  desk: Desk,
  store: LedgerStore,
  { origin, incident, exercise }: { origin: string; incident: IncidentId; exercise: boolean },
): void {
  const { fingerprint, publicKey } = desk.console;
  const body: EntryBody<'ledger.opened'> = {
    format: 'bulkhead-ledger/1',
    type: exercise ? 'exercise' : 'incident',
    origin,
    roster: [...desk.requireJournal().roster()],
    incident,
    software: `bulkhead ${desk.services.version}`,
    console: { fingerprint, publicKey: toBase64(publicKey) },
  };
  desk.writer(store, origin).append({ by: 'console', entries: [{ kind: 'ledger.opened', body }] });
}

/** What the declaration already answers, so that nobody types it twice for the law desk. */
function seedFacts(input: z.infer<typeof inputs.declare>): NewEntry[] {
  const base = { evidence: [], note: 'stated when the incident was declared' };
  const facts: NewEntry[] = [
    { kind: 'fact.stated', body: { ...base, fact: 'times.detectedAt', value: input.detectedAt, provenance: 'actual' } },
    { kind: 'fact.stated', body: { ...base, fact: 'incident.reference', value: input.codename, provenance: 'actual' } },
  ];
  if (input.leaked.length > 0)
    facts.push({
      kind: 'fact.stated',
      body: { ...base, fact: 'asset.kinds', value: [...input.leaked], provenance: 'estimate' },
    });
  if (input.summary !== '')
    facts.push({
      kind: 'fact.stated',
      body: { ...base, fact: 'incident.summary', value: input.summary, provenance: 'actual' },
    });
  return facts;
}
