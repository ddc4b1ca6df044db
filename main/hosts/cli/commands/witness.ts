import { resolve } from 'node:path';
import { formatVerifierKey, verifierKeyPrint } from '../../../../shared/ledger/verifier-key.ts';
import { utf8 } from '../../../../shared/ledger/encoding.ts';
import { printable } from '../../../../shared/ledger/printable.ts';
import { nodeCrypto } from '../../../adapters/crypto/node-crypto.ts';
import { nodeRandom } from '../../../adapters/crypto/node-random.ts';
import { NodeHomeFiles } from '../../../adapters/files/home-files.ts';
import { sqliteLedgerStores } from '../../../adapters/sqlite/sqlite-ledger-stores.ts';
import { WitnessFolder, type WitnessAtWork } from '../../../witness/witness-folder.ts';
import type { Invocation } from '../invocation.ts';
import { readAll } from '../standard-input.ts';
import { print, tell } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

const crypto = nodeCrypto(17);

/**
 * A witness without a network (C2SP tlog-witness): the request on standard input, the answer on standard output. Needs no home.
 * Exit 0 means cosigned. For 409 the size seen last is printed, as the protocol has it, and nothing was cosigned.
 */
export async function witness(invocation: Invocation): Promise<number> {
  const folder = new WitnessFolder({
    files: new NodeHomeFiles(resolve(invocation.required('state')), nodeRandom),
    crypto,
    stores: sqliteLedgerStores,
    nowMs: () => Date.now(),
  });
  const name = invocation.optional('name');
  const [log, drop] = [invocation.optional('log'), invocation.optional('drop')];
  const asksKey = invocation.list('vkey').length > 0;
  // Read before the folder is held: somebody may take minutes to paste it.
  const request =
    log === undefined && drop === undefined && !asksKey ? await readAll('the request to the witness') : '';
  return folder.use(async (at) => {
    if (at.own.warning !== null) tell(`warning: ${at.own.warning}`);
    if (log !== undefined) tell(`witnesses ${(await at.state.addLog(log)).name} from now on`);
    if (drop !== undefined) tell(`answers to that key of ${(await at.state.dropLog(drop)).name} no more`);
    if (log !== undefined || drop !== undefined) return 0;
    return asksKey ? tellKey(at, invocation) : answer(at, request);
  }, name);
}

function tellKey({ own }: WitnessAtWork, invocation: Invocation): number {
  // Alone, the key that every program can check; by name the other one, so that a script gets one line either way.
  const asked = invocation.list('vkey').includes('ml-dsa-44') ? own.later?.key : own.key;
  if (asked === undefined) throw new UsageError('this runtime has no ML-DSA-44');
  const vkey = formatVerifierKey(asked);
  print(vkey);
  tell(`fingerprint ${verifierKeyPrint(crypto.sha256, vkey)}`);
  return 0;
}

async function answer({ state }: WitnessAtWork, request: string): Promise<number> {
  const { status, body, why } = await state.answer(utf8(request));
  process.stdout.write(body);
  if (status !== 200) tell(`refused ${status}: ${printable(why)}${status === 404 ? '; give its key with --log' : ''}`);
  return status === 200 ? 0 : 1;
}
