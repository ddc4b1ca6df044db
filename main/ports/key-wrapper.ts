/**
 * Second lock around a sealed key: the key store of the operating system, where the host has one (Electron's async
 * safeStorage). It comes on top of the passphrase, never instead of it. Not trusted alone: a store that protects nothing
 * still works, and says so in `warning`, which is shown to the user.
 */
export interface KeyWrapper {
  readonly warning: string | null;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  /** Rejects when the bytes were wrapped by another account or machine. */
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
}
