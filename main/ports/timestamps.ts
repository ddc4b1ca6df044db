import type { Instant } from '../../shared/domain/instant.ts';

/** Why a reply does not count. One word per cause: a person does something else about each of them. */
export type TimestampFault =
  /** Not a TimeStampResp, cut, too large, or nested beyond reason. */
  | 'unreadable'
  /** The authority answered that it does not stamp this. */
  | 'refused'
  /** Over other bytes. */
  | 'imprint'
  /** An answer to another request over the same bytes. */
  | 'nonce'
  /** Signature, digest or the binding of the certificate fails. */
  | 'signature'
  /** The certificate is not for time-stamping, and for nothing else. */
  | 'purpose'
  /** No way from the certificate to the given root. */
  | 'chain'
  /** A certificate on that way was not valid at the time in the token. */
  | 'validity';

export interface Refused {
  readonly ok: false;
  readonly fault: TimestampFault;
  readonly why: string;
}

/** What a reply says of itself; nothing is verified. */
export interface ReplyFacts {
  /** Hex of the SHA-256 it is over; null where it used another hash. */
  readonly imprint: string | null;
  /** Hex without leading zeros; null without one. */
  readonly nonce: string | null;
}

export interface ReplyCheck {
  readonly reply: Uint8Array;
  readonly imprint: Uint8Array;
  readonly nonce: Uint8Array;
  /** One self-signed certificate; null leaves open whose certificate signed. */
  readonly rootPem: string | null;
  /** Up to ten certificates between the authority's and the root, where the token lacks them. */
  readonly intermediatesPem: string | null;
}

export interface VerifiedStamp {
  readonly ok: true;
  readonly genTime: Instant;
  /** Subject of the certificate that signed, on one line. */
  readonly tsaName: string;
  readonly policy: string;
  /** Hex. */
  readonly serial: string;
  readonly certificateExpires: Instant;
}

export interface RootCertificate {
  readonly name: string;
  /** Hex of SHA-256 over the DER. */
  readonly fingerprint: string;
}

/**
 * RFC 3161 replies, offline. NOT trusted: whatever comes in was carried here by hand. Certificates are judged as of the time in
 * the token, so a stamp outlives the certificate that made it. Revocation lists are not consulted.
 */
export interface Timestamps {
  read(reply: Uint8Array): Promise<({ readonly ok: true } & ReplyFacts) | Refused>;
  verify(check: ReplyCheck): Promise<VerifiedStamp | Refused>;
  /** Null for anything but one certificate of a self-signed authority in PEM. */
  root(pem: string): Promise<RootCertificate | null>;
}
