import { nodeCrypto } from '../../main/adapters/crypto/node-crypto.ts';
import type { Signer } from '../../main/ports/crypto.ts';

/** Cheap passphrase parameters; nothing else differs from the crypto of the product. */
export const crypto = nodeCrypto(4);

/** Someone who signs. Keys come from fixed seeds, so that every byte made from them is the same on every run. */
export interface Party {
  readonly name: string;
  readonly actor: string;
  readonly signer: Signer;
}

function party(kind: 'console' | 'operator', name: string, seed: Uint8Array): Party {
  const signer = crypto.signer(seed);
  return { name, actor: `${kind}:${signer.fingerprint}`, signer };
}

const filled = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** The same seeds as in test/vectors/worked-example.json. */
export const consoleParty = party(
  'console',
  'console',
  Uint8Array.from({ length: 32 }, (_, i) => i),
);
export const alice = party('operator', 'Alice Büro', filled(0xa1));
export const bob = party('operator', 'Bob', filled(0xb0));
export const carol = party('operator', 'Carol', filled(0xc0));
export const mallory = party('operator', 'Mallory', filled(0x66));
export const otherConsole = party('console', 'another console', filled(0xcc));
