import { z } from 'zod';
import { Fingerprint, InstantSchema, Sha256Hex, line } from '../domain/ids.ts';
import { canonical } from '../ledger/canonical.ts';
import { ORIGIN_PATTERN } from '../ledger/checkpoint.ts';
import { concatBytes, equalBytes, fromBase64, fromUtf8, toBase64, utf8 } from '../ledger/encoding.ts';
import { BUNDLE_FORMAT, CHECKPOINT, tagManifest } from './layout.ts';

/** in-toto Statement v1 in a DSSE v1 envelope: who handed what to whom, over the hashes of both tag manifests. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://bulkhead.example/attestation/handoff/v1';
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Order as in the statement. */
export const SUBJECTS = [tagManifest('sha256'), tagManifest('sha512'), CHECKPOINT] as const;

export const Predicate = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  origin: z.string().regex(ORIGIN_PATTERN),
  size: z.int().min(1),
  root: Sha256Hex,
  exercise: z.boolean(),
  console: Fingerprint,
  exporter: z.strictObject({ fingerprint: Fingerprint, name: line(120) }),
  recipient: line(200),
  purpose: line(500),
  exportedAt: InstantSchema,
  tool: line(80),
});
export type Predicate = z.infer<typeof Predicate>;

const Statement = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  predicateType: z.literal(PREDICATE_TYPE),
  predicate: Predicate,
  subject: z
    .array(z.strictObject({ name: z.string(), digest: z.strictObject({ sha256: Sha256Hex }) }))
    .length(SUBJECTS.length),
});
export type Statement = z.infer<typeof Statement>;

const Envelope = z.strictObject({
  payload: z.string(),
  payloadType: z.literal(PAYLOAD_TYPE),
  signatures: z.array(z.strictObject({ keyid: Fingerprint, sig: z.string() })).length(2),
});

export interface Signature {
  readonly keyid: string;
  readonly sig: Uint8Array;
}

export interface Attestation {
  readonly statement: Statement;
  readonly payload: Uint8Array;
  /** Console first, then the exporter. */
  readonly signatures: readonly Signature[];
}

/** Canonical bytes of the statement; `digests` are the SHA-256 of the SUBJECTS. */
export function encodeStatement(predicate: Predicate, digests: readonly string[]): Uint8Array {
  const subject = SUBJECTS.map((name, i) => ({ name, digest: { sha256: digests[i] ?? '' } }));
  return utf8(canonical(Statement.parse({ _type: STATEMENT_TYPE, predicateType: PREDICATE_TYPE, predicate, subject })));
}

/** DSSE protocol 1.0.2, pre-authentication encoding: the bytes that are signed. */
export function preAuthEncoding(payload: Uint8Array): Uint8Array {
  return concatBytes(utf8(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload);
}

/** One line of canonical JSON. */
export function formatEnvelope(payload: Uint8Array, signatures: readonly Signature[]): string {
  const lines = signatures.map(({ keyid, sig }) => ({ keyid, sig: toBase64(sig) }));
  return `${canonical({ payload: toBase64(payload), payloadType: PAYLOAD_TYPE, signatures: lines })}\n`;
}

export type ParsedAttestation =
  | { readonly ok: true; readonly attestation: Attestation }
  | { readonly ok: false; readonly why: string };

/**
 * Strict: exactly the bytes that `formatEnvelope` and `encodeStatement` would write, so that the file has one spelling although
 * no manifest covers it. Says nothing about signatures.
 */
export function parseEnvelope(bytes: Uint8Array): ParsedAttestation {
  const envelope = Envelope.safeParse(parseJson(bytes));
  if (!envelope.success) return { ok: false, why: 'not a DSSE envelope with two signatures' };
  const payload = fromBase64(envelope.data.payload);
  const signatures = envelope.data.signatures.map(({ keyid, sig }) => ({
    keyid,
    sig: fromBase64(sig) ?? new Uint8Array(0),
  }));
  if (!payload || !equalBytes(utf8(formatEnvelope(payload, signatures)), bytes))
    return { ok: false, why: 'not in canonical form' };
  const statement = Statement.safeParse(parseJson(payload));
  if (!statement.success)
    return { ok: false, why: `not a handoff statement: ${statement.error.issues[0]?.path.join('.') ?? ''}` };
  if (!equalBytes(utf8(canonical(statement.data)), payload))
    return { ok: false, why: 'the statement is not in canonical form' };
  if (statement.data.subject.some(({ name }, i) => name !== SUBJECTS[i]))
    return { ok: false, why: 'the statement is about other files' };
  return { ok: true, attestation: { statement: statement.data, payload, signatures } };
}

function parseJson(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Every caller takes "no value" for "malformed", with a finding that names the file.
  }
}
