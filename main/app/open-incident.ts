import { fail } from '../../shared/domain/failure.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import type { Recorded } from '../../shared/contract/contract.ts';
import { decodeEntry, type Entry, type NewEntry } from '../../shared/ledger/entry.ts';
import { Incident } from '../engine/replay.ts';
import type { Append, LedgerWriter } from '../ledger/ledger-writer.ts';
import type { Vault } from '../ports/files.ts';
import type { Content } from '../engine/replay.ts';
import { requireKey } from './require-key.ts';
import type { Seat } from './sessions.ts';

/** One incident in use: its ledger's only writer, and the state that the ledger tells. */
export class OpenIncident {
  readonly id: IncidentId;
  readonly writer: LedgerWriter;
  readonly vault: Vault;
  readonly state: Incident;
  /** Effects this process is performing now; everything else that has no outcome is in doubt. */
  readonly running = new Map<string, AbortController>();
  readonly #changed: (size: number) => void;

  constructor(id: IncidentId, writer: LedgerWriter, vault: Vault, content: Content, changed: (size: number) => void) {
    this.id = id;
    this.writer = writer;
    this.vault = vault;
    this.#changed = changed;
    this.state = new Incident(content);
    const check = writer.sealCheck();
    for (const { bytes, index } of writer.reader.entries()) {
      check.take(bytes);
      const decoded = decodeEntry(bytes);
      if (!decoded.ok) fail('LEDGER_DAMAGED', `entry ${index} cannot be read: ${decoded.why}`);
      this.state.apply(decoded.entry);
    }
    if (this.state.file.origin !== writer.origin) fail('LEDGER_FOREIGN', 'this is the ledger of another incident');
    // Nobody decides on entries that were changed where they lie. Which ones, fsck tells.
    if (!check.holds()) fail('LEDGER_DAMAGED', 'the stored entries are not the ones that this console sealed');
  }

  /** Records, then takes the entries in. Throws before anything has changed when recording fails. */
  append(append: Append): readonly Entry[] {
    requireKey(this.state.file.keys, append, 'this incident');
    const entries = this.writer.append(append);
    for (const entry of entries) this.state.apply(entry);
    this.#changed(this.writer.size);
    return entries;
  }

  /** One entry, or several of one decision, by the person who acts. */
  record(seat: Seat, ...entries: readonly NewEntry[]): Recorded {
    const recorded = this.append({ entries, by: seat.signer });
    return { recorded: recorded.at(-1)?.index ?? -1, sealed: this.writer.size };
  }
}

/** Where the decision itself stands in its transaction: a clock that jumped comes before it, what it starts comes after. */
export function indexOf(entries: readonly Entry[], kind: Entry['kind']): number {
  return entries.find((entry) => entry.kind === kind)?.index ?? -1;
}
