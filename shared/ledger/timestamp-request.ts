import { concatBytes } from './encoding.ts';

/**
 * RFC 3161 TimeStampReq, version 1: SHA-256 imprint, no policy (the authority's own), nonce, certReq TRUE so that the reply
 * carries the certificate it was signed with. 70 bytes at most.
 */
export const NONCE_BYTES = 8;
const IMPRINT_BYTES = 32;
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const OCTET_STRING = 0x04;
const VERSION_1 = Uint8Array.of(INTEGER, 1, 1);
const CERT_REQ_TRUE = Uint8Array.of(0x01, 1, 0xff);
/** AlgorithmIdentifier of SHA-256 with NULL parameters, as every authority expects them. */
const SHA_256 = Uint8Array.of(
  SEQUENCE,
  0x0d,
  0x06,
  0x09,
  0x60,
  0x86,
  0x48,
  0x01,
  0x65,
  0x03,
  0x04,
  0x02,
  0x01,
  0x05,
  0x00,
);

export function encodeTimestampRequest(imprint: Uint8Array, nonce: Uint8Array): Uint8Array {
  if (imprint.length !== IMPRINT_BYTES) throw new RangeError('a SHA-256 imprint has 32 bytes');
  if (nonce.length !== NONCE_BYTES) throw new RangeError('a nonce has 8 bytes');
  return der(
    SEQUENCE,
    VERSION_1,
    der(SEQUENCE, SHA_256, der(OCTET_STRING, imprint)),
    der(INTEGER, unsigned(nonce)),
    CERT_REQ_TRUE,
  );
}

/** Content of a DER INTEGER that is not negative: no needless zero in front, one where the first bit would be a sign. */
function unsigned(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const value = bytes.subarray(start);
  return (value[0] ?? 0) >= 0x80 ? concatBytes(Uint8Array.of(0), value) : value;
}

/** Short lengths only: nothing in here comes near 128 bytes. */
function der(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concatBytes(...content);
  return concatBytes(Uint8Array.of(tag, body.length), body);
}
