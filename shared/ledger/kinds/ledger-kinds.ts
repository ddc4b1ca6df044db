import { z } from 'zod';
import { ROLES } from '../../domain/risk.ts';
import { Fingerprint, IncidentId, InstantSchema, Sha256Hex, line, prose } from '../../domain/ids.ts';
import { ORIGIN_PATTERN } from '../checkpoint.ts';

/** Raw Ed25519 public key in base64. */
export const PublicKeyText = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

export const RosterLine = z.strictObject({
  fingerprint: Fingerprint,
  publicKey: PublicKeyText,
  name: line(120),
  roles: z.array(z.enum(ROLES)).min(1),
  /** The key was made at another console and came as a file; absent where it was made here, and in lines from before this was said. */
  brought: z.literal(true).optional(),
});
export type RosterLine = z.infer<typeof RosterLine>;

/** A line as a new ledger takes it over from the journal: by their keys of now, who vouched for this person there. */
export const TakenLine = z.strictObject({ ...RosterLine.shape, vouchedBy: z.array(Fingerprint).max(10).optional() });
export type TakenLine = z.infer<typeof TakenLine>;

/** Text form of a verifier key, C2SP signed-note; an ML-DSA-44 key has 1,752 digits. */
export const VerifierKeyText = z
  .string()
  .max(2100)
  .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{8,1800}={0,2}$/u);

const ConsoleLine = z.strictObject({ fingerprint: Fingerprint, publicKey: PublicKeyText });

export const ledgerKinds = {
  /** Entry 0 of every ledger: pins format, origin, console key and the roster known at that moment. */
  'ledger.opened': z.strictObject({
    format: z.literal('bulkhead-ledger/1'),
    type: z.enum(['journal', 'incident', 'exercise']),
    origin: z.string().regex(ORIGIN_PATTERN),
    console: ConsoleLine,
    roster: z.array(TakenLine).max(200),
    /** Incident this ledger is about; null in the journal. */
    incident: IncidentId.nullable(),
    software: line(80),
    /** How many people vouch for a new one, and for a role that lets act, where that many are there; 1 in ledgers without it. */
    vouchers: z.literal(2).optional(),
  }),
  /** A person joins: recorded by the operator who vouches (by the person himself when he is the first). */
  'operator.enrolled': RosterLine,
  /** The enrolled person shows possession of the key by signing this. */
  'operator.confirmed': z.strictObject({ fingerprint: Fingerprint }),
  /** Trust in a key ends here; earlier signatures are judged as of then. */
  'operator.revoked': z.strictObject({ fingerprint: Fingerprint, reason: prose(2000) }),
  'session.opened': z.strictObject({ fingerprint: Fingerprint, host: z.enum(['electron', 'loopback', 'cli']) }),
  'session.closed': z.strictObject({ fingerprint: Fingerprint, why: z.enum(['locked', 'idle', 'stopped']) }),
  /** The wall clock was earlier than the last recorded entry, or jumped against the monotonic clock. */
  'clock.jumped': z.strictObject({
    lastRecorded: InstantSchema,
    now: InstantSchema,
    /** Wall minus monotonic, milliseconds; null when the console had just started and only the ledger was older. */
    driftMs: z.int().nullable(),
  }),
  'incident.registered': z.strictObject({
    incident: IncidentId,
    origin: z.string().regex(ORIGIN_PATTERN),
    codename: line(60),
    exercise: z.boolean(),
    /** Of an exercise: the key that signs there for the console, and nowhere else. Absent in older entries. */
    console: ConsoleLine.exactOptional(),
  }),
  /** In the journal: someone outside whose cosignatures count from here on, by the key that a person compared. */
  'witness.trusted': z.strictObject({ name: line(120), vkey: VerifierKeyText }),
  'witness.distrusted': z.strictObject({ vkey: VerifierKeyText, reason: prose(2000) }),
  /** A trusted witness has cosigned an earlier checkpoint of this ledger (C2SP tlog-cosignature); verified before it was recorded. */
  'checkpoint.witnessed': z.strictObject({
    size: z.int().min(1),
    root: Sha256Hex,
    witness: line(120),
    vkey: VerifierKeyText,
    /** The signature line as it came, without its newline: later verifiers need nothing else. */
    cosignature: line(4000),
    /** By the clock of the witness, to the second. */
    time: InstantSchema,
  }),
} as const;
