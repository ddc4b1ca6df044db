import { fail } from '../../../shared/domain/failure.ts';
import { printable } from '../../../shared/ledger/printable.ts';
import { parseVerifierKey } from '../../../shared/ledger/verifier-key.ts';
import { nodeCrypto } from '../../adapters/crypto/node-crypto.ts';
import type { Invocation } from './invocation.ts';

/** Keys of `--vkey`, each of a witness whose word is wanted; a slip in one is told before anything is read. */
export function wantedWitnesses(invocation: Invocation): readonly string[] {
  const { sha256 } = nodeCrypto(17);
  const texts = invocation.list('vkey');
  for (const text of texts) {
    const parsed = parseVerifierKey(sha256, text);
    const why = parsed.ok
      ? parsed.key.type === 'ed25519'
        ? 'it is the key of a log; give its fingerprint'
        : null
      : parsed.why;
    if (why !== null)
      fail('BAD_INPUT', `${printable(text.slice(0, 80))} is no verifier key of a witness: ${why}`, ['vkey']);
  }
  return texts;
}
