import { describe, expect, test } from 'vitest';
import { parseCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { checkCosignature, cosign, cosignedTree } from '../../../shared/ledger/cosignature.ts';
import { fromHex, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { formatNote, parseNote, type SignedNote } from '../../../shared/ledger/signed-note.ts';
import { evaluatePolicy, formatTlogPolicy, parseTlogPolicy } from '../../../shared/ledger/tlog-policy.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from '../../../shared/ledger/tlog-proof.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../../shared/ledger/verifier-key.ts';
import { decideWitness, formatWitnessRequest, parseWitnessRequest } from '../../../shared/ledger/witness.ts';
import { crypto } from '../../support/parties.ts';
import { vectorFile } from '../../support/vector-file.ts';

interface Vectors {
  readonly origin: string;
  readonly time: number;
  readonly log: { readonly vkey: string };
  readonly witness: { readonly seed: string; readonly vkey: string };
  readonly newer: { readonly name: string; readonly vkey: string };
  readonly entries: readonly string[];
  readonly checkpoint: string;
  readonly cosignature: string;
  readonly newerMessage: string;
  readonly newerCosignature: string;
  readonly vkeys: readonly { readonly why: string; readonly vkey: string; readonly type: string | null }[];
  readonly requests: readonly {
    readonly why: string;
    readonly text: string;
    readonly seen: { readonly size: number; readonly root: string } | null;
    readonly status: number;
  }[];
  readonly proofs: readonly {
    readonly why: string;
    readonly proof: string;
    readonly entry: number;
    readonly holds: boolean;
  }[];
  readonly policies: readonly {
    readonly why: string;
    readonly policy: string;
    readonly note: string;
    readonly accepted: boolean | null;
  }[];
}
const vectors = vectorFile('witness.json') as Vectors;

function keyOf(vkey: string): VerifierKey {
  const parsed = parseVerifierKey(crypto.sha256, vkey);
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.key;
}
function noteOf(text: string): SignedNote {
  const parsed = parseNote(utf8(text));
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.note;
}
const log = keyOf(vectors.log.vkey);
const witness = keyOf(vectors.witness.vkey);
const newer = keyOf(vectors.newer.vkey);

describe('verifier keys', () => {
  test.each(vectors.vkeys)('$why', ({ vkey, type }) => {
    const parsed = parseVerifierKey(crypto.sha256, vkey);
    expect(parsed.ok ? parsed.key.type : null).toBe(type);
    if (parsed.ok) expect(formatVerifierKey(parsed.key)).toBe(vkey);
  });
});

describe('cosignatures', () => {
  const note = noteOf(vectors.checkpoint);

  test('Ed25519: the same key, text and time give the same line', () => {
    const signer = crypto.signer(fromHex(vectors.witness.seed) ?? new Uint8Array());
    const line = cosign(witness, (message) => signer.sign(message), vectors.time, note.text);
    expect(formatNote({ text: '', signatures: [line] })).toBe(`\n${vectors.cosignature}`);
    expect(checkCosignature(crypto, note, witness)).toMatchObject({ state: 'valid', time: vectors.time });
  });

  test('ML-DSA-44: message and signature; without the primitive the line is one of an unknown key', () => {
    expect(toHex(cosignedTree(vectors.newer.name, vectors.time, note.text) ?? new Uint8Array())).toBe(
      vectors.newerMessage,
    );
    const both = noteOf(vectors.checkpoint + vectors.newerCosignature);
    expect(checkCosignature(crypto, both, newer)).toMatchObject({ state: 'valid', time: vectors.time });
    const { verifyMlDsa44: _, ...old } = crypto;
    expect(checkCosignature(old, both, newer)).toEqual({ state: 'unknown' });
    expect(checkCosignature(old, both, witness)).toMatchObject({ state: 'valid' });
  });

  test('another text, another time, a cut or longer blob, a second bad line', () => {
    const [line] = noteOf(`${vectors.checkpoint.split('\n\n')[0]}\n\n${vectors.cosignature}`).signatures;
    if (!line) throw new Error('no line');
    const check = (text: string, ...signatures: (typeof line)[]): string =>
      checkCosignature(crypto, { text, signatures }, witness).state;
    const touched = (at: number): typeof line => ({
      ...line,
      signature: line.signature.map((byte, i) => (i === at ? byte ^ 1 : byte)),
    });
    expect(check(note.text, line)).toBe('valid');
    expect(check(note.text.replace('\n3\n', '\n4\n'), line)).toBe('invalid');
    expect(check(note.text, touched(7))).toBe('invalid');
    expect(check(note.text, touched(0))).toBe('invalid');
    expect(check(note.text, { ...line, signature: line.signature.subarray(0, 71) })).toBe('invalid');
    expect(check(note.text, { ...line, signature: new Uint8Array([...line.signature, 0]) })).toBe('invalid');
    expect(check(note.text, line, touched(20))).toBe('invalid');
    expect(check(note.text, { ...line, name: 'someone.example' })).toBe('absent');
    expect(checkCosignature(crypto, note, log).state).toBe('absent');
  });
});

describe('requests to a witness', () => {
  test.each(vectors.requests)('$status: $why', ({ text, seen, status }) => {
    const memory = seen && { size: seen.size, root: fromHex(seen.root) ?? new Uint8Array() };
    const decision = decideWitness(crypto, utf8(text), (origin) => ({
      keys: origin === vectors.origin ? [log] : [],
      seen: memory,
    }));
    expect(decision.status).toBe(status);
    if (decision.status === 409) expect(decision.size).toBe(seen?.size ?? 0);
    const parsed = parseWitnessRequest(utf8(text));
    expect(parsed.ok || status === 400).toBe(true);
    if (parsed.ok)
      expect(formatWitnessRequest(parsed.request.old, parsed.request.proof, formatNote(parsed.request.note))).toBe(
        text,
      );
  });

  test('bytes that are not text', () => {
    expect(
      decideWitness(crypto, new Uint8Array([0x6f, 0x6c, 0x64, 0xff]), () => ({ keys: [log], seen: null })).status,
    ).toBe(400);
  });
});

describe('proofs', () => {
  const policy = { logs: [log], witnesses: [{ name: 'w1', key: witness }], groups: [], quorum: 'w1' };

  test.each(vectors.proofs)('$why: $holds', ({ proof: text, entry, holds }) => {
    const parsed = parseTlogProof(utf8(text));
    const verdict =
      parsed.ok &&
      verifyTlogProof(crypto, { proof: parsed.proof, entry: utf8(vectors.entries[entry] ?? ''), policy }).holds;
    expect(verdict).toBe(holds);
    if (parsed.ok) {
      const { index, hashes, note, extra } = parsed.proof;
      expect(formatTlogProof(index, hashes, formatNote(note), extra)).toBe(text);
      expect(parseCheckpoint(note.text)).toEqual(parsed.proof.checkpoint);
    }
  });
});

describe('policies', () => {
  test.each(vectors.policies)('$why: $accepted', ({ policy: text, note, accepted }) => {
    const parsed = parseTlogPolicy(crypto.sha256, utf8(text));
    expect(parsed.ok ? evaluatePolicy(crypto, parsed.policy, noteOf(note), vectors.origin).accepted : null).toBe(
      accepted,
    );
    if (!parsed.ok) return;
    const again = parseTlogPolicy(crypto.sha256, utf8(formatTlogPolicy(parsed.policy)));
    expect(again).toEqual(parsed);
  });
});
