import type { Entry } from './entry.ts';
import { fromBase64 } from './encoding.ts';
import type { People } from './people.ts';

export interface ConsoleKey {
  readonly fingerprint: string;
  readonly publicKey: Uint8Array;
  /** Entry from which on this key signs. */
  readonly since: number;
}

/** A hand-over that a second person has not confirmed yet. */
export interface PendingHandOver {
  readonly entry: number;
  /** Fingerprint of who began it. */
  readonly by: string;
  readonly next: { readonly fingerprint: string; readonly publicKey: string };
  readonly reason: string;
}

type HandOver = Extract<Entry, { kind: 'console.rotated' | 'console.rotation-confirmed' }>;
/** As much of a hand-over as the rules need: exists before anything is recorded. */
export type DraftHandOver = HandOver extends infer E
  ? E extends HandOver
    ? Pick<E, 'kind' | 'body' | 'actor'>
    : never
  : never;

export function isHandOver(entry: Entry): entry is HandOver {
  return entry.kind === 'console.rotated' || entry.kind === 'console.rotation-confirmed';
}

/**
 * Fold over the console keys of one ledger. The old key signs up to and with the checkpoint over the entry that hands over, the
 * new one from that checkpoint on: so that checkpoint carries both. A hand-over that does not stand changes nothing.
 */
export class Consoles {
  /** Oldest first; the last one signs. */
  #keys: readonly ConsoleKey[] = [];
  #pending: PendingHandOver | null = null;
  #due: readonly ConsoleKey[] = [];

  get current(): ConsoleKey | null {
    return this.#keys.at(-1) ?? null;
  }

  get pending(): PendingHandOver | null {
    return this.#pending;
  }

  /** Every key that ever signed as the console, oldest first. */
  all(): readonly ConsoleKey[] {
    return this.#keys;
  }

  /** Keys that the next checkpoint has to carry lines of: the current one, and those that handed over since the last. */
  due(): readonly ConsoleKey[] {
    return this.#due;
  }

  sealed(): void {
    this.#due = this.#keys.slice(-1);
  }

  /** Whether a hand-over begun by `by` needs a second person: whenever there is one. */
  waits(people: People, by: string): boolean {
    return people.usable().some(({ person }) => person !== people.personOf(by));
  }

  /** Why this entry does not stand, by `people` as they were before it; null when it does. */
  fault(people: People, { kind, body, actor }: DraftHandOver): string | null {
    const [role, by = ''] = actor.split(':');
    if (role !== 'operator' || !people.counts(by)) return 'hands the console over by someone whose key does not count';
    if (kind === 'console.rotated') {
      if (body.fingerprint !== this.current?.fingerprint) return 'hands over from a key that is not the console’s';
      const taken =
        people.get(body.next.fingerprint) ?? this.#keys.find((key) => key.fingerprint === body.next.fingerprint);
      return taken ? 'hands over to a key that this ledger names already' : null;
    }
    if (this.#pending?.entry !== body.rotation || this.#pending.next.fingerprint !== body.fingerprint)
      return 'confirms a hand-over that is not waiting';
    return people.personOf(by) === people.personOf(this.#pending.by)
      ? 'confirms a hand-over without being a second person'
      : null;
  }

  open(index: number, { fingerprint, publicKey }: { readonly fingerprint: string; readonly publicKey: string }): void {
    this.#keys = [...this.#keys, { fingerprint, publicKey: fromBase64(publicKey) ?? new Uint8Array(), since: index }];
    this.#due = [...this.#due, ...this.#keys.slice(-1)];
    this.#pending = null;
  }

  /** Takes in an entry that stands. `people` as they were before it. */
  apply(entry: Entry, people: People): void {
    if (entry.kind === 'ledger.opened') {
      if (this.#keys.length === 0) this.open(entry.index, entry.body.console);
      return;
    }
    if (!isHandOver(entry) || this.fault(people, entry)) return;
    const by = entry.actor.slice(entry.actor.indexOf(':') + 1);
    if (entry.kind === 'console.rotation-confirmed') {
      if (this.#pending) this.open(entry.index, this.#pending.next);
    } else if (this.waits(people, by)) {
      this.#pending = { entry: entry.index, by, next: entry.body.next, reason: entry.body.reason };
    } else {
      this.open(entry.index, entry.body.next);
    }
  }
}

/** What a reader has to know about hand-overs: which fingerprint to compare. */
export function handOverStatements(consoles: Consoles): readonly string[] {
  return consoles
    .all()
    .slice(1)
    .map(
      ({ fingerprint, since }, i) =>
        `Entry ${since} handed over from console key ${consoles.all()[i]?.fingerprint ?? ''} to ${fingerprint}, signed by both. Either fingerprint is one to compare.`,
    );
}
