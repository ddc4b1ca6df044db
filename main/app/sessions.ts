import { fail } from '../../shared/domain/failure.ts';
import type { Role } from '../../shared/domain/risk.ts';
import type { SeatView, SessionView } from '../../shared/view/console-view.ts';
import type { Signer } from '../ports/crypto.ts';
import type { Session } from './app.ts';

export interface Seat {
  readonly signer: Signer;
  readonly name: string;
  readonly roles: readonly Role[];
}

class LiveSession implements Session {
  readonly id: string;
  lead: Seat | null = null;
  second: Seat | null = null;
  lastActive: number;
  readonly staged = new Map<string, { sha256: string; size: number }>();

  constructor(id: string, now: number) {
    this.id = id;
    this.lastActive = now;
  }
}

/** Who is signed in where. Keys live here and nowhere else, and are wiped when a seat is given up. */
export class Sessions {
  readonly #live = new Map<string, LiveSession>();
  readonly #monotonicMs: () => number;
  readonly idleLockMs: number;

  constructor(monotonicMs: () => number, idleLockMs: number) {
    this.#monotonicMs = monotonicMs;
    this.idleLockMs = idleLockMs;
  }

  open(id: string): Session {
    const session = new LiveSession(id, this.#monotonicMs());
    this.#live.set(id, session);
    return session;
  }

  drop(session: Session): void {
    this.#live.delete(session.id);
  }

  /** The person whose key signs what this session does now. Throws LOCKED. Counts as activity. */
  acting(session: Session): Seat {
    const live = this.#get(session);
    live.lastActive = this.#monotonicMs();
    return live.second ?? live.lead ?? fail('LOCKED', 'nobody is signed in');
  }

  lead(session: Session): Seat | null {
    return this.#get(session).lead;
  }

  /** Looking needs a signed-in person too, but does not keep the session awake: screens refresh by themselves. */
  requireSignedIn(session: Session): void {
    const live = this.#get(session);
    if (!live.lead && !live.second) fail('LOCKED', 'nobody is signed in');
  }

  seat(session: Session, place: 'lead' | 'second', seat: Seat): void {
    const live = this.#get(session);
    live[place]?.signer.wipe();
    live[place] = seat;
    live.lastActive = this.#monotonicMs();
  }

  /** Both people at one keyboard, for what needs two signatures at once. */
  both(session: Session): { readonly lead: Seat; readonly second: Seat } {
    this.acting(session);
    const { lead, second } = this.#get(session);
    if (!lead || !second)
      fail('APPROVAL_SAME_PERSON', 'two people have to be at this console: a second one takes the keyboard first');
    return { lead, second };
  }

  /** Everybody whose key is here, the lead first. */
  seats(session: Session): readonly Seat[] {
    const { lead, second } = this.#get(session);
    return [lead, second].filter((seat) => seat !== null);
  }

  /** The same person, sitting where they sat, with another key or other roles. A key that is replaced is wiped. */
  reseat(session: Session, fingerprint: string, change: Partial<Seat>): void {
    const live = this.#get(session);
    for (const place of ['lead', 'second'] as const) {
      const seat = live[place];
      if (seat?.signer.fingerprint !== fingerprint) continue;
      if (change.signer && change.signer !== seat.signer) seat.signer.wipe();
      live[place] = { ...seat, ...change };
    }
  }

  /** Gives a seat up; answers who left. */
  vacate(session: Session, place: 'lead' | 'second'): Seat | null {
    const live = this.#get(session);
    const seat = live[place];
    seat?.signer.wipe();
    live[place] = null;
    return seat;
  }

  /** Sessions nobody touched for the idle time, with someone signed in. */
  idle(): readonly Session[] {
    const limit = this.#monotonicMs() - this.idleLockMs;
    return [...this.#live.values()].filter((live) => (live.lead || live.second) && live.lastActive < limit);
  }

  anyoneSignedIn(): boolean {
    return [...this.#live.values()].some((live) => live.lead || live.second);
  }

  all(): readonly Session[] {
    return [...this.#live.values()];
  }

  staged(session: Session): Map<string, { sha256: string; size: number }> {
    return this.#get(session).staged;
  }

  view(session: Session): SessionView {
    const live = this.#get(session);
    const lead = seatView(live.lead);
    const second = seatView(live.second);
    return { lead, second, acting: second ?? lead, idleLockMinutes: Math.round(this.idleLockMs / 60_000) };
  }

  #get(session: Session): LiveSession {
    return this.#live.get(session.id) ?? fail('HOST_REFUSED', 'this session has ended');
  }
}

function seatView(seat: Seat | null): SeatView | null {
  return seat && { fingerprint: seat.signer.fingerprint, name: seat.name, roles: seat.roles };
}
