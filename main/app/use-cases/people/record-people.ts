import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import { BulkheadError, fail } from '../../../../shared/domain/failure.ts';
import { peopleFault } from '../../../../shared/ledger/carried-rotation.ts';
import type { NewEntry } from '../../../../shared/ledger/entry.ts';
import type { People } from '../../../../shared/ledger/people.ts';
import type { VouchedKind } from '../../../../shared/ledger/voucher.ts';
import type { Append } from '../../../ledger/ledger-writer.ts';
import type { Signer } from '../../../ports/crypto.ts';
import type { Desk } from '../../desk.ts';
import type { OpenIncident } from '../../open-incident.ts';

export type PeopleEntry = Extract<NewEntry, { kind: VouchedKind }>;

/** One signature in a change of people: what this person adds, by what the ledger says so far. Nothing when it says so already. */
export interface PeopleStep {
  readonly by: Signer;
  readonly entries: (people: People, where: 'journal' | 'incident') => readonly PeopleEntry[];
}

/**
 * Records a change of people in the journal, which decides who may sit down here, and then in every incident, so that each
 * ledger verifies alone. Steps that a ledger has already are left out: a change that reached some ledgers only is repeated whole.
 * Throws when the journal refuses; incidents that cannot take it are named.
 */
export function recordPeople(desk: Desk, steps: readonly PeopleStep[]): PeopleRecorded['missed'] {
  const journal = desk.requireJournal();
  for (const step of steps) record(desk, journal.people, step, 'journal', (append) => desk.appendJournal(append));
  const missed: PeopleRecorded['missed'][number][] = [];
  for (const { incident, codename } of journal.incidents) {
    try {
      const open = desk.incident(incident);
      for (const step of steps) recordIn(desk, open, step);
    } catch (error) {
      // One damaged or foreign ledger must keep nobody from being revoked or admitted in the others.
      if (!(error instanceof BulkheadError)) throw error;
      desk.services.log('people-not-recorded-in', `${incident}: ${error.code} ${error.message}`);
      missed.push({ incident, codename, why: error.message });
    }
  }
  return missed;
}

/** One step in one incident. */
export function recordIn(desk: Desk, open: OpenIncident, step: PeopleStep): void {
  record(desk, open.state.file.keys, step, 'incident', (append) => open.append(append));
}

function record(
  { services: { crypto } }: Desk,
  people: People,
  { by, entries: make }: PeopleStep,
  where: 'journal' | 'incident',
  append: (append: Append) => unknown,
): void {
  const entries = make(people, where);
  const actor = `operator:${by.fingerprint}`;
  const [first] = entries;
  // Later entries of the same step follow from the first; the verifier asks the same of each.
  const fault = first ? peopleFault(crypto, people, { ...first, actor }) : null;
  if (fault) fail('OPERATOR_NOT_ALLOWED', fault);
  if (first) append({ by, entries });
}
