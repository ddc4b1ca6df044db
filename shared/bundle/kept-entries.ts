import type { Entry, EntryKind } from '../ledger/entry.ts';
import { consoleKinds } from '../ledger/kinds/console-kinds.ts';
import { ledgerKinds } from '../ledger/kinds/ledger-kinds.ts';
import { peopleKinds } from '../ledger/kinds/people-kinds.ts';
import { timestampKinds } from '../ledger/kinds/timestamp-kinds.ts';
import { evidenceNamedBy, type NamedEvidence } from './named-evidence.ts';

/** Of these the whole entry is kept: people, keys, witnesses, time-stamps. */
const KEPT: ReadonlySet<EntryKind> = new Set(
  [ledgerKinds, consoleKinds, peopleKinds, timestampKinds].flatMap((kinds) => Object.keys(kinds) as EntryKind[]),
);

/** What is still needed of a ledger once it is verified, gathered in the same pass: little, however long the ledger is. */
export class KeptEntries {
  /** In the order of the entries, each time it is named. */
  readonly evidence: (NamedEvidence & { readonly entry: number })[] = [];
  readonly entries: Entry[] = [];

  take(entry: Entry): void {
    for (const named of evidenceNamedBy(entry)) this.evidence.push({ ...named, entry: entry.index });
    if (KEPT.has(entry.kind)) this.entries.push(entry);
  }
}
