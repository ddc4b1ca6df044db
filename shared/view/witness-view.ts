import type { Instant } from '../domain/instant.ts';
import type { Failure } from '../domain/failure.ts';

/** A verifier key with what people compare: SHA-256 of its text in hex. */
export interface VerifierKeyView {
  readonly vkey: string;
  readonly keyId: string;
  readonly fingerprint: string;
}

/** This console as a witness for others. */
export interface OwnWitnessView {
  /** Null until somebody made it. `later` is the ML-DSA-44 key under the same name, where the runtime has it. */
  readonly key: (VerifierKeyView & { readonly name: string; readonly later: VerifierKeyView | null }) | null;
  /** Where key and memory lie; the command `bulkhead witness --state` over it is the same witness. */
  readonly folder: string;
  /** What a person has to know about the key file; null when there is nothing. */
  readonly warning: string | null;
  /** By origin; also those that get no answer any more. */
  readonly logs: readonly WitnessedLog[];
}

/** One ledger of others that this witness answers for, or answered for. */
export interface WitnessedLog {
  readonly origin: string;
  /** What the people here call it; null when nobody said. */
  readonly name: string | null;
  /** Empty when every key was dropped: what was seen is remembered all the same. */
  readonly keys: readonly VerifierKeyView[];
  readonly seen: SeenTree | null;
  /** Why the memory of it cannot be used; null while it can. */
  readonly problem: string | null;
}

/** The largest tree that was cosigned. */
export interface SeenTree {
  readonly size: number;
  readonly root: string;
  /** By the clock of this machine. */
  readonly at: Instant;
  /** The checkpoint with its lines, as it was cosigned. */
  readonly note: string;
}

/** What a request asks, and what this witness would say to it now. */
export interface WitnessReading {
  /** Null where the text cannot be read. */
  readonly asked: {
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    /** What the other console believes was seen last. */
    readonly old: number;
    /** Key ids of the lines under the ledger's name: a hint at a key, no proof of one. */
    readonly keyIds: readonly string[];
  } | null;
  /** What this witness remembers of that ledger. */
  readonly log: WitnessedLog | null;
  /** Null where it would be cosigned. */
  readonly refusal: Failure | null;
}

/** A cosigned checkpoint: what goes back to the other console. */
export interface WitnessAnswered {
  readonly origin: string;
  readonly size: number;
  readonly at: Instant;
  /** Signature lines, each with its line end. The first is Ed25519, and enough by itself. */
  readonly lines: readonly string[];
}
