import { fail } from '../../shared/domain/failure.ts';
import type { Organisation } from '../../shared/domain/organisation.ts';
import type { OperatorView, WitnessView } from '../../shared/view/console-view.ts';
import { decodeEntry, type Entry, type EntryBody } from '../../shared/ledger/entry.ts';
import type { RosterLine } from '../../shared/ledger/kinds/ledger-kinds.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';

export const JOURNAL_PATH = 'journal/ledger.db';

/** Fold over the console journal: who may act here, for whom, and which incidents there are. */
export class Journal {
  readonly store: LedgerStore;
  origin = '';
  consoleFingerprint = '';
  organisation: Organisation | null = null;
  readonly operators = new Map<string, RosterLine & { revoked: boolean }>();
  readonly incidents: EntryBody<'incident.registered'>[] = [];
  readonly witnesses = new Map<string, WitnessView>();

  constructor(store: LedgerStore) {
    this.store = store;
    for (const { bytes, index } of store.entries()) {
      const decoded = decodeEntry(bytes);
      if (!decoded.ok) fail('LEDGER_DAMAGED', `the console journal cannot be read at entry ${index}: ${decoded.why}`);
      this.apply(decoded.entry);
    }
  }

  apply(entry: Entry): void {
    switch (entry.kind) {
      case 'ledger.opened':
        this.origin = entry.body.origin;
        this.consoleFingerprint = entry.body.console.fingerprint;
        return;
      case 'organisation.described':
        this.organisation = entry.body;
        return;
      case 'operator.enrolled':
        this.operators.set(entry.body.fingerprint, { ...entry.body, revoked: false });
        return;
      case 'operator.revoked': {
        const operator = this.operators.get(entry.body.fingerprint);
        if (operator) this.operators.set(operator.fingerprint, { ...operator, revoked: true });
        return;
      }
      case 'incident.registered':
        this.incidents.push(entry.body);
        return;
      case 'witness.trusted':
        this.witnesses.set(entry.body.vkey, { ...entry.body, distrusted: false });
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

  operator(fingerprint: string): RosterLine {
    const operator = this.operators.get(fingerprint) ?? fail('OPERATOR_UNKNOWN', 'there is no such operator at this console');
    if (operator.revoked) fail('KEY_REVOKED', `${operator.name}'s key was revoked`);
    return operator;
  }

  views(): readonly OperatorView[] {
    return [...this.operators.values()].map(({ fingerprint, name, roles, revoked }) => ({ fingerprint, name, roles, revoked }));
  }

  /** Who goes into the roster of a new incident ledger. */
  roster(): readonly RosterLine[] {
    return [...this.operators.values()].filter((line) => !line.revoked).map(({ fingerprint, publicKey, name, roles }) => ({ fingerprint, publicKey, name, roles }));
  }
}
