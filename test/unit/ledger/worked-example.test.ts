import { describe, expect, test } from 'vitest';
import { canonical } from '../../../shared/ledger/canonical.ts';
import { parseCheckpoint, operatorKeyName } from '../../../shared/ledger/checkpoint.ts';
import { fromBase64, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { decodeEntry, encodeEntry } from '../../../shared/ledger/entry.ts';
import { inclusionProof, leafHash, merkleRoot, verifyInclusion } from '../../../shared/ledger/merkle.ts';
import { formatNote, parseNote, verifierKey } from '../../../shared/ledger/signed-note.ts';
import { verifyLedger } from '../../../shared/ledger/verify.ts';
import { crypto } from '../../support/parties.ts';
import { vectorFile } from '../../support/vector-file.ts';

interface WorkedExample {
  readonly origin: string;
  readonly keys: Record<
    'console' | 'alice' | 'bob',
    { fingerprint: string; publicKey: string; name: string; vkey: string; seed: string }
  >;
  readonly entries: readonly { text: string; bytes: number; leaf: string }[];
  readonly checkpoints: readonly { size: number; root: string; note: string }[];
  readonly inclusion: readonly { index: number; size: number; proof: readonly string[] }[];
}
const example = vectorFile('worked-example.json') as WorkedExample;
const leaves = example.entries.map(({ text }) => leafHash(crypto.sha256, utf8(text)));

describe('the worked example, made by another program', () => {
  test.each(example.entries)('entry of $bytes bytes: $leaf', ({ text, bytes, leaf }) => {
    expect(utf8(text)).toHaveLength(bytes);
    expect(canonical(JSON.parse(text))).toBe(text);
    expect(toHex(leafHash(crypto.sha256, utf8(text)))).toBe(leaf);
    const decoded = decodeEntry(utf8(text));
    expect(decoded).toMatchObject({ ok: true });
    if (decoded.ok) expect(encodeEntry(decoded.entry)).toEqual(utf8(text));
  });

  test('keys: names and verifier keys', () => {
    for (const { publicKey, name, vkey } of Object.values(example.keys)) {
      expect(verifierKey(crypto.sha256, { name, publicKey: fromBase64(publicKey) ?? new Uint8Array() })).toBe(vkey);
    }
    expect(example.keys.console.name).toBe(example.origin);
    expect(example.keys.alice.name).toBe(operatorKeyName(example.keys.alice.fingerprint));
  });

  test.each(example.checkpoints)('checkpoint of size $size', ({ size, root, note }) => {
    expect(toHex(merkleRoot(crypto.sha256, leaves.slice(0, size)))).toBe(root);
    const parsed = parseNote(utf8(note));
    if (!parsed.ok) throw new Error(parsed.why);
    expect(formatNote(parsed.note)).toBe(note);
    const checkpoint = parseCheckpoint(parsed.note.text);
    expect(checkpoint).toMatchObject({ origin: example.origin, size });
    expect(toHex(checkpoint?.root ?? new Uint8Array())).toBe(root);
  });

  test.each(example.inclusion)('inclusion of entry $index', ({ index, size, proof }) => {
    expect(inclusionProof(crypto.sha256, leaves, index).map(toHex)).toEqual(proof);
    const claim = {
      index,
      size,
      leaf: leaves[index] as Uint8Array,
      proof: proof.map((hex) => Buffer.from(hex, 'hex')),
      root: merkleRoot(crypto.sha256, leaves),
    };
    expect(verifyInclusion(crypto.sha256, claim)).toBe(true);
  });

  test('verifies as a whole', () => {
    const report = verifyLedger(
      {
        entries: example.entries.map(({ text, leaf }) => ({ bytes: utf8(text), leaf: Buffer.from(leaf, 'hex') })),
        checkpoints: example.checkpoints.map(({ note }) => utf8(note)),
      },
      { consoleFingerprint: example.keys.console.fingerprint, known: utf8(example.checkpoints[2]?.note ?? '') },
      crypto,
    );
    expect(report.findings).toEqual([]);
    expect(report.verified).toBe(true);
    expect(report.summary).toMatchObject({
      origin: example.origin,
      type: 'incident',
      entries: 7,
      checkpoints: 6,
      root: example.checkpoints.at(-1)?.root,
    });
  });
});
