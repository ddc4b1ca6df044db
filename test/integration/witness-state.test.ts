import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeRandom } from '../../main/adapters/crypto/node-random.ts';
import { NodeHomeFiles } from '../../main/adapters/files/home-files.ts';
import { openWitnessKey } from '../../main/witness/witness-key.ts';
import { WitnessState } from '../../main/witness/witness-state.ts';
import { utf8 } from '../../shared/ledger/encoding.ts';
import { verifierKey } from '../../shared/ledger/signed-note.ts';
import { LedgerBuilder, LIVE_ORIGIN } from '../support/ledger-builder.ts';
import { consoleParty, crypto, otherConsole, type Party } from '../support/parties.ts';

let folder: string;
let state: WitnessState;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-witness-'));
  const files = new NodeHomeFiles(folder, nodeRandom);
  state = new WitnessState(
    files,
    crypto,
    await openWitnessKey(files, crypto, 'witness.example/w1'),
    () => 1_800_000_000_000,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keyOf = ({ signer }: Party) => verifierKey(crypto.sha256, { name: LIVE_ORIGIN, publicKey: signer.publicKey });

/** The same tree of one entry, under the line of one console key; the witness has seen `old` entries. */
async function asks(console: Party, old: 0 | 1): Promise<number> {
  const note = new LedgerBuilder().seal({ console }).notes.at(-1)?.note;
  return (await state.answer(utf8(`old ${old}\n\n${new TextDecoder().decode(note)}`))).status;
}

test('a key that handed over is dropped: the new one is answered and goes on from what was seen, the old one is not', async () => {
  await state.addLog(keyOf(consoleParty));
  expect(await asks(consoleParty, 0)).toBe(200);
  expect(await asks(otherConsole, 1)).toBe(403);
  await state.addLog(keyOf(otherConsole));
  expect(await asks(consoleParty, 1)).toBe(200);
  await state.dropLog(keyOf(consoleParty));
  expect(await asks(consoleParty, 1)).toBe(403);
  expect(await asks(otherConsole, 0)).toBe(409);
  expect(await asks(otherConsole, 1)).toBe(200);
});

test('what it does not serve cannot be dropped', async () => {
  await state.addLog(keyOf(consoleParty));
  await expect(state.dropLog(keyOf(otherConsole))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(state.dropLog('not a key')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await asks(consoleParty, 0)).toBe(200);
});
