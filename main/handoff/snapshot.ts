import { evidenceNamedBy } from '../../shared/bundle/named-evidence.ts';
import { BulkheadError, fail } from '../../shared/domain/failure.ts';
import type { EntryBody } from '../../shared/ledger/entry.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { Roster } from '../../shared/ledger/roster.ts';
import { verifyLedger, type Trust } from '../../shared/ledger/verify.ts';
import type { LedgerReader, StoredCheckpoint, StoredEntry } from '../ports/ledger-store.ts';

/** A ledger as of its last checkpoint: later entries may come while a bundle is written and do not belong to it. */
export interface Snapshot {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly exercise: boolean;
  readonly lastNote: Uint8Array;
  readonly roster: Roster;
  /** Hash of each vault item that an entry names, and its size where an entry says so. */
  readonly evidence: ReadonlyMap<string, number | null>;
  /** Time-stamps under a root certificate. */
  readonly stamps: readonly EntryBody<'timestamp.received'>[];
}

/** Throws LEDGER_DAMAGED where the ledger does not verify, or does not fit what the receiving side holds of it. */
export function takeSnapshot(ledger: LedgerReader, primitives: Primitives, trust: Trust = {}): Snapshot {
  const last = ledger.lastCheckpoint() ?? fail('LEDGER_DAMAGED', 'the ledger has no checkpoint');
  const roster = new Roster(primitives.sha256);
  const evidence = new Map<string, number | null>();
  const stamps: EntryBody<'timestamp.received'>[] = [];
  const report = verifyLedger(
    { entries: entriesBelow(ledger, last.size), checkpoints: notesUpTo(ledger, last.size) },
    trust,
    primitives,
    (entry) => {
      roster.apply(entry);
      if (entry.kind === 'timestamp.received' && entry.body.verified === 'yes') stamps.push(entry.body);
      for (const { sha256, size } of evidenceNamedBy(entry)) evidence.set(sha256, size ?? evidence.get(sha256) ?? null);
    },
  );
  const { origin, root, type } = report.summary;
  if (!report.verified || origin === null || root === null) {
    const details = report.findings
      .slice(0, 10)
      .map(({ code, entry, checkpoint }) => `${code} ${entry ?? checkpoint ?? ''}`.trim());
    throw new BulkheadError('LEDGER_DAMAGED', 'the ledger does not verify, so it is not handed out', { details });
  }
  return {
    origin,
    size: last.size,
    root,
    exercise: type === 'exercise',
    lastNote: last.note,
    roster,
    evidence,
    stamps,
  };
}

export function* entriesBelow(ledger: LedgerReader, size: number): Iterable<StoredEntry> {
  for (const entry of ledger.entries()) {
    if (entry.index >= size) return;
    yield entry;
  }
}

export function* checkpointsUpTo(ledger: LedgerReader, size: number): Iterable<StoredCheckpoint> {
  for (const checkpoint of ledger.checkpoints()) {
    if (checkpoint.size > size) return;
    yield checkpoint;
  }
}

function* notesUpTo(ledger: LedgerReader, size: number): Iterable<Uint8Array> {
  for (const { note } of checkpointsUpTo(ledger, size)) yield note;
}
