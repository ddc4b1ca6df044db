import type { Entry } from './entry.ts';
import { fromBase64 } from './encoding.ts';
import { keyFingerprint, publicKeyFault } from './key.ts';
import type { Primitives } from './primitives.ts';

export interface RosterKey {
  readonly fingerprint: string;
  readonly name: string;
  readonly publicKey: Uint8Array;
  /** Index of the entry from which on this key no longer counts; null while it does. */
  readonly revokedAt: number | null;
}

export interface RosterFault {
  readonly code: 'KEY_UNACCEPTABLE' | 'KEY_FINGERPRINT_WRONG' | 'KEY_TWO_ROLES';
  readonly why: string;
}

/** Which operator keys a ledger itself vouches for, built up entry by entry in ledger order. */
export class Roster {
  readonly #sha256: Primitives['sha256'];
  readonly #keys = new Map<string, RosterKey>();
  #console: { fingerprint: string; publicKey: Uint8Array } | null = null;

  constructor(sha256: Primitives['sha256']) {
    this.#sha256 = sha256;
  }

  get console(): { readonly fingerprint: string; readonly publicKey: Uint8Array } | null {
    return this.#console;
  }

  get(fingerprint: string): RosterKey | undefined {
    return this.#keys.get(fingerprint);
  }

  all(): readonly RosterKey[] {
    return [...this.#keys.values()];
  }

  /** Takes in what `entry` says about keys. Faulty keys are reported and not admitted, so their signatures fail later. */
  apply(entry: Entry): readonly RosterFault[] {
    switch (entry.kind) {
      case 'ledger.opened': {
        const faults: RosterFault[] = [];
        const key = this.#accept(entry.body.console.publicKey, entry.body.console.fingerprint, faults, 'console');
        if (key) this.#console = { fingerprint: entry.body.console.fingerprint, publicKey: key };
        for (const line of entry.body.roster) this.#admit(line, faults);
        return faults;
      }
      case 'operator.enrolled': {
        const faults: RosterFault[] = [];
        this.#admit(entry.body, faults);
        return faults;
      }
      case 'operator.revoked': {
        const key = this.#keys.get(entry.body.fingerprint);
        if (key && key.revokedAt === null) this.#keys.set(key.fingerprint, { ...key, revokedAt: entry.index });
        return [];
      }
      default:
        return [];
    }
  }

  #admit(line: { fingerprint: string; publicKey: string; name: string }, faults: RosterFault[]): void {
    const publicKey = this.#accept(line.publicKey, line.fingerprint, faults, line.name);
    if (!publicKey) return;
    if (this.#console?.fingerprint === line.fingerprint) {
      faults.push({ code: 'KEY_TWO_ROLES', why: `${line.name} uses the console's key` });
      return;
    }
    // A second enrolment of a key never lifts its revocation, and one key never stands for two people.
    const held = this.#keys.get(line.fingerprint);
    if (held && held.name !== line.name) faults.push({ code: 'KEY_TWO_ROLES', why: `${line.name} uses the key of ${held.name}` });
    if (held) return;
    this.#keys.set(line.fingerprint, { fingerprint: line.fingerprint, name: line.name, publicKey, revokedAt: null });
  }

  #accept(text: string, fingerprint: string, faults: RosterFault[], whose: string): Uint8Array | null {
    const publicKey = fromBase64(text);
    const fault = publicKey ? publicKeyFault(publicKey) : 'not base64';
    if (!publicKey || fault) {
      faults.push({ code: 'KEY_UNACCEPTABLE', why: `${whose}: ${fault}` });
      return null;
    }
    if (keyFingerprint(this.#sha256, publicKey) !== fingerprint) {
      faults.push({ code: 'KEY_FINGERPRINT_WRONG', why: `${whose}: the fingerprint belongs to another key` });
      return null;
    }
    return publicKey;
  }
}
