/** The functions of cryptography that the format needs, handed in so that this layer stays pure. All are synchronous. */
export interface Primitives {
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** True when `signature` (64 bytes) is the Ed25519 signature of `message` under the raw 32-byte `publicKey`. Never throws. */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** As above for ML-DSA-44 (FIPS 204), where the runtime has it: cosignatures of newer witnesses. Never throws. */
  readonly verifyMlDsa44?: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}
