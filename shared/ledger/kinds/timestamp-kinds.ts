import { z } from 'zod';
import { InstantSchema, Sha256Hex, line } from '../../domain/ids.ts';

/** Time-stamps of somebody outside (RFC 3161), carried by hand. Files lie in the vault under the hashes named here. */
export const timestampKinds = {
  /** In the journal: a root certificate that a person compared; time-stamps that lead up to it count from here on. */
  'tsa.trusted': z.strictObject({
    name: line(300),
    /** SHA-256 over the certificate (DER), as authorities publish it. */
    rootSha256: Sha256Hex,
    /** SHA-256 over the PEM file as it was given. */
    pemSha256: Sha256Hex,
  }),
  /** A request was made over a frozen checkpoint. Nothing is proven by it. */
  'timestamp.requested': z.strictObject({
    size: z.int().min(1),
    root: Sha256Hex,
    /** What is stamped: the checkpoint as a signed note with the lines of console and operator, before witnesses add theirs. */
    checkpointSha256: Sha256Hex,
    /** The TimeStampReq. */
    requestSha256: Sha256Hex,
    nonce: z.string().regex(/^[0-9a-f]{16}$/),
    /** Whom the person means to ask; free text. */
    tsa: line(200),
  }),
  /** The reply: signed, over these very bytes and this nonce. Checked before it was recorded. */
  'timestamp.received': z.strictObject({
    /** Entry of the request. */
    request: z.int().min(0),
    size: z.int().min(1),
    checkpointSha256: Sha256Hex,
    /** By the clock of the authority: the checkpoint existed then, perhaps earlier. */
    genTime: InstantSchema,
    tsaName: line(300),
    policy: z
      .string()
      .max(200)
      .regex(/^\d+(\.\d+)+$/),
    serial: z
      .string()
      .max(200)
      .regex(/^[0-9a-f]+$/),
    /** The TimeStampResp as it came, with its token. */
    replySha256: Sha256Hex,
    /** Last day of the certificate that signed the token: stamp again before. */
    certificateExpires: InstantSchema,
    /** `unverified-chain`: the signature fits the certificate in the token; whose certificate that is was not shown. */
    verified: z.enum(['yes', 'unverified-chain']),
    /** The root certificate that the chain leads to, by the hash of its DER; null without one. */
    rootSha256: Sha256Hex.nullable(),
    rootPemSha256: Sha256Hex.nullable(),
    intermediatesPemSha256: Sha256Hex.nullable(),
  }),
} as const;
