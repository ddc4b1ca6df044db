import type { Instant } from '../domain/instant.ts';
import type { Entry } from './entry.ts';
import type { Role } from '../domain/risk.ts';
import type { RosterLine } from './kinds/ledger-kinds.ts';

/** What a key that was named still needs before it counts: the signature of a second voucher, its own. */
export type Lack = 'voucher' | 'signature';

interface Mark {
  readonly entry: number;
  readonly at: Instant;
}

/** Why a key no longer counts, and from which entry on. */
export interface Ending extends Mark {
  readonly why: 'rotated' | 'revoked';
  /** Fingerprint of who ended it. */
  readonly by: string;
  readonly reason: string;
  /** The key that took its place; null when there is none. */
  readonly next: string | null;
  /** Whether someone else was there who could have confirmed. */
  readonly confirmable: boolean;
  /** Fingerprint of who confirmed a revocation. */
  readonly confirmedBy: string | null;
}

/** Roles that were given and last changed something that lets act. */
export interface Assignment {
  readonly entry: number;
  /** Fingerprint of who gave them. */
  readonly by: string;
  readonly roles: RosterLine['roles'];
  /** They count only once another person has confirmed. */
  readonly waits: boolean;
}

/** Roles whose holders fill the seats of a quorum or give roles to others. The others look, write and advise. */
export const ACTING_ROLES: readonly Role[] = ['commander', 'key-custodian', 'containment-lead', 'management'];

export interface KeyLine extends RosterLine {
  /** The first key this person had in this ledger. Later keys keep it: a person counts once, whatever keys they had. */
  readonly person: string;
  readonly since: Mark;
  /** Fingerprint of who named this key; the console's for the people a ledger was opened with. */
  readonly by: string;
  /** Keys of who vouched for this person; their own alone for who opened a console. Null where the record does not say. */
  readonly vouchers: readonly string[] | null;
  /** More than one person was there, and one alone enrolled. */
  readonly byOne: boolean;
  readonly lacks: readonly Lack[];
  readonly assigned: Assignment | null;
  readonly ended: Ending | null;
}

/** Fold over the entries of one ledger: whose keys there are, and which of them count. Judges nobody; see `voucher.ts`. */
export class People {
  readonly #keys = new Map<string, KeyLine>();
  #two = false;
  readonly #accept: (line: { fingerprint: string; publicKey: string; name: string }) => boolean;

  /** `accept` may turn a key away, as the verifier does with keys that are no good. */
  constructor(accept: (line: { fingerprint: string; publicKey: string; name: string }) => boolean = () => true) {
    this.#accept = accept;
  }

  get(fingerprint: string): KeyLine | undefined {
    return this.#keys.get(fingerprint);
  }

