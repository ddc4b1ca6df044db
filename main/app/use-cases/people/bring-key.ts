import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import { BulkheadError, fail } from '../../../../shared/domain/failure.ts';
import { fromUtf8, toBase64 } from '../../../../shared/ledger/encoding.ts';
import type { EntryBody } from '../../../../shared/ledger/entry.ts';
import { MAX_CARRIED } from '../../../../shared/ledger/kinds/people-kinds.ts';
import type { KeyLine } from '../../../../shared/ledger/people.ts';
import { formatTlogProof } from '../../../../shared/ledger/tlog-proof.ts';
import { checkpointAt, inclusionIn } from '../../../ledger/proofs.ts';
import type { Signer } from '../../../ports/crypto.ts';
import type { Desk } from '../../desk.ts';
import type { OpenIncident } from '../../open-incident.ts';
import { recordIn, type PeopleStep } from './record-people.ts';
import { rosterGaps, rotationsTo, straysOf } from './roster-gaps.ts';

/** At the moment of signing in. What an incident cannot take is shown on the screen and keeps nobody out. */
export function bringOwnKey(desk: Desk, by: Signer): void {
  inEachBehind(desk, (open) => bringKey(desk, open, by));
}

/** Every incident that may have missed a change of people; those that could not take part, with the reason. */
export function inEachBehind(desk: Desk, act: (open: OpenIncident) => void): PeopleRecorded['missed'] {
  const journal = desk.requireJournal();
  return journal.mayBeBehind().flatMap(({ incident, codename }) => {
    try {
      act(desk.incident(incident));
      return [];
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error;
      desk.services.log('people-not-caught-up-in', `${incident}: ${error.code} ${error.message}`);
      return [{ incident, codename, why: error.message }];
    }
  });
}

/**
 * Whoever signs gets their own key on the roster of an incident that missed it: a new key with the proof of the journal that the
 * old one signed it, a confirmation that did not get there. Nothing to do is nothing to record.
 */
export function bringKey(desk: Desk, open: OpenIncident, by: Signer): void {
  const { people } = desk.requireJournal();
  const gap = rosterGaps(people, open.state.file.keys).find((one) => one.current?.fingerprint === by.fingerprint);
  if (gap?.what === 'signature')
    recordIn(desk, open, {
      by,
      entries: () => [{ kind: 'operator.confirmed', body: { fingerprint: by.fingerprint } }],
    });
  const from = gap && straysOf(open.state.file.keys, gap.current, gap.here).at(-1)?.fingerprint;
  if (gap?.what === 'new-key' && from !== undefined) recordIn(desk, open, carrying(desk, from, by));
}

function carrying(desk: Desk, from: string, by: Signer): PeopleStep {
  const way = rotationsTo(desk.requireJournal().people, from, by.fingerprint) ?? [];
  if (way.length > MAX_CARRIED)
    fail(
      'OPERATOR_NOT_ALLOWED',
      `it missed more than ${MAX_CARRIED} new keys: two others have to enrol the person again`,
    );
  const body = {
    fingerprint: from,
    next: { fingerprint: by.fingerprint, publicKey: toBase64(by.publicKey) },
    rotations: way.map((line) => provenRotation(desk, line)),
  };
  return { by, entries: () => [{ kind: 'operator.rotation-carried', body }] };
}

/** The entry of the journal by which this key gave way, and that it is the last one under a checkpoint which the key signed. */
function provenRotation(
  desk: Desk,
  { name, ended }: KeyLine,
): EntryBody<'operator.rotation-carried'>['rotations'][number] {
  const { store } = desk.requireJournal();
  const index = ended?.entry ?? -1;
  const stored = store.read(index, 1)[0];
  const checkpoint = checkpointAt(store, index + 1);
  const entry = stored && fromUtf8(stored.bytes);
  if (!entry || !checkpoint) fail('LEDGER_DAMAGED', `the journal cannot prove the new key of ${name}`);
  const hashes = inclusionIn(store, desk.services.crypto.sha256, checkpoint, index);
  return { entry, proof: formatTlogProof(index, hashes, checkpoint.text) };
}
