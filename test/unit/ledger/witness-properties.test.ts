import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { utf8 } from '../../../shared/ledger/encoding.ts';
import { inclusionSteps } from '../../../shared/ledger/inclusion-path.ts';
import { consistencyProof, inclusionProof, leafHash, merkleRoot } from '../../../shared/ledger/merkle.ts';
import { formatNote, noteKeyId } from '../../../shared/ledger/signed-note.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from '../../../shared/ledger/tlog-proof.ts';
import { makeVerifierKey } from '../../../shared/ledger/verifier-key.ts';
import { decideWitness, formatWitnessRequest } from '../../../shared/ledger/witness.ts';
import { consoleParty, crypto } from '../../support/parties.ts';

const ORIGIN = 'bulkhead/incident/00112233445566778899aabbccddeeff';
const { signer } = consoleParty;
const { publicKey } = signer;
const log = makeVerifierKey(crypto.sha256, ORIGIN, 'ed25519', publicKey);
const entry = (i: number): Uint8Array => utf8(`entry ${i}`);
const leaves = Array.from({ length: 140 }, (_, i) => leafHash(crypto.sha256, entry(i)));
const rootOf = (size: number): Uint8Array => merkleRoot(crypto.sha256, leaves.slice(0, size));

function signed(size: number): string {
  const text = formatCheckpoint({ origin: ORIGIN, size, root: rootOf(size) });
  const keyId = noteKeyId(crypto.sha256, { name: ORIGIN, publicKey });
  return formatNote({ text, signatures: [{ name: ORIGIN, keyId, signature: signer.sign(utf8(text)) }] });
}

function request(old: number, size: number): string {
  const proof = old === 0 ? [] : consistencyProof(crypto.sha256, leaves.slice(0, size), old);
  return formatWitnessRequest(old, proof, signed(size));
}

const decide = (text: string | Uint8Array, seen: number) =>
  decideWitness(crypto, typeof text === 'string' ? utf8(text) : text, (origin) => ({
    keys: origin === ORIGIN ? [log] : [],
    seen: seen === 0 ? null : { size: seen, root: rootOf(seen) },
  }));

const sizes = fc
  .tuple(fc.nat(leaves.length), fc.nat(leaves.length))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe('a witness', () => {
  test('accepts every honest step, from any size to any larger one', () => {
    fc.assert(
      fc.property(sizes, ([old, size]) => {
        expect(decide(request(old, size), old).status).toBe(200);
      }),
    );
  });

  test('never accepts a smaller tree, nor one that it is not told about from where it stands', () => {
    fc.assert(
      fc.property(sizes, fc.nat(leaves.length), ([old, size], seen) => {
        fc.pre(seen !== old);
        const decision = decide(request(old, size), seen);
        expect(decision).toMatchObject({ status: 409, size: seen });
      }),
    );
  });

  test('never accepts a request in which one byte was changed', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.integer({ min: 1, max: 255 }), ([old, size], at, change) => {
        const bytes = utf8(request(old, size));
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ change;
        expect(decide(bytes, old).status).not.toBe(200);
      }),
      { numRuns: 1000 },
    );
  });

  test('never accepts a history that differs in one entry it has seen', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ([old, size], at) => {
        fc.pre(old > 0);
        const seenLeaves = leaves
          .slice(0, old)
          .map((leaf, i) => (i === at % old ? leafHash(crypto.sha256, utf8('another')) : leaf));
        const seen = { size: old, root: merkleRoot(crypto.sha256, seenLeaves) };
        expect(decideWitness(crypto, utf8(request(old, size)), () => ({ keys: [log], seen })).status).toBe(422);
      }),
    );
  });

  test('answers any bytes at all, without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(decide(bytes, 3).status).toBe(400);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(decide(`old 2\n\n${text}`, 2).status).not.toBe(200);
      }),
    );
  });
});

describe('a proof', () => {
  const policy = { logs: [log], witnesses: [], groups: [], quorum: 'none' };
  const entryOf = fc
    .integer({ min: 1, max: leaves.length })
    .chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)));
  const proof = (index: number, size: number): string =>
    formatTlogProof(index, inclusionProof(crypto.sha256, leaves.slice(0, size), index), signed(size));
  const holds = (bytes: Uint8Array, disclosed: Uint8Array): boolean => {
    const parsed = parseTlogProof(bytes);
    return parsed.ok && verifyTlogProof(crypto, { proof: parsed.proof, entry: disclosed, policy }).holds;
  };

  test('holds for every entry of every tree, and for no other entry', () => {
    fc.assert(
      fc.property(entryOf, fc.nat(leaves.length - 1), ([index, size], other) => {
        expect(holds(utf8(proof(index, size)), entry(index))).toBe(true);
        if (other !== index) expect(holds(utf8(proof(index, size)), entry(other))).toBe(false);
      }),
    );
  });

  test('does not hold with one byte changed', () => {
    fc.assert(
      fc.property(entryOf, fc.nat(), fc.integer({ min: 1, max: 255 }), ([index, size], at, change) => {
        const bytes = utf8(proof(index, size));
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ change;
        expect(holds(bytes, entry(index))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('drawn step by step it ends at the root', () => {
    fc.assert(
      fc.property(entryOf, ([index, size]) => {
        const leaf = leaves[index] as Uint8Array;
        const steps = inclusionSteps(crypto.sha256, {
          index,
          size,
          leaf,
          proof: inclusionProof(crypto.sha256, leaves.slice(0, size), index),
        });
        expect(steps.at(-1)?.result ?? leaf).toEqual(rootOf(size));
      }),
    );
  });
});
