import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { assetFaults } from '../../../shared/domain/register-faults.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { compareInstants, MINUTE, plusMs, type Instant } from '../../../shared/domain/instant.ts';
import { toBase64, toHex } from '../../../shared/ledger/encoding.ts';
import type { IncidentId } from '../../../shared/domain/ids.ts';
import type { EntryBody, NewEntry } from '../../../shared/ledger/entry.ts';
import { isPlayable } from '../../../shared/exercise/play-clock.ts';
import { findLeakPattern } from '../../../playbooks/leak-patterns/registry.ts';
import type { Signer } from '../../ports/crypto.ts';
import type { LedgerStore } from '../../ports/ledger-store.ts';
import type { Session } from '../app.ts';
import { incidentFolder, type Desk } from '../desk.ts';
import { indexOf } from '../open-incident.ts';
import { newId } from '../services.ts';
import { requireSound } from './keep-register.ts';

type Input = z.infer<typeof inputs.declare>;

/** Opens the incident's own ledger and vault; the acting person commands. Announced in the journal first, so that a lost folder shows. */
export async function declareIncident(desk: Desk, session: Session, input: Input) {
  desk.sessions.acting(session);
  const journal = desk.requireJournal();
  if (!findLeakPattern(input.pattern)) fail('BAD_INPUT', `there is no leak pattern ${input.pattern}`, ['pattern']);
  const organisation = journal.organisation ?? fail('NOT_SET_UP', 'the organisation is not described');
  const known = {
    assets: new Set<string>(),
    credentials: new Set<string>(),
    entities: new Set(organisation.entities.map(({ id }) => id)),
  };
  for (const asset of input.assets) requireSound(assetFaults(asset, known), asset);
  const start = startOf(desk, input);
  const { files, stores, random } = desk.services;
  const incident = newId(random, 'inc-');
  const origin = `bulkhead/${input.exercise ? 'exercise' : 'incident'}/${toHex(random.bytes(16))}`;
  const console = input.exercise ? await desk.exerciseConsole() : desk.console;
  await files.makeFolder(incidentFolder(incident));
  // Asked only now: while the key was sealed, the seat may have changed hands.
  const seat = desk.sessions.acting(session);
  const store = stores.create(files.absolute(`${incidentFolder(incident)}/ledger.db`));
  try {
    openLedger(desk, store, { origin, incident, exercise: input.exercise, console });
    desk.appendJournal({
      by: seat.signer,
      entries: [
        {
          kind: 'incident.registered',
          body: {
            incident,
            origin,
            codename: input.codename,
            exercise: input.exercise,
            ...(input.exercise && { console: keyOf(console) }),
          },
        },
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
  const clock: NewEntry[] = start
    ? [{ kind: 'exercise.clock-set', body: { time: start.startsAt, pace: start.pace, running: true, why: '' } }]
    : [];
  const assets = input.assets.map((asset): NewEntry => ({
    kind: 'asset.registered',
    body: { ...asset, id: newId(random, 'ast-') },
  }));
  const facts = seedFacts(input);
  const entries = open.append({
    by: seat.signer,
    entries: [...clock, declared, ...assets, ...facts],
    ...(start && { exerciseTime: start.startsAt }),
  });
  return { incident, recorded: indexOf(entries, 'incident.declared'), sealed: open.writer.size };
}

interface Start {
  readonly startsAt: Instant;
  readonly pace: number;
}

/** Where the clock of an exercise begins: as asked, else now and as in life. Null for a live incident. */
function startOf(desk: Desk, { exercise, exerciseClock, detectedAt }: Input): Start | null {
  const now = desk.services.clock.now();
  if (!exercise && exerciseClock) fail('BAD_INPUT', 'a live incident goes by the wall clock', ['exerciseClock']);
  const start = exercise ? { startsAt: now, pace: 1, ...exerciseClock } : null;
  if (start && !isPlayable(start.startsAt))
    fail('BAD_INPUT', 'an exercise is played between the years 2000 and 2099', ['exerciseClock.startsAt']);
  // A minute of slack: the person's watch and this machine may differ.
  if (compareInstants(detectedAt, plusMs(start?.startsAt ?? now, MINUTE)) > 0)
    fail('BAD_INPUT', start ? 'that is after the exercise starts' : 'that moment has not come yet', ['detectedAt']);
  return start;
}

function openLedger(
  desk: Desk,
  store: LedgerStore,
  { origin, incident, exercise, console }: { origin: string; incident: IncidentId; exercise: boolean; console: Signer },
): void {
  const body: EntryBody<'ledger.opened'> = {
    format: 'bulkhead-ledger/1',
    type: exercise ? 'exercise' : 'incident',
    origin,
    roster: [...desk.requireJournal().roster()],
    incident,
    software: `bulkhead ${desk.services.version}`,
    vouchers: 2,
    console: keyOf(console),
  };
  desk.writer(store, origin, console).append({ by: 'console', entries: [{ kind: 'ledger.opened', body }] });
}

function keyOf({ fingerprint, publicKey }: Signer): EntryBody<'ledger.opened'>['console'] {
  return { fingerprint, publicKey: toBase64(publicKey) };
}

/** What the declaration already answers, so that nobody types it twice for the law desk. */
function seedFacts(input: Input): NewEntry[] {
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
