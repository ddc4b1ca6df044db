import type { Role } from '../domain/risk.ts';
import { Consoles, isHandOver, type ConsoleKey } from './consoles.ts';
import type { Entry } from './entry.ts';
import { fromBase64 } from './encoding.ts';
import { keyFingerprint, publicKeyFault } from './key.ts';
import { People, type KeyLine } from './people.ts';
import type { Primitives } from './primitives.ts';

export interface RosterKey {
  readonly fingerprint: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly publicKey: Uint8Array;
  /** Fingerprint of the first key of the same person in this ledger. */
  readonly person: string;
  /** Index of the entry from which on this key no longer counts, because it was revoked or replaced; null while it does. */
  readonly revokedAt: number | null;
  /** Named, but a second voucher or its own signature is still missing. */
  readonly pending: boolean;
}

export interface RosterFault {
  readonly code: 'CONSOLE_HANDOVER_UNVOUCHED' | 'KEY_UNACCEPTABLE' | 'KEY_FINGERPRINT_WRONG' | 'KEY_TWO_ROLES';
  readonly why: string;
}

type Line = Pick<KeyLine, 'fingerprint' | 'publicKey' | 'name'>;

/** Which operator keys a ledger itself vouches for, built up entry by entry in ledger order. */
export class Roster {
  readonly #sha256: Primitives['sha256'];
  readonly people: People;
  readonly consoles = new Consoles();
  #faults: RosterFault[] = [];
  /** Made anew when an entry speaks of people, which is rare; asked for at every checkpoint. */
  #keys: ReadonlyMap<string, RosterKey> = new Map();
  #all: readonly RosterKey[] = [];

  constructor(sha256: Primitives['sha256']) {
    this.#sha256 = sha256;
    this.people = new People((line) => this.#vet(line));
  }

  /** The console key that signs now. */
  get console(): ConsoleKey | null {
    return this.consoles.current;
  }

  get(fingerprint: string): RosterKey | undefined {
    return this.#keys.get(fingerprint);
  }

  all(): readonly RosterKey[] {
    return this.#all;
  }

  /** Takes in what `entry` says about keys. Faulty keys are reported and not admitted, so their signatures fail later. */
  apply(entry: Entry): readonly RosterFault[] {
    this.#faults = [];
    if (entry.kind === 'ledger.opened') {
      const { fingerprint, publicKey } = entry.body.console;
      if (this.#vet({ fingerprint, publicKey, name: 'console' })) this.consoles.apply(entry, this.people);
    }
    if (isHandOver(entry)) this.#handOver(entry);
    if (entry.kind === 'operator.enrolled') this.#checkSecondName(entry.body);
    if (entry.kind === 'ledger.opened')
      for (const [i, line] of entry.body.roster.entries()) this.#checkSecondName(line, entry.body.roster.slice(0, i));
    if (this.people.apply(entry)) {
      this.#keys = new Map(this.people.all().map((line) => [line.fingerprint, rosterKey(line)]));
      this.#all = [...this.#keys.values()];
    }
    return this.#faults;
  }

  #handOver(entry: Extract<Entry, { kind: 'console.rotated' | 'console.rotation-confirmed' }>): void {
    const why = this.consoles.fault(this.people, entry);
    if (why) this.#faults.push({ code: 'CONSOLE_HANDOVER_UNVOUCHED', why });
    const next = entry.kind === 'console.rotated' ? entry.body.next : null;
    if (!next || this.#vet({ ...next, name: 'the next console' })) this.consoles.apply(entry, this.people);
  }

  /** One key never stands for two people. */
  #checkSecondName(line: Line, before: readonly Line[] = this.people.all()): void {
    const held = before.find(({ fingerprint }) => fingerprint === line.fingerprint);
    if (held && held.name !== line.name)
      this.#faults.push({ code: 'KEY_TWO_ROLES', why: `${line.name} uses the key of ${held.name}` });
  }

  #vet({ fingerprint, publicKey: text, name }: Line): boolean {
    const fault = keyFault(this.#sha256, text, fingerprint);
    if (fault) this.#faults.push({ ...fault, why: `${name}: ${fault.why}` });
    else if (this.consoles.all().some((key) => key.fingerprint === fingerprint))
      this.#faults.push({ code: 'KEY_TWO_ROLES', why: `${name} uses the console's key` });
    else return true;
    return false;
  }
}

/** Why a key in its written form is not admitted to a roster, or null: for the console before it records, for the verifier after. */
export function keyFault(sha256: Primitives['sha256'], text: string, fingerprint: string): RosterFault | null {
  const publicKey = fromBase64(text);
  const why = publicKey ? publicKeyFault(publicKey) : 'not base64';
  if (!publicKey || why) return { code: 'KEY_UNACCEPTABLE', why: why ?? 'not base64' };
  return keyFingerprint(sha256, publicKey) === fingerprint
    ? null
    : { code: 'KEY_FINGERPRINT_WRONG', why: 'the fingerprint belongs to another key' };
}

function rosterKey({ fingerprint, name, roles, publicKey, person, ended, lacks }: KeyLine): RosterKey {
  return {
    fingerprint,
    name,
    roles,
    person,
    publicKey: fromBase64(publicKey) ?? new Uint8Array(),
    revokedAt: ended?.entry ?? null,
    pending: lacks.length > 0,
  };
}
