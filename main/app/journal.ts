import { fail } from '../../shared/domain/failure.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Organisation } from '../../shared/domain/organisation.ts';
import type { OperatorView, WitnessView } from '../../shared/view/console-view.ts';
import { Consoles } from '../../shared/ledger/consoles.ts';
import { decodeEntry, type Entry, type EntryBody } from '../../shared/ledger/entry.ts';
import type { TakenLine } from '../../shared/ledger/kinds/ledger-kinds.ts';
import { People, type KeyLine } from '../../shared/ledger/people.ts';
import { soleVoucher } from '../../shared/ledger/standing.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import { Permits } from './permits.ts';
import { refuseEnded } from './require-key.ts';

export const JOURNAL_PATH = 'journal/ledger.db';

export interface RegisteredIncident extends Readonly<EntryBody<'incident.registered'>> {
  readonly registeredAt: Instant;
}

/** Fold over the console journal: who may act here, for whom, and which incidents there are. */
export class Journal {
  readonly store: LedgerStore;
  origin = '';
  readonly consoles = new Consoles();
  organisation: Organisation | null = null;
  readonly people = new People();
  readonly permits = new Permits();
  readonly incidents: RegisteredIncident[] = [];
  /** Incidents that were there when people or keys changed last. */
  #before = 0;
  readonly witnesses = new Map<string, Omit<WitnessView, 'fingerprint'>>();
  /** Root certificates of time-stamping authorities, by fingerprint. */
  readonly timestampRoots = new Map<string, EntryBody<'tsa.trusted'>>();

  constructor(store: LedgerStore) {
    this.store = store;
    for (const { bytes, index } of store.bodies()) {
      const decoded = decodeEntry(bytes);
      if (!decoded.ok) fail('LEDGER_DAMAGED', `the console journal cannot be read at entry ${index}: ${decoded.why}`);
      this.apply(decoded.entry);
    }
  }

  apply(entry: Entry): void {
    this.consoles.apply(entry, this.people);
    if (this.people.apply(entry)) this.#before = this.incidents.length;
    this.permits.apply(entry, this.people);
    switch (entry.kind) {
      case 'ledger.opened':
        this.origin = entry.body.origin;
        return;
      case 'organisation.described':
        this.organisation = { name: entry.body.name, entities: entry.body.entities };
        return;
      case 'incident.registered':
        this.incidents.push({ ...entry.body, registeredAt: entry.at.recorded });
        return;
      case 'witness.trusted':
        this.witnesses.set(entry.body.vkey, { ...entry.body, distrusted: false });
        return;
      case 'tsa.trusted':
        this.timestampRoots.set(entry.body.rootSha256, entry.body);
        return;
      case 'witness.distrusted': {
        const witness = this.witnesses.get(entry.body.vkey);
        if (witness) this.witnesses.set(witness.vkey, { ...witness, distrusted: true });
        return;
      }
      default:
        return; // Sessions and clock jumps are on record for readers; nothing here depends on them.
    }
  }

  get consoleFingerprint(): string {
    return this.consoles.current?.fingerprint ?? '';
  }

  /** Incidents that may have missed a change of people; one that was declared after the last change began with what it says here. */
  mayBeBehind(): readonly RegisteredIncident[] {
    return this.incidents.slice(0, this.#before);
  }

  /** Someone who may sit down here. A key that only lacks its own signature may: that is how it gets it. */
  operator(fingerprint: string): KeyLine {
    const line = this.people.get(fingerprint) ?? fail('OPERATOR_UNKNOWN', 'there is no such operator at this console');
    if (line.ended) refuseEnded(line, line.ended);
    if (line.lacks.includes('voucher')) fail('KEY_PENDING', `nobody has vouched yet for the new key of ${line.name}`);
    return line;
  }

  views(): readonly OperatorView[] {
    return this.people.all().map(({ fingerprint, name, roles, person, brought, since, by, lacks, ended }) => ({
      fingerprint,
      name,
      roles,
      person,
      brought: brought ?? false,
      revoked: ended !== null,
      status: ended ? ended.why : lacks.length > 0 ? 'waiting' : 'active',
      since: { ...since, by: this.#nameOf(by) },
      soleVoucher: this.#soleVoucher(fingerprint),
      ended: ended && {
        entry: ended.entry,
        at: ended.at,
        by: this.#nameOf(ended.by),
        reason: ended.reason,
        next: ended.next,
        confirmedBy: ended.confirmedBy === null ? null : this.#nameOf(ended.confirmedBy),
      },
    }));
  }

  /** Who goes into the roster of a new incident ledger. */
  roster(): readonly TakenLine[] {
    return this.people.usable().map(({ fingerprint, publicKey, name, roles, brought, vouchers }) => ({
      fingerprint,
      publicKey,
      name,
      roles,
      ...(brought && { brought }),
      ...(vouchers && { vouchedBy: [...new Set(vouchers.map((voucher) => this.people.latest(voucher)))] }),
    }));
  }

  #soleVoucher(fingerprint: string): OperatorView['soleVoucher'] {
    const person = soleVoucher(this.people, fingerprint);
    return person === null ? null : { person, name: this.#nameOf(person) };
  }

  #nameOf(fingerprint: string): string {
    return this.people.get(fingerprint)?.name ?? 'console';
  }
}