  all(): readonly KeyLine[] {
    return [...this.#keys.values()];
  }

  /** Whether this key may sign now. */
  counts(fingerprint: string): boolean {
    const line = this.#keys.get(fingerprint);
    return line !== undefined && line.ended === null && line.lacks.length === 0;
  }

  usable(): readonly KeyLine[] {
    return this.all().filter((line) => this.counts(line.fingerprint));
  }

  /** How many people can sign now. */
  persons(): number {
    return new Set(this.usable().map(({ person }) => person)).size;
  }

  /**
   * How many have to sign when `by` gives this person these roles: two when they add one that lets act and somebody else is
   * there, otherwise one. Roles that are taken away need one.
   */
  assignersFor({ person, roles: held }: KeyLine, roles: readonly Role[], by: string): 1 | 2 {
    const adds = roles.some((role) => ACTING_ROLES.includes(role) && !held.includes(role));
    const other = this.usable().some((one) => one.person !== person && one.person !== this.personOf(by));
    return adds && other ? 2 : 1;
  }

  /** What makes two keys one person. A key that nobody named is a person of its own. */
  personOf(fingerprint: string): string {
    return this.#keys.get(fingerprint)?.person ?? fingerprint;
  }

  /** The key that came after this one, or the one after that; itself when nothing did. */
  latest(fingerprint: string): string {
    const next = this.#keys.get(fingerprint)?.ended?.next ?? null;
    return next === null || next === fingerprint ? fingerprint : this.latest(next);
  }

  /** Takes an entry in; true when it said something about people. */
  apply(entry: Entry): boolean {
    switch (entry.kind) {
      case 'ledger.opened':
        this.#two = entry.body.vouchers === 2;
        for (const { vouchedBy, ...line } of entry.body.roster) this.#add(entry, line, { vouchers: vouchedBy ?? null });
        return true;
      case 'operator.enrolled': {
        const byOne = this.persons() > 1;
        this.#add(entry, entry.body, { byOne, lacks: this.#two && byOne ? ['voucher'] : [] });
        return true;
      }
      case 'operator.reenrolled': {
        const { replaces, reason: _, ...line } = entry.body;
        this.#succeed(entry, replaces, line, { lacks: ['voucher', 'signature'] });
        return true;
      }
      case 'operator.rotated': {
        const { fingerprint, next } = entry.body;
        const line = this.#keys.get(fingerprint);
        if (!line) return false;
        this.#end(entry, fingerprint, { why: 'rotated', reason: '', confirmable: false });
        this.#succeed(
          entry,
          fingerprint,
          { ...next, name: line.name, roles: line.roles },
          {
            vouchers: line.vouchers,
            byOne: line.byOne,
            lacks: ['signature'],
          },
        );
        return true;
      }
      case 'operator.rotation-carried': {
        const { fingerprint, next } = entry.body;
        const line = this.#keys.get(fingerprint);
        if (!line) return false;
        const { name, roles, vouchers, byOne } = line;
        this.#end(entry, fingerprint, { why: 'rotated', reason: '', confirmable: false });
        this.#succeed(entry, fingerprint, { ...next, name, roles }, { vouchers, byOne });
        return true;
      }
      case 'operator.revoked':
        this.#end(entry, entry.body.fingerprint, {
          why: 'revoked',
          reason: entry.body.reason,
          confirmable: this.#confirmable(entry.body.fingerprint, actorOf(entry)),
        });
        return true;
      case 'operator.revocation-confirmed':
        this.#change(entry.body.fingerprint, (line) => ({
          ended: line.ended && { ...line.ended, confirmedBy: line.ended.confirmedBy ?? actorOf(entry) },
        }));
        return true;
      case 'operator.assigned': {
        const { fingerprint, roles } = entry.body;
        this.#change(fingerprint, (line) => {
          const by = actorOf(entry);
          const waits = this.#two && this.assignersFor(line, roles, by) > 1;
          const assigned = { entry: entry.index, by, roles, waits };
          return waits ? { assigned } : { roles, assigned };
        });
        return true;
      }
      case 'operator.assignment-confirmed':
        this.#change(entry.body.fingerprint, ({ roles, assigned }) => ({
          roles: assigned?.roles ?? roles,
          assigned: null,
        }));
        return true;
      case 'operator.confirmed':
        this.#change(entry.body.fingerprint, (line) => ({ lacks: line.lacks.filter((lack) => lack !== 'signature') }));
        return true;
      case 'operator.vouched':
        this.#change(entry.body.fingerprint, (line) => ({
          lacks: line.lacks.filter((lack) => lack !== 'voucher'),
          vouchers: [...(line.vouchers ?? []), actorOf(entry)],
          byOne: false,
        }));
        return true;
      default:
        return false; // Everything else leaves people and keys as they are.
    }
  }

  /** Whether a revocation by `by` can have a second signature: giving up one's own key needs none, and somebody has to be left. */
  #confirmable(fingerprint: string, by: string): boolean {
    const [revoked, revoker] = [this.personOf(fingerprint), this.personOf(by)];
    return (
      revoked !== revoker &&
      this.#keys.has(by) &&
      this.usable().some(({ person }) => person !== revoked && person !== revoker)
    );
  }

  #add(entry: Entry, line: RosterLine, said: Partial<KeyLine>): boolean {
    // A second enrolment of a key lifts neither its end nor what it lacks.
    if (!this.#accept(line) || this.#keys.has(line.fingerprint)) return false;
    this.#keys.set(line.fingerprint, {
      ...line,
      person: line.fingerprint,
      since: markOf(entry),
      by: actorOf(entry),
      vouchers: [actorOf(entry)],
      byOne: false,
      lacks: [],
      assigned: null,
      ended: null,
      ...said,
    });
    return true;
  }

  #succeed(entry: Entry, before: string, line: RosterLine, said: Partial<KeyLine>): void {
    if (!this.#add(entry, line, { ...said, person: this.personOf(before) })) return;
    this.#change(before, ({ ended }) => ({ ended: ended && { ...ended, next: line.fingerprint } }));
  }

  #end(entry: Entry, fingerprint: string, ending: Pick<Ending, 'why' | 'reason' | 'confirmable'>): void {
    const end: Ending = { ...markOf(entry), ...ending, by: actorOf(entry), next: null, confirmedBy: null };
    this.#change(fingerprint, (line) => ({ ended: line.ended ?? end }));
  }

  #change(fingerprint: string, change: (line: KeyLine) => Partial<KeyLine>): void {
    const line = this.#keys.get(fingerprint);
    if (line) this.#keys.set(fingerprint, { ...line, ...change(line) });
  }
}

function markOf({ index, at }: Entry): Mark {
  return { entry: index, at: at.recorded };
}

function actorOf({ actor }: Entry): string {
  return actor.slice(actor.indexOf(':') + 1);
}

/** What a reader must know of keys that are in use elsewhere too. */
export function broughtStatements(people: People): readonly string[] {
  return people
    .all()
    .filter(({ brought }) => brought)
    .map(
      ({ name, fingerprint }) =>
        `The key ${fingerprint} of ${name} was brought from another console, says this one. A new key, a revocation or another use of it there is not in this record.`,
    );
}
