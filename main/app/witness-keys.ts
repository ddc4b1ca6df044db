import { fail } from '../../shared/domain/failure.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { printable } from '../../shared/ledger/printable.ts';
import { wantedKeyFault } from '../../shared/ledger/verifier-key.ts';

/** Keys of witnesses whose word is wanted; a slip in one is told before anything is read. Throws BAD_INPUT. */
export function requireWitnessKeys(sha256: Primitives['sha256'], texts: readonly string[]): void {
  for (const text of texts) {
    const why = wantedKeyFault(sha256, text);
    if (why !== null)
      fail('BAD_INPUT', `${printable(text.slice(0, 80))} is no verifier key of a witness: ${why}`, ['vkey']);
  }
}
