import type { Primitives } from '../../shared/ledger/primitives.ts';

/** A private key in use. `wipe` overwrites what can be overwritten; signing afterwards throws. */
export interface Signer {
  readonly fingerprint: string;
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
  wipe(): void;
}

/** AES-256-GCM under a key from scrypt. All bytes in base64. */
export interface SealedBox {
  readonly kdf: 'scrypt';
  readonly logN: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly nonce: string;
  readonly sealed: string;
}

export interface MlDsa44Signer {
  /** 1,312 bytes. */
  readonly publicKey: Uint8Array;
  /** 2,420 bytes over the message. */
  sign(message: Uint8Array): Uint8Array;
}

export interface RunningHash {
  update(bytes: Uint8Array): void;
  /** 32 or 64 bytes. */
  digest(): Uint8Array;
}

/** The only place where keys and hashes are made. Trusted wholly. */
export interface Crypto extends Primitives {
  readonly hash: (algorithm: 'sha256' | 'sha512') => RunningHash;
  /** 32-byte seed of a fresh Ed25519 key. */
  newSeed(): Uint8Array;
  signer(seed: Uint8Array): Signer;
  /** The ML-DSA-44 key of a 32-byte seed; null where the runtime has none. */
  mlDsa44Signer(seed: Uint8Array): MlDsa44Signer | null;
  /** `context` is authenticated with the box: a box cannot be passed off as another person's. */
  seal(passphrase: string, plaintext: Uint8Array, context: string): Promise<SealedBox>;
  /** Null when the passphrase is wrong or the box was changed. Throws on parameters outside the accepted range. */
  open(passphrase: string, box: SealedBox, context: string): Promise<Uint8Array | null>;
  /** Seals under a random 32-byte key instead of a passphrase. */
  sealWithKey(key: Uint8Array, plaintext: Uint8Array, context: string): Uint8Array;
  openWithKey(key: Uint8Array, sealed: Uint8Array, context: string): Uint8Array | null;
}
