import type { IncidentId } from '../../shared/domain/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { OpenIncident } from './open-incident.ts';
import type { Opening, OpeningProgress } from './opening.ts';

/** The longest that reading a ledger keeps everything else waiting. */
const SLICE_MS = 15;
/** How often whoever looks at the list is told that a reading has gone on. */
const TOLD_MS = 500;

interface Needs {
  readonly clock: Clock;
  /** Starts to read the ledger of an incident of this console; throws INCIDENT_UNKNOWN, LOCKED, LEDGER_DAMAGED, LEDGER_FOREIGN. */
  readonly begin: (id: IncidentId) => Opening;
  /** A reading has gone on, or come to its end. */
  readonly told: () => void;
}

/** The incidents that are open, and those that are being opened. */
export class IncidentsInUse {
  readonly #needs: Needs;
  readonly #open = new Map<IncidentId, OpenIncident>();
  readonly #openings = new Map<IncidentId, Opening>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Those that are open now. */
  all(): readonly OpenIncident[] {
    return [...this.#open.values()];
  }

  /** The incident, opened and replayed on first use, to the end at once where that is under way. */
  get(id: IncidentId): OpenIncident {
    const open = this.#usable(id);
    if (open) return open;
    const opening = this.#fresh(id);
    for (;;) {
      const done = this.#step(id, opening);
      if (done) return done;
    }
  }

  /** As `get`, for whoever can wait: everything else goes on meanwhile. Nothing, when it was given up before it was done. */
  async whenOpen(id: IncidentId): Promise<void> {
    if (this.#usable(id)) return;
    await this.#read(id, this.#fresh(id));
  }

  /**
   * How far a long ledger is read, which goes on meanwhile; null once the incident is open, and a short one is at once. Throws
   * what is wrong with the ledger: a short one is read again for it, of a long one what was found last is said until `get`.
   */
  progress(id: IncidentId): OpeningProgress | null {
    if (this.#usable(id)) return null;
    const opening = this.#openings.get(id) ?? this.#fresh(id);
    if (opening.isShort) {
      this.get(id);
      return null;
    }
    if (opening.failure !== null) throw opening.failure;
    // What comes of it is kept with the opening, for whoever asks next.
    this.#read(id, opening).catch(() => undefined);
    return opening.progress;
  }

  /** Adopts one whose ledger was made just now. */
  adopt(id: IncidentId, opening: Opening): OpenIncident {
    this.#openings.set(id, opening);
    return this.get(id);
  }

  /** Closes all ledgers; what is being read is given up. */
  clear(): void {
    for (const incident of this.#open.values()) incident.writer.reader.close();
    for (const opening of this.#openings.values()) opening.giveUp();
    this.#open.clear();
    this.#openings.clear();
  }

  #usable(id: IncidentId): OpenIncident | null {
    const open = this.#open.get(id);
    // What became of the last write is not known: the ledger is read again, once nothing of it is running here any more.
    return open && !(open.writer.stale && open.running.size === 0) ? open : null;
  }

  /** The reading that is under way, or a new one: also after one that failed. */
  #fresh(id: IncidentId): Opening {
    const under = this.#openings.get(id);
    if (under && under.failure === null) return under;
    const opening = this.#needs.begin(id);
    this.#open.get(id)?.writer.reader.close();
    this.#open.delete(id);
    this.#openings.set(id, opening);
    return opening;
  }

  #step(id: IncidentId, opening: Opening): OpenIncident | null {
    const done = opening.step();
    if (!done) return null;
    this.#openings.delete(id);
    this.#open.set(id, done);
    return done;
  }

  #read(id: IncidentId, opening: Opening): Promise<void> {
    opening.reading ??= this.#readMeanwhile(id, opening);
    return opening.reading;
  }

  async #readMeanwhile(id: IncidentId, opening: Opening): Promise<void> {
    const { clock, told } = this.#needs;
    let toldAt = clock.monotonicMs();
    try {
      // Whoever needed it at once may have read it to the end, and a lock gives it up.
      while (this.#openings.get(id) === opening && opening.failure === null) {
        const until = clock.monotonicMs() + SLICE_MS;
        do if (this.#step(id, opening)) return;
        while (clock.monotonicMs() < until);
        if (clock.monotonicMs() - toldAt > TOLD_MS) {
          toldAt = clock.monotonicMs();
          told();
        }
        await clock.sleep(0);
      }
      if (opening.failure !== null) throw opening.failure;
    } finally {
      if (!opening.isShort) told();
    }
  }
}
