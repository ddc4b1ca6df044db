import { requireWitnessKeys } from '../../app/witness-keys.ts';
import { nodeCrypto } from '../../adapters/crypto/node-crypto.ts';
import type { Invocation } from './invocation.ts';

/** Keys of `--vkey`, each of a witness whose word is wanted. */
export function wantedWitnesses(invocation: Invocation): readonly string[] {
  const texts = invocation.list('vkey');
  requireWitnessKeys(nodeCrypto(17).sha256, texts);
  return texts;
}
