import type { Roster, RosterKey } from './roster.ts';

/** Whom an entry names as its author, and how many entries name them so far. */
export interface Acting {
  readonly actor: string;
  readonly role: string;
  readonly fingerprint: string;
  /** Of a person on the roster as it stands. */
  readonly key: RosterKey | undefined;
  readonly count: { entries: number };
}

/** Looks authors up. Who acted last is most often who acts next, so they are looked up once, until the roster may have changed. */
export class ActingLookup {
  readonly #roster: Roster;
  readonly #counts = new Map<string, { entries: number }>();
  #last: Acting | null = null;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** `actor`: role and fingerprint, as in an entry. */
  of(actor: string): Acting {
    if (this.#last?.actor === actor) return this.#last;
    const [role = '', fingerprint = ''] = actor.split(':');
    const count = this.#counts.get(actor) ?? { entries: 0 };
    this.#counts.set(actor, count);
    this.#last = { actor, role, fingerprint, key: this.#roster.get(fingerprint), count };
    return this.#last;
  }

  rosterMayHaveChanged(): void {
    this.#last = null;
  }

  /** How many entries named this person. */
  countOf(fingerprint: string): number {
    return this.#counts.get(`operator:${fingerprint}`)?.entries ?? 0;
  }
}
