import { playbooks } from '../../playbooks/registry.ts';
import { BulkheadError, fail } from '../../shared/domain/failure.ts';
import type { IncidentId } from '../../shared/domain/ids.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { checkLine, parseNote } from '../../shared/ledger/signed-note.ts';
import type { Pinned } from '../../shared/ledger/kinds/run-kinds.ts';
import { pinPlaybook } from '../engine/pinned.ts';
import { LedgerWriter, type Append } from '../ledger/ledger-writer.ts';
import type { Signer } from '../ports/crypto.ts';
import type { HomeFiles } from '../ports/files.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import { Journal, JOURNAL_PATH } from './journal.ts';
import { IncidentsInUse } from './incidents-in-use.ts';
import { OpenIncident } from './open-incident.ts';
import { Opening } from './opening.ts';
import { requireKey } from './require-key.ts';
import type { Services } from './services.ts';
import { Sessions } from './sessions.ts';
import { Works } from './works.ts';

/** The console as one value: journal, open incidents, people. Use cases are functions over it. */
export class Desk {
  readonly services: Services;
  readonly works = new Works();
  readonly sessions: Sessions;
  readonly incidents: IncidentsInUse;
  journal: Journal | null = null;
  /** The playbooks of this console as runs pin them. */
  readonly pins: readonly { readonly pinned: Pinned; readonly title: string }[];
  /** Where this process knows a bundle to lie, by its name. The ledger keeps no paths of this machine. */
  readonly bundlePaths = new Map<string, string>();
  #journalWriter: LedgerWriter | null = null;
  readonly #consoles = new Map<string, Signer>();
  #consoleSecret: Uint8Array | null = null;
  #journalProblem: string | null = null;

  constructor(services: Services) {
    this.services = services;
    this.pins = playbooks.map((playbook) => ({
      pinned: pinPlaybook(services.crypto.sha256, playbook),
      title: playbook.title,
    }));
    this.sessions = new Sessions(() => services.clock.monotonicMs(), services.idleLockMs);
    this.incidents = new IncidentsInUse({
      clock: services.clock,
      begin: (id) => this.#begin(id),
      told: () => services.feed.publish({ what: 'console', incident: null, size: null }),
    });
  }

  /** Opens the journal when there is one. Without it the console waits to be set up. */
  async start(): Promise<void> {
    const { files, stores } = this.services;
    for (const name of await files.listFolder('exports')) this.bundlePaths.set(name, files.absolute(`exports/${name}`));
    if (!(await files.exists(JOURNAL_PATH))) return;
    const store = stores.open(files.absolute(JOURNAL_PATH));
    // A set-up that was interrupted before its first operator was on record is none: nobody could ever sign in.
    if ((store.end()?.entry.index ?? 0) > 0) this.useJournal(store);
    else store.close();
  }

  useJournal(store: LedgerStore): void {
    this.journal = new Journal(store);
    this.#journalWriter = null;
  }

  requireJournal(): Journal {
    return this.journal ?? fail('NOT_SET_UP', 'this console has not been set up');
  }

  /** The console's own key, by what the journal says: there while someone is signed in, or while an effect still has an outcome to record. */
  get console(): Signer {
    const named = this.journal?.consoleFingerprint ?? this.#consoles.keys().next().value ?? '';
    return this.#consoles.get(named) ?? fail('LOCKED', 'nobody is signed in, so the console cannot sign either');
  }

  get consoleSecret(): Uint8Array {
    return this.#consoleSecret ?? fail('LOCKED', 'nobody is signed in');
  }

