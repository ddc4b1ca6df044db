import { resolve } from 'node:path';
import { formatVerifierKey, verifierKeyPrint } from '../../../../shared/ledger/verifier-key.ts';
import { utf8 } from '../../../../shared/ledger/encoding.ts';
import { printable } from '../../../../shared/ledger/printable.ts';
import { nodeCrypto } from '../../../adapters/crypto/node-crypto.ts';
import { nodeRandom } from '../../../adapters/crypto/node-random.ts';
import { NodeHomeFiles } from '../../../adapters/files/home-files.ts';
import { sqliteLedgerStores } from '../../../adapters/sqlite/sqlite-ledger-stores.ts';
import type { Invocation } from '../invocation.ts';
import { readAll } from '../standard-input.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { openWitnessKey } from '../witness/witness-key.ts';
import { WitnessState } from '../witness/witness-state.ts';

/**
 * A witness without a network (C2SP tlog-witness): the request on standard input, the answer on standard output. Needs no home.
 * Exit 0 means cosigned. For 409 the size seen last is printed, as the protocol has it, and nothing was cosigned.
 */
export async function witness(invocation: Invocation): Promise<number> {
  const files = new NodeHomeFiles(resolve(invocation.required('state')), nodeRandom);
  await files.makeFolder('.');
  // Comparing with what was seen and writing it down must be one step, or two requests could be let in one behind the other.
  const lock = sqliteLedgerStores.lockHome(files.absolute('lock.db'));
  try {
    const crypto = nodeCrypto(17);
    const own = await openWitnessKey(files, crypto, invocation.optional('name'));
    if (own.warning !== null) tell(`warning: ${own.warning}`);
    const state = new WitnessState(files, crypto, own, () => Date.now());
    const [log, drop] = [invocation.optional('log'), invocation.optional('drop')];
    if (log !== undefined || drop !== undefined) {
      if (log !== undefined) tell(`witnesses ${(await state.addLog(log)).name} from now on`);
      if (drop !== undefined) tell(`answers to that key of ${(await state.dropLog(drop)).name} no more`);
      return 0;
    }
    if (invocation.list('vkey').length > 0) {
      // Alone, the key that every program can check; by name the other one, so that a script gets one line either way.
      const asked = invocation.list('vkey').includes('ml-dsa-44') ? own.later?.key : own.key;
      if (asked === undefined) throw new UsageError('this runtime has no ML-DSA-44');
      const vkey = formatVerifierKey(asked);
      print(vkey);
      tell(`fingerprint ${verifierKeyPrint(crypto.sha256, vkey)}`);
      return 0;
    }
    const { status, body, why } = await state.answer(utf8(await readAll('the request to the witness')));
    process.stdout.write(body);
    if (status !== 200)
      tell(`refused ${status}: ${printable(why)}${status === 404 ? '; give its key with --log' : ''}`);
    return status === 200 ? 0 : 1;
  } finally {
    lock.release();
  }
}
