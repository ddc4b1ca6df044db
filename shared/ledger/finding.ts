import type { Instant } from '../domain/instant.ts';

/** One thing a verifier reports. `error`: the record is not what it claims. `warning`: sound, but a reader must know. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Where, as precisely as can be said. */
  readonly entry?: number;
  readonly checkpoint?: number;
  readonly file?: string;
}

export const FINDING_CODES = [
  'LEDGER_EMPTY',
  'LEDGER_TRUNCATED',
  'GENESIS_MISSING',
  'GENESIS_REPEATED',
  'ORIGIN_MISMATCH',
  'ENTRY_TOO_LARGE',
  'ENTRY_NOT_CANONICAL',
  'ENTRY_MALFORMED',
  'ENTRY_KIND_UNKNOWN',
  'ENTRY_INDEX_WRONG',
  'ENTRY_ALTERED',
  'ENTRY_ACTOR_UNKNOWN',
  'ENTRY_UNSEALED',
  'ENTRY_TIME_BACKWARDS',
  'LEAF_HASH_WRONG',
  'EXERCISE_MIXED',
  'CHECKPOINT_MALFORMED',
  'CHECKPOINT_ORDER',
  'CHECKPOINT_ROOT_WRONG',
  'CHECKPOINT_SIZE_BEYOND',
  'CHECKPOINT_MISSING',
  'CONSOLE_SIGNATURE_MISSING',
  'CONSOLE_SIGNATURE_INVALID',
  'CONSOLE_HANDOVER_UNVOUCHED',
  'CONSOLE_KEY_FORMER',
  'OPERATOR_SIGNATURE_MISSING',
  'OPERATOR_SIGNATURE_INVALID',
  'OPERATOR_SIGNATURE_STRAY',
  'OPERATORS_MIXED',
  'KEY_REVOKED',
  'KEY_UNCONFIRMED',
  'REVOCATION_UNCONFIRMED',
  'ENROLMENT_BY_ONE',
  'QUORUM_BY_ONE',
  'FILING_UNLOCKED',
  'ENROLMENT_UNVOUCHED',
  'KEY_UNACCEPTABLE',
  'KEY_TWO_ROLES',
  'KEY_FINGERPRINT_WRONG',
  'TRUST_NOT_ANCHORED',
  'TRUST_MISMATCH',
  'KNOWN_CHECKPOINT_FORK',
  'KNOWN_CHECKPOINT_AHEAD',
  'COSIGNATURE_INVALID',
  'COSIGNATURE_UNCHECKED',
  'COSIGNED_FORK',
  'TIMESTAMP_INVALID',
  'EVIDENCE_MISSING',
  'EVIDENCE_ALTERED',
  'EVIDENCE_EXTRA',
  'FILE_MISSING',
  'FILE_ALTERED',
  'FILE_EXTRA',
  'LINE_ENDINGS_CHANGED',
  'FILE_UNSAFE_NAME',
  'MANIFEST_MALFORMED',
  'BAG_MALFORMED',
  'ATTESTATION_MALFORMED',
  'ATTESTATION_SIGNATURE_INVALID',
  'ATTESTATION_MISMATCH',
  'STORE_SCHEMA_FOREIGN',
  'STORE_DAMAGED',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface WitnessedSummary {
  readonly name: string;
  readonly keyName: string;
  /** SHA-256 of its verifier key in text form: to be compared with the witness. */
  readonly fingerprint: string;
  readonly size: number;
  readonly time: Instant;
  /** The verifying person brought this key from elsewhere. */
  readonly trusted: boolean;
}

/** What a verification says. It is verified exactly when `findings` holds no error. */
export interface Report {
  readonly verified: boolean;
  readonly findings: readonly Finding[];
  /** Plain sentences on what is and what is not shown: rollback, trust anchor, time. */
  readonly statements: readonly string[];
  readonly summary: {
    readonly origin: string | null;
    readonly type: 'journal' | 'incident' | 'exercise' | null;
    readonly entries: number;
    readonly checkpoints: number;
    readonly root: string | null;
    readonly consoleFingerprint: string | null;
    readonly operators: readonly { readonly name: string; readonly fingerprint: string; readonly signed: number }[];
    /** Per witness the largest tree it cosigned, by what is recorded in this ledger; verified. */
    readonly witnessed: readonly WitnessedSummary[];
    readonly evidenceFiles: number;
    readonly evidenceBytes: number;
  };
}