  /** Every key this console ever had: ledgers that were not handed over yet are signed with an earlier one. */
  holdConsole(signers: readonly Signer[], secret: Uint8Array): void {
    for (const signer of signers) {
      if (this.#consoles.has(signer.fingerprint)) signer.wipe();
      else this.#consoles.set(signer.fingerprint, signer);
    }
    this.#consoleSecret ??= secret;
  }

  /** Called whenever a seat is given up or an effect ends. */
  releaseConsoleWhenIdle(): void {
    const busy = this.incidents.all().some((incident) => incident.running.size > 0);
    if (busy || this.sessions.anyoneSignedIn()) return;
    this.#wipeConsoles();
    this.#consoleSecret?.fill(0);
    this.#consoleSecret = null;
    this.#journalWriter = null;
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

  /** `console` signs a new ledger that is not to be under the key of all others. */
  writer(store: LedgerStore, origin: string, console = this.#consoleOf(store, origin)): LedgerWriter {
    const { crypto, clock, random } = this.services;
    return new LedgerWriter(store, origin, console, { crypto, clock, random });
  }

  /** A console key for one exercise alone: nothing it signs can pass for this console's word on a live incident. */
  async exerciseConsole(): Promise<Signer> {
    const signer = await this.services.keyring.createNextConsole(this.consoleSecret);
    this.holdConsole([signer], this.consoleSecret);
    return this.#consoles.get(signer.fingerprint) ?? fail('LOCKED', 'nobody is signed in any more');
  }

  /** The incident, opened and replayed on first use. */
  incident(id: IncidentId): OpenIncident {
    return this.incidents.get(id);
  }

  /** One whose ledger was made just now. */
  adopt(id: IncidentId, store: LedgerStore, origin: string): OpenIncident {
    return this.incidents.adopt(id, this.#openingOf(id, store, origin));
  }

  #begin(id: IncidentId): Opening {
    const known = this.requireJournal().incidents.find((line) => line.incident === id);
    if (!known) fail('INCIDENT_UNKNOWN', 'this console knows no such incident');
    const { files, stores } = this.services;
    return this.#openingOf(id, stores.open(ledgerPath(files, id)), known.origin);
  }

  #openingOf(id: IncidentId, store: LedgerStore, origin: string): Opening {
    const { files, content, feed, clock } = this.services;
    const changed = (size: number): void => {
      this.#journalProblem = null; // The medium takes writes again.
      feed.publish({ what: 'incident', incident: id, size });
    };
    try {
      const [writer, vault] = [this.writer(store, origin), files.vault(incidentFolder(id))];
      return new Opening(store, OpenIncident.opening({ id, writer, vault, content, clock, changed }));
    } catch (error) {
      store.close();
      throw error;
    }
  }

  /** Why the console has stopped deciding; null while recording works. */
  get recordingProblem(): string | null {
    return (
      this.#journalProblem ??
      this.incidents
        .all()
        .map((incident) => incident.writer.problem)
        .find((problem) => problem !== null) ??
      null
    );
  }

  close(): void {
    this.works.stopAll();
    for (const incident of this.incidents.all()) for (const running of incident.running.values()) running.abort();
    this.incidents.clear();
    this.journal?.store.close();
    this.#wipeConsoles();
  }

  #wipeConsoles(): void {
    for (const signer of this.#consoles.values()) signer.wipe();
    this.#consoles.clear();
  }

  /** The key that the last checkpoint of this ledger carries; of several the newest, and the console's own for a new ledger. An exercise has its own. */
  #consoleOf(store: LedgerStore, origin: string): Signer {
    const last = store.lastCheckpoint();
    const note = last && parseNote(last.note);
    if (!note?.ok) return this.console;
    const { crypto } = this.services;
    const newestFirst = this.journal?.consoles.all().toReversed() ?? [];
    const held = newestFirst.flatMap(({ fingerprint }) => this.#consoles.get(fingerprint) ?? []);
    const signing = [...held, ...this.#consoles.values()].find(
      ({ publicKey }) => checkLine(crypto, note.note, { name: origin, publicKey }) === 'valid',
    );
    return signing ?? this.console;
  }
}

/** Absolute path, for whoever opens or checks the file itself. */
export function ledgerPath(files: HomeFiles, id: IncidentId): string {
  return files.absolute(`${incidentFolder(id)}/ledger.db`);
}

export function incidentFolder(id: IncidentId): string {
  return `incidents/${id}`;
}
