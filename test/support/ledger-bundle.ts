import { checkpointLines, entryLines, leafLines, timelinePieces } from '../../main/handoff/bundle-content.ts';
import { writeBundle } from '../../main/handoff/write-bundle.ts';
import { CHECKPOINT, CHECKPOINTS, ENTRIES, LEAF_HASHES, TIMELINE } from '../../shared/bundle/layout.ts';
import { trustFiles } from '../../shared/bundle/trust-files.ts';
import { toHex } from '../../shared/ledger/encoding.ts';
import { decodeEntry } from '../../shared/ledger/entry.ts';
import { merkleRoot } from '../../shared/ledger/merkle.ts';
import { Roster } from '../../shared/ledger/roster.ts';
import { LedgerBuilder, LIVE_ORIGIN } from './ledger-builder.ts';
import { MemoryBundle } from './memory-bundle.ts';
import { MemoryVault } from './memory-vault.ts';
import { alice, consoleParty, crypto, type Party } from './parties.ts';
import { reseal } from './reseal.ts';
import { requestFor } from './sample-bundle.ts';

/** A bundle of any ledger of the sample console, sound or not: everything around the ledger fits it. The writer would refuse. */
export async function bundleOf(ledger: LedgerBuilder, console: Party = consoleParty): Promise<MemoryBundle> {
  const bundle = new MemoryBundle();
  await writeBundle(requestFor({ ledger: new LedgerBuilder(), vault: new MemoryVault() }, bundle));
  const size = ledger.list.length;
  await bundle.write(ENTRIES, entryLines(ledger, size));
  await bundle.write(LEAF_HASHES, leafLines(ledger, size));
  await bundle.write(CHECKPOINTS, checkpointLines(ledger, size));
  await bundle.write(CHECKPOINT, ledger.lastCheckpoint()?.note ?? new Uint8Array());
  await bundle.write(TIMELINE, timelinePieces(ledger, size));
  const roster = new Roster(crypto.sha256);
  for (const { bytes } of ledger.list) {
    const decoded = decodeEntry(bytes);
    if (decoded.ok) roster.apply(decoded.entry);
  }
  const { publicKey, fingerprint } = console.signer;
  const formerConsoles = roster.consoles.all().filter((key) => key.fingerprint !== fingerprint);
  const keys = { origin: LIVE_ORIGIN, console: { fingerprint, publicKey }, formerConsoles, operators: roster.all() };
  for (const path of bundle.files.keys()) if (path.startsWith('trust/')) bundle.files.delete(path);
  for (const [path, text] of trustFiles(crypto.sha256, keys)) bundle.setText(path, text);
  const root = toHex(
    merkleRoot(
      crypto.sha256,
      ledger.list.map(({ leaf }) => leaf),
    ),
  );
  return reseal(bundle, { change: { size, root, console: fingerprint }, signers: [console, alice] });
}
