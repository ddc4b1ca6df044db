/** Cryptographically secure bytes. There is no other source of ids, salts or nonces. */
export interface Random {
  bytes(count: number): Uint8Array;
}
