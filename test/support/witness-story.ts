import { instantFromMs } from '../../shared/domain/instant.ts';
import { formatCheckpoint } from '../../shared/ledger/checkpoint.ts';
import { cosign } from '../../shared/ledger/cosignature.ts';
import { toHex } from '../../shared/ledger/encoding.ts';
import type { EntryBody } from '../../shared/ledger/entry.ts';
import { merkleRoot } from '../../shared/ledger/merkle.ts';
import { formatNote } from '../../shared/ledger/signed-note.ts';
import { formatVerifierKey, makeVerifierKey, type VerifierKey } from '../../shared/ledger/verifier-key.ts';
import type { Signer } from '../../main/ports/crypto.ts';
import { type LedgerBuilder, LIVE_ORIGIN } from './ledger-builder.ts';
import { alice, crypto } from './parties.ts';

export interface TestWitness {
  readonly signer: Signer;
  readonly key: VerifierKey;
  readonly vkey: string;
}

export function testWitness(name: string, seed: number): TestWitness {
  const signer = crypto.signer(new Uint8Array(32).fill(seed));
  const key = makeVerifierKey(crypto.sha256, name, 'cosignature-ed25519', signer.publicKey);
  return { signer, key, vkey: formatVerifierKey(key) };
}

/** Seed and name of the worked example in the handbook. */
export const laptop = testWitness('witness.example/w1', 0x77);
export const WITNESSED_AT = 1795291200;

/** The line under the first `size` entries of a ledger, or under another root or origin where the story wants that. */
export function cosignatureOf(
  builder: LedgerBuilder,
  size: number,
  { witness = laptop, rootBytes, origin = LIVE_ORIGIN, time = WITNESSED_AT }: Departs = {},
): { readonly root: Uint8Array; readonly line: string } {
  const leaves = builder.list.slice(0, size).map(({ leaf }) => leaf);
  const root = rootBytes ?? merkleRoot(crypto.sha256, leaves);
  const text = formatCheckpoint({ origin, size, root });
  const line = cosign(witness.key, (message) => witness.signer.sign(message), time, text);
  return { root, line: formatNote({ text: '', signatures: [line] }).trim() };
}

interface Departs {
  readonly witness?: TestWitness;
  readonly rootBytes?: Uint8Array;
  readonly origin?: string;
  readonly time?: number;
}

/** What a witness would have said of the first `size` entries, recorded as the console records it; `change` departs from that. */
export function witnessed(
  builder: LedgerBuilder,
  size: number,
  change: Partial<EntryBody<'checkpoint.witnessed'>> & { departs?: Departs } = {},
): LedgerBuilder {
  const { departs = {}, ...body } = change;
  const { root, line } = cosignatureOf(builder, size, departs);
  return builder.write(alice, {
    kind: 'checkpoint.witnessed',
    body: {
      size,
      root: toHex(root),
      witness: 'second laptop',
      vkey: (departs.witness ?? laptop).vkey,
      cosignature: line,
      time: instantFromMs((departs.time ?? WITNESSED_AT) * 1000),
      ...body,
    },
  });
}
