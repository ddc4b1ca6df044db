import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import { BulkheadError, fail } from '../../../../shared/domain/failure.ts';
import { toBase64 } from '../../../../shared/ledger/encoding.ts';
import type { Consoles } from '../../../../shared/ledger/consoles.ts';
import type { NewEntry } from '../../../../shared/ledger/entry.ts';
import type { People } from '../../../../shared/ledger/people.ts';
import type { Append } from '../../../ledger/ledger-writer.ts';
import type { Signer } from '../../../ports/crypto.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import type { Journal } from '../../journal.ts';
import type { Seat } from '../../sessions.ts';
import { signersHere } from './vouchers.ts';

/**
 * The console gets a new key. The old one and the new one sign the hand-over, in the journal and in every incident, and two
 * people vouch for it where two are there. Incidents that cannot take it go on under the old key until `finishHandOver`.
 * Throws LOCKED, APPROVAL_SAME_PERSON.
 */
export async function replaceConsoleKey(
  desk: Desk,
  session: Session,
  { reason }: z.infer<typeof inputs.replaceConsoleKey>,
): Promise<PeopleRecorded> {
  handOverSigners(desk, session);
  const next = await desk.services.keyring.createNextConsole(desk.consoleSecret);
  desk.holdConsole([next], desk.consoleSecret);
  // Asked again: while the key was sealed, the seats may have changed hands.
  return handOver(desk, handOverSigners(desk, session), next, reason);
}

/** Brings the hand-over to the incidents that still sign with an earlier key. Nothing to do is nothing to record. */
export function finishHandOver(desk: Desk, session: Session): PeopleRecorded {
  return handOver(desk, handOverSigners(desk, session), desk.console, 'the hand-over in the console journal');
}

/** Codenames of incidents that still sign with an earlier key, or cannot be opened to see. */
export function notHandedOver(desk: Desk): readonly string[] {
  const journal = desk.requireJournal();
  if (journal.consoles.all().length < 2) return [];
  return underOurKey(journal).flatMap(({ incident, codename }) => {
    try {
      // One that is still being read is looked at when that is done.
      if (desk.incidents.progress(incident) !== null) return [];
      const { console } = desk.incident(incident).writer;
      return console.fingerprint === journal.consoleFingerprint ? [] : [codename];
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error;
      return [codename];
    }
  });
}

/** An exercise has a console key of its own, which signs nothing else and is not handed over. */
function underOurKey({ incidents }: Journal): Journal['incidents'] {
  return incidents.filter(({ console }) => console === undefined);
}

function handOverSigners(desk: Desk, session: Session): readonly Seat[] {
  return signersHere(desk, session, desk.requireJournal().people.persons() > 1);
}

interface HandedLedger {
  readonly consoles: Consoles;
  readonly people: People;
  readonly append: (append: Append) => unknown;
}

function handOver(desk: Desk, seats: readonly Seat[], next: Signer, reason: string): PeopleRecorded {
  const journal = desk.requireJournal();
  const append = (what: Append) => desk.appendJournal(what);
  handOne({ consoles: journal.consoles, people: journal.people, append }, seats, next, reason);
  const missed: PeopleRecorded['missed'][number][] = [];
  for (const { incident, codename } of underOurKey(journal)) {
    try {
      const open = desk.incident(incident);
      const { keys, consoles } = open.state.file;
      handOne({ consoles, people: keys, append: (what) => open.append(what) }, seats, next, reason);
    } catch (error) {
      // One damaged or foreign ledger must not keep the others under a key that may be known.
      if (!(error instanceof BulkheadError)) throw error;
      desk.services.log('console-not-handed-over-in', `${incident}: ${error.code} ${error.message}`);
      missed.push({ incident, codename, why: error.message });
    }
  }
  return { fingerprint: next.fingerprint, missed };
}

/** What is on record already is left as it is, so that a hand-over that was cut off anywhere is finished by repeating it. */
function handOne(
  { consoles, people, append }: HandedLedger,
  seats: readonly Seat[],
  next: Signer,
  reason: string,
): void {
  const { fingerprint, publicKey } = next;
  const [first] = seats;
  const current = consoles.current;
  if (!first || !current || current.fingerprint === fingerprint) return;
  if (consoles.pending?.next.fingerprint !== fingerprint) {
    const by = first.signer;
    const body = { fingerprint: current.fingerprint, next: { fingerprint, publicKey: toBase64(publicKey) }, reason };
    record({ kind: 'console.rotated', body }, by, consoles.waits(people, by.fingerprint) ? undefined : next);
  }
  const { pending } = consoles;
  if (!pending) return;
  const second = seats.find(({ signer }) => people.personOf(signer.fingerprint) !== people.personOf(pending.by));
  if (!second) fail('OPERATOR_NOT_ALLOWED', 'another person has to confirm the hand-over');
  record({ kind: 'console.rotation-confirmed', body: { fingerprint, rotation: pending.entry } }, second.signer, next);

  function record(
    entry: Extract<NewEntry, { kind: 'console.rotated' | 'console.rotation-confirmed' }>,
    by: Signer,
    nextConsole: Signer | undefined,
  ): void {
    const fault = consoles.fault(people, { ...entry, actor: `operator:${by.fingerprint}` });
    if (fault) fail('OPERATOR_NOT_ALLOWED', fault);
    append({ by, entries: [entry], ...(nextConsole && { nextConsole }) });
  }
}
