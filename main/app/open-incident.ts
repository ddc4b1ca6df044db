import { fail } from '../../shared/domain/failure.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import type { Recorded } from '../../shared/contract/contract.ts';
import { decodeEntry, type Entry, type NewEntry } from '../../shared/ledger/entry.ts';
import { Incident } from '../engine/replay.ts';
import type { Append, LedgerWriter } from '../ledger/ledger-writer.ts';
import type { Clock } from '../ports/clock.ts';
import type { Vault } from '../ports/files.ts';
import type { Content } from '../engine/replay.ts';
import { requireKey } from './require-key.ts';
import type { Seat } from './sessions.ts';

/** Some milliseconds of reading. */
const STRETCH = 512;

interface OpeningParts {
  readonly id: IncidentId;
  readonly writer: LedgerWriter;
  readonly vault: Vault;
  readonly content: Content;
  readonly clock: Clock;
  readonly changed: (size: number) => void;
}

/** One incident in use: its ledger's only writer, and the state that the ledger tells. */
export class OpenIncident {
  readonly id: IncidentId;
  readonly writer: LedgerWriter;
  readonly vault: Vault;
  readonly state: Incident;
  /** Effects this process is performing now; everything else that has no outcome is in doubt. */
  readonly running = new Map<string, AbortController>();
  readonly #changed: (size: number) => void;
  readonly #clock: Clock;

  private constructor({ id, writer, vault, content, clock, changed }: OpeningParts) {
    this.id = id;
    this.#clock = clock;
    this.writer = writer;
    this.vault = vault;
    this.#changed = changed;
    this.state = new Incident(content);
  }

  /** Reads and replays the ledger; says after each stretch how many entries are read. Throws LEDGER_DAMAGED, LEDGER_FOREIGN. */
  static *opening(parts: OpeningParts): Generator<number, OpenIncident> {
    const open = new OpenIncident(parts);
    const { state, writer } = open;
    const check = writer.sealCheck();
    for (const { bytes, index } of writer.reader.bodies()) {
      check.take(bytes);
      const decoded = decodeEntry(bytes);
      if (!decoded.ok) fail('LEDGER_DAMAGED', `entry ${index} cannot be read: ${decoded.why}`);
      state.apply(decoded.entry);
      if (index % STRETCH === STRETCH - 1) yield index + 1;
    }
    if (state.file.origin !== writer.origin) fail('LEDGER_FOREIGN', 'this is the ledger of another incident');
    if (state.file.consoles.current?.fingerprint !== writer.console.fingerprint)
      fail('LEDGER_DAMAGED', 'this ledger is signed with a console key that it does not name');
    // Nobody decides on entries that were changed where they lie. Which ones, fsck tells.
    if (!check.holds()) fail('LEDGER_DAMAGED', 'the stored entries are not the ones that this console sealed');
    return open;
  }

  /** The time that decisions here are taken at: of the wall clock, or of the exercise's where it has one. */
  now(): Instant {
    return this.state.file.timeAt(this.#clock.now());
  }

  /**
   * Records, then takes the entries in; `decidedAt` is by `now`. Throws before anything has changed when recording fails.
   */
  append(append: Append): readonly Entry[] {
    requireKey(this.state.file.keys, append, 'this incident');
    const entries = this.writer.append(this.#played(append));
    for (const entry of entries) this.state.apply(entry);
    this.#changed(this.writer.size);
    return entries;
  }

  /** An exercise's decisions are by its own clock, and recorded when they were recorded. */
  #played({ decidedAt, exerciseTime, ...append }: Append): Append {
    if (exerciseTime !== undefined) return { ...append, exerciseTime };
    if (this.state.file.playClock) return { ...append, exerciseTime: decidedAt ?? this.now() };
    return { ...append, ...(decidedAt && { decidedAt }) };
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
