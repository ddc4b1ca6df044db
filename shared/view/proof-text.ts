/** Texts that leave the console to be checked elsewhere. `log` is the verifier key of this ledger's console, C2SP signed-note. */

export interface WitnessRequestText {
  readonly text: string;
  readonly old: number;
  readonly size: number;
  readonly log: string;
  /** SHA-256 of `log` in hex: what people compare. */
  readonly logPrint: string;
}

export interface EntryProof {
  /** Content of a `.tlog-proof` file. */
  readonly proof: string;
  /** The entry as it was logged; in UTF-8 its leaf hash is what the proof is about. */
  readonly entry: string;
  readonly size: number;
  readonly log: string;
  /** Verifier keys of the trusted witnesses whose cosignatures are in the proof. */
  readonly witnesses: readonly string[];
}

export interface CheckpointText {
  readonly note: string;
  readonly origin: string;
  readonly size: number;
  /** 64 hex digits. */
  readonly root: string;
  readonly log: string;
}
