import { BulkheadError, fail } from '../../shared/domain/failure.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { LedgerWriter, type Append } from '../ledger/ledger-writer.ts';
import type { Signer } from '../ports/crypto.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import { Journal, JOURNAL_PATH } from './journal.ts';
import { OpenIncident } from './open-incident.ts';
import { requireKey } from './require-key.ts';
import type { Services } from './services.ts';
import { Sessions } from './sessions.ts';

/** The console as one value: journal, open incidents, people. Use cases are functions over it. */
export class Desk {
  readonly services: Services;
  readonly sessions: Sessions;
  readonly incidents = new Map<IncidentId, OpenIncident>();
  journal: Journal | null = null;
  /** Where this process knows a bundle to lie, by its name. The ledger keeps no paths of this machine. */
  readonly bundlePaths = new Map<string, string>();
  #journalWriter: LedgerWriter | null = null;
  #console: Signer | null = null;
  #consoleSecret: Uint8Array | null = null;
  #journalProblem: string | null = null;

  constructor(services: Services) {
    this.services = services;
    this.sessions = new Sessions(() => services.clock.monotonicMs(), services.idleLockMs);
  }

  /** Opens the journal when there is one. Without it the console waits to be set up. */
  async start(): Promise<void> {
    const { files, stores } = this.services;
    for (const name of await files.listFolder('exports')) this.bundlePaths.set(name, files.absolute(`exports/${name}`));
    if (!(await files.exists(JOURNAL_PATH))) return;
    const store = stores.open(files.absolute(JOURNAL_PATH));
    // A set-up that was interrupted before its first operator was on record is none: nobody could ever sign in.
    if (store.head().size > 1) this.useJournal(store);
    else store.close();
  }

  useJournal(store: LedgerStore): void {
    this.journal = new Journal(store);
    this.#journalWriter = null;
  }

  requireJournal(): Journal {
    return this.journal ?? fail('NOT_SET_UP', 'this console has not been set up');
  }

  /** The console's own key: there while someone is signed in, or while an effect still has an outcome to record. */
  get console(): Signer {
    return this.#console ?? fail('LOCKED', 'nobody is signed in, so the console cannot sign either');
  }

  get consoleSecret(): Uint8Array {
    return this.#consoleSecret ?? fail('LOCKED', 'nobody is signed in');
  }

  holdConsole(signer: Signer, secret: Uint8Array): void {
    if (this.#console && this.#console.fingerprint === signer.fingerprint) {
      signer.wipe();
      return;
    }
    this.#console = signer;
    this.#consoleSecret = secret;
  }

  /** Called whenever a seat is given up or an effect ends. */
  releaseConsoleWhenIdle(): void {
    const busy = [...this.incidents.values()].some((incident) => incident.running.size > 0);
    if (busy || this.sessions.anyoneSignedIn()) return;
    this.#console?.wipe();
    this.#consoleSecret?.fill(0);
    this.#console = null;
    this.#consoleSecret = null;
    this.#journalWriter = null;
    for (const incident of this.incidents.values()) incident.writer.reader.close();
    this.incidents.clear();
  }

  appendJournal(append: Append): readonly Entry[] {
    if (this.#journalWriter?.stale) this.useJournal(this.requireJournal().store);
    const journal = this.requireJournal();
    requireKey(journal.people, append, 'this console');
    this.#journalWriter ??= this.writer(journal.store, journal.origin);
    try {
      const entries = this.#journalWriter.append(append);
      for (const entry of entries) journal.apply(entry);
      this.#journalProblem = null;
      this.services.feed.publish({ what: 'console', incident: null, size: this.#journalWriter.size });
      return entries;
    } catch (error) {
      this.#journalProblem = error instanceof Error ? error.message : 'unknown';
      throw error;
    }
  }

  /**
   * Sign-ins are recorded, but a full disk must not lock people out of looking: what cannot be recorded shows as the
   * recording problem, and every decision is refused until it can.
   */
  appendJournalIfPossible(append: Append): void {
    try {
      this.appendJournal(append);
    } catch (error) {
      if (!(error instanceof BulkheadError) || error.code !== 'CANNOT_RECORD') throw error;
    }
  }

  writer(store: LedgerStore, origin: string): LedgerWriter {
    const { crypto, clock, random } = this.services;
    return new LedgerWriter(store, origin, this.console, { crypto, clock, random });
  }

  /** The incident, opened and replayed on first use. */
  incident(id: IncidentId): OpenIncident {
    const open = this.incidents.get(id);
    // What became of the last write is not known: the ledger is read again, once nothing of it is running here any more.
    if (open && !(open.writer.stale && open.running.size === 0)) return open;
    const known = this.requireJournal().incidents.find((line) => line.incident === id);
    if (!known) fail('INCIDENT_UNKNOWN', 'this console knows no such incident');
    const { files, stores } = this.services;
    const store = stores.open(files.absolute(`${incidentFolder(id)}/ledger.db`));
    open?.writer.reader.close();
    this.incidents.delete(id);
    return this.adopt(id, store, known.origin);
  }

  adopt(id: IncidentId, store: LedgerStore, origin: string): OpenIncident {
    const { files, content, feed } = this.services;
    const changed = (size: number): void => {
      this.#journalProblem = null; // The medium takes writes again.
      feed.publish({ what: 'incident', incident: id, size });
    };
    try {
      const incident = new OpenIncident(
        id,
        this.writer(store, origin),
        files.vault(incidentFolder(id)),
        content,
        changed,
      );
      this.incidents.set(id, incident);
      return incident;
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /** Why the console has stopped deciding; null while recording works. */
  get recordingProblem(): string | null {
    return (
      this.#journalProblem ??
      [...this.incidents.values()].map((incident) => incident.writer.problem).find((problem) => problem !== null) ??
      null
    );
  }

  close(): void {
    for (const incident of this.incidents.values()) {
      for (const running of incident.running.values()) running.abort();
      incident.writer.reader.close();
    }
    this.incidents.clear();
    this.journal?.store.close();
    this.#console?.wipe();
  }
}

export function incidentFolder(id: IncidentId): string {
  return `incidents/${id}`;
}
