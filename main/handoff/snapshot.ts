import { KeptEntries } from '../../shared/bundle/kept-entries.ts';
import { BulkheadError, fail } from '../../shared/domain/failure.ts';
import type { EntryBody } from '../../shared/ledger/entry.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { Roster } from '../../shared/ledger/roster.ts';
import { verifyLedger, type Trust } from '../../shared/ledger/verify.ts';
import type { LedgerReader, StoredCheckpoint, StoredEntry } from '../ports/ledger-store.ts';
import type { LedgerVerdict } from '../ports/verification-workers.ts';

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

/** Verifies the first `size` entries and the checkpoints over them; usually in threads of its own. */
export type CheckLedger = (size: number, trust: Trust) => Promise<LedgerVerdict>;

/** Checks right here, while nothing else happens: for short ledgers, and for ledgers that are no file. */
export function checkHere(ledger: LedgerReader, primitives: Primitives): CheckLedger {
  return (size, trust) => {
    const kept = new KeptEntries();
    const bytes = { entries: entriesBelow(ledger, size), checkpoints: notesUpTo(ledger, size) };
    const report = verifyLedger(bytes, trust, primitives, (entry) => kept.take(entry));
    return Promise.resolve({ report, problems: [], evidence: kept.evidence, entries: kept.entries });
  };
}

/** Throws LEDGER_DAMAGED where the ledger does not verify, or does not fit what the receiving side holds of it. */
export async function takeSnapshot(
  ledger: LedgerReader,
  primitives: Primitives,
  check: CheckLedger = checkHere(ledger, primitives),
  trust: Trust = {},
): Promise<Snapshot> {
  const last = ledger.lastCheckpoint() ?? fail('LEDGER_DAMAGED', 'the ledger has no checkpoint');
  const { report, problems, ...kept } = await check(last.size, trust);
  const { origin, root, type } = report.summary;
  if (!report.verified || problems.length > 0 || origin === null || root === null) {
    const details = [...problems, ...report.findings]
      .slice(0, 10)
      .map((one) => `${one.code} ${one.entry ?? ('checkpoint' in one ? one.checkpoint : '') ?? ''}`.trim());
    throw new BulkheadError('LEDGER_DAMAGED', 'the ledger does not verify, so it is not handed out', { details });
  }
  const roster = new Roster(primitives.sha256);
  const stamps: EntryBody<'timestamp.received'>[] = [];
  for (const entry of kept.entries) {
    roster.apply(entry);
    if (entry.kind === 'timestamp.received' && entry.body.verified === 'yes') stamps.push(entry.body);
  }
  const evidence = new Map<string, number | null>();
  for (const { sha256, size } of kept.evidence) evidence.set(sha256, size ?? evidence.get(sha256) ?? null);
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
