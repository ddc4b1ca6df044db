import type { Instant } from '../domain/instant.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Role } from '../domain/risk.ts';

export interface OperatorView {
  readonly fingerprint: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The key no longer counts, whatever the reason. */
  readonly revoked: boolean;
  readonly status: KeyStatus;
  /** The same for every key that one person had. */
  readonly person: string;
  /** Entry of the journal that named the key. */
  readonly since: KeyMark;
  /** The key was made at another console, where it goes on; false also where the record is older than that it says so. */
  readonly brought: boolean;
  /** On whose word alone this person is here; null when two vouched, and for who opened the console. */
  readonly soleVoucher: { readonly person: string; readonly name: string } | null;
  readonly ended: KeyEnd | null;
}

/** `waiting`: named, and a signature under it is still missing. */
export type KeyStatus = 'active' | 'waiting' | 'rotated' | 'revoked';

export interface KeyMark {
  readonly entry: number;
  readonly at: Instant;
  /** Name of who signed; `console` for the people a console began with. */
  readonly by: string;
}

export interface KeyEnd extends KeyMark {
  readonly reason: string;
  /** Name of the second person; null when there was none. */
  readonly confirmedBy: string | null;
  /** Fingerprint of the key that took its place. */
  readonly next: string | null;
}

export interface SeatView {
  readonly fingerprint: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Who is at this console. `second` is a person who took the keyboard to sign; their key is wiped when they hand it back. */
export interface SessionView {
  readonly lead: SeatView | null;
  readonly second: SeatView | null;
  /** Who signs what is done now: the second when present, else the lead. Null when locked. */
  readonly acting: SeatView | null;
  readonly idleLockMinutes: number;
}

export interface KeyStoreView {
  /** `passphrase`: sealed by passphrase only. `passphrase+os`: additionally wrapped by the key store of the operating system. */
  readonly kind: 'passphrase' | 'passphrase+os';
  /** Set when the operating system's store protects nothing (for example `basic_text`): shown to the user. */
  readonly warning: string | null;
}

/** Someone outside whose cosignatures this console counts, or counted until it was told otherwise. */
export interface WitnessView {
  readonly name: string;
  readonly vkey: string;
  /** SHA-256 of `vkey` in hex: what people compare. */
  readonly fingerprint: string;
  readonly distrusted: boolean;
}

/** Root certificate of a time-stamping authority that a person compared. */
export interface TimestampRootView {
  readonly name: string;
  /** SHA-256 over the certificate, hex, as authorities publish it. */
  readonly rootSha256: string;
}

/** The key that signs every record of this console. */
export interface ConsoleKeyView {
  readonly fingerprint: string;
  /** Entry of the journal that handed over to it; null for the first one. */
  readonly since: number | null;
  /** Fingerprints of the keys before, oldest first: whoever compared one of those may go on comparing it. */
  readonly former: readonly string[];
  /** Codenames of incidents that still sign with an earlier key. Empty while nobody is signed in. */
  readonly behind: readonly string[];
}

/** What an incident has not heard of one person. */
export interface RosterGap {
  readonly name: string;
  /**
   * `new-key`: their new key. `signature`: their confirmation of it. `unknown`: the person, or that they were enrolled again.
   * `still-counts`: that a key ended. `voucher`: the second voucher. `roles`: other roles.
   */
  readonly what: 'new-key' | 'signature' | 'unknown' | 'still-counts' | 'voucher' | 'roles';
  /** Whose signatures close it: the person's own, which comes with signing in, or those of two people. */
  readonly by: 'self' | 'two';
}

/** An incident that could not be written when people or keys changed. */
export interface BehindView {
  readonly incident: string;
  readonly codename: string;
  readonly gaps: readonly RosterGap[];
  /** Why it cannot be opened, so that nobody knows whether it is behind; null when it can. */
  readonly problem: string | null;
}

/** What the organisation lets this console do. */
export interface WithdrawalView {
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

export interface PermitsView {
  /** Who armed the mode that runs commands, for which actions. Not `armed`: a second signature is missing. */
  readonly armings: readonly {
    readonly armed: boolean;
    readonly by: readonly string[];
    readonly at: Instant;
    readonly reason: string;
    /** Null: all actions but those in `except`. */
    readonly actions: readonly string[] | null;
    readonly except: readonly string[];
  }[];
  /** Actions that this console may do by itself now. */
  readonly mayRun: readonly string[];
  /**
   * `changed`: another content of it was approved. `by` without `approved`: a second signature is missing. `withdrawn`: who took an
   * approval of this content back, as long as it was not approved again.
   */
  readonly playbooks: readonly {
    readonly id: string;
    readonly version: number;
    readonly digest: string;
    readonly title: string;
    readonly state: 'approved' | 'changed' | 'none' | 'withdrawn';
    readonly by: readonly string[];
    readonly at: Instant | null;
    readonly withdrawn: WithdrawalView | null;
  }[];
}

/** First thing a screen asks for, before anyone is signed in. */
export interface ConsoleView {
  readonly version: string;
  readonly host: 'electron' | 'loopback' | 'cli';
  readonly home: string;
  readonly setUp: boolean;
  readonly organisation: Organisation | null;
  readonly operators: readonly OperatorView[];
  /** Null before the console is set up. */
  readonly consoleKey: ConsoleKeyView | null;
  /** Null before the console is set up. */
  readonly permits: PermitsView | null;
  /** Incidents whose roster is behind the journal. Empty while nobody is signed in. */
  readonly behind: readonly BehindView[];
  readonly witnesses: readonly WitnessView[];
  readonly timestampRoots: readonly TimestampRootView[];
  readonly session: SessionView;
  readonly keyStore: KeyStoreView;
  /** Null while recording works; otherwise why the console has stopped deciding. */
  readonly recordingProblem: string | null;
  readonly now: Instant;
}

/** A date of a legal clock that runs or has run out. */
export interface LegalDate {
  readonly clock: string;
  readonly title: string;
  readonly entity: string;
  readonly entityName: string;
  readonly due: Instant;
}

export interface IncidentLine {
  readonly incident: string;
  readonly codename: string;
  readonly pattern: string;
  readonly exercise: boolean;
  readonly declaredAt: Instant;
  readonly commanderName: string;
  readonly entries: number;
  /** How much of a long ledger is read, while it is being opened; what is not known before is empty meanwhile. */
  readonly opening: { readonly done: number; readonly total: number } | null;
  /** Legal dates that press, earliest first. None of an exercise: those go by its own clock. */
  readonly dates: readonly LegalDate[];
  /** Set when this ledger could not be opened; the others still can. */
  readonly problem: string | null;
}
