import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../../main/adapters/crypto/node-crypto.ts';
import { toHex } from '../../../shared/ledger/encoding.ts';
import {
  consistencyProof,
  Frontier,
  inclusionProof,
  pathLength,
  leafHash,
  merkleRoot,
  nodeHash,
  verifyConsistency,
  verifyInclusion,
} from '../../../shared/ledger/merkle.ts';
import { vectorFile } from '../../support/vector-file.ts';

const { sha256 } = nodeCrypto(4);
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

interface MerkleVectors {
  readonly inputs: readonly string[];
  readonly roots: readonly string[];
  readonly inclusion: readonly { readonly index: number; readonly size: number; readonly proof: readonly string[] }[];
  readonly consistency: readonly {
    readonly first: number;
    readonly second: number;
    readonly proof: readonly string[];
  }[];
}
const vectors = vectorFile('merkle.json') as MerkleVectors;
const leaves = vectors.inputs.map((input) => leafHash(sha256, bytes(input)));
const rootOf = (size: number): Uint8Array => bytes(vectors.roots[size] ?? '');

describe('frozen vectors', () => {
  test('roots of 0 to 8 leaves', () => {
    expect(vectors.roots.map((_, size) => toHex(merkleRoot(sha256, leaves.slice(0, size))))).toEqual(vectors.roots);
  });

  test.each(vectors.inclusion)('inclusion of $index in $size', ({ index, size, proof }) => {
    expect(inclusionProof(sha256, leaves.slice(0, size), index).map(toHex)).toEqual(proof);
    const leaf = leaves[index] ?? new Uint8Array();
    expect(verifyInclusion(sha256, { index, size, leaf, proof: proof.map(bytes), root: rootOf(size) })).toBe(true);
  });

  test.each(vectors.consistency)('consistency of $first with $second', ({ first, second, proof }) => {
    expect(consistencyProof(sha256, leaves.slice(0, second), first).map(toHex)).toEqual(proof);
    const claim = { first, second, firstRoot: rootOf(first), secondRoot: rootOf(second), proof: proof.map(bytes) };
    expect(verifyConsistency(sha256, claim)).toBe(true);
  });
});

/** Straight from the definition, RFC 6962 section 2.1, as a second opinion on the incremental form. */
function recursiveRoot(d: readonly Uint8Array[]): Uint8Array {
  if (d.length === 0) return sha256(new Uint8Array(0));
  if (d.length === 1) return d[0] as Uint8Array;
  const k = 2 ** Math.floor(Math.log2(d.length - 1));
  return nodeHash(sha256, recursiveRoot(d.slice(0, k)), recursiveRoot(d.slice(k)));
}
const numbered = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => leafHash(sha256, new TextEncoder().encode(String(i))));

describe('for every tree', () => {
  const size = fc.integer({ min: 1, max: 130 });
  const twoOf = size.chain((n) => fc.tuple(fc.constant(n), fc.nat(n - 1)));

  test('the frontier has the recursive root, at every size and after every restart', () => {
    const all = numbered(130);
    let frontier = new Frontier(sha256);
    for (let n = 0; n <= 130; n += 1) {
      expect(toHex(frontier.root())).toBe(toHex(recursiveRoot(all.slice(0, n))));
      frontier = new Frontier(sha256, frontier.size, frontier.subtrees);
      const leaf = all[n];
      if (leaf) frontier.append(leaf);
    }
  });

  test('a copy goes its own way', () => {
    const frontier = new Frontier(sha256);
    for (const leaf of numbered(5)) frontier.append(leaf);
    const before = toHex(frontier.root());
    frontier.copy().append(sha256(new Uint8Array(1)));
    expect(toHex(frontier.root())).toBe(before);
    expect(frontier.size).toBe(5);
  });

  test('a frontier of the wrong shape is refused', () => {
    expect(() => new Frontier(sha256, 3, [sha256(new Uint8Array(0))])).toThrow(RangeError);
  });

  test('each inclusion proof verifies, and not after any change', () => {
    fc.assert(
      fc.property(twoOf, fc.nat(), ([n, index], where) => {
        const all = numbered(n);
        const claim = {
          index,
          size: n,
          leaf: all[index] as Uint8Array,
          proof: inclusionProof(sha256, all, index),
          root: recursiveRoot(all),
        };
        expect(verifyInclusion(sha256, claim)).toBe(true);
        expect(pathLength(index, n)).toBe(claim.proof.length);
        const other = sha256(new Uint8Array([9]));
        expect(verifyInclusion(sha256, { ...claim, leaf: other })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, root: other })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, index: n })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, proof: [...claim.proof, other] })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, proof: [other, ...claim.proof] })).toBe(false);
        if (claim.proof.length === 0) return;
        expect(verifyInclusion(sha256, { ...claim, proof: claim.proof.slice(1) })).toBe(false);
        expect(verifyInclusion(sha256, { ...claim, index: index === 0 ? 1 : index - 1 })).toBe(false);
        const flipped = claim.proof.map((hash) => new Uint8Array(hash));
        const hash = flipped[where % flipped.length] as Uint8Array;
        hash[where % 32] = (hash[where % 32] ?? 0) ^ (1 << (where % 8));
        expect(verifyInclusion(sha256, { ...claim, proof: flipped })).toBe(false);
      }),
    );
  });

  test('each consistency proof verifies, and not after any change', () => {
    fc.assert(
      fc.property(twoOf, fc.nat(), ([second, below], where) => {
        const first = below + 1;
        const all = numbered(second);
        const proof = consistencyProof(sha256, all, first);
        const claim = {
          first,
          second,
          firstRoot: recursiveRoot(all.slice(0, first)),
          secondRoot: recursiveRoot(all),
          proof,
        };
        expect(verifyConsistency(sha256, claim)).toBe(true);
        const other = sha256(new Uint8Array([9]));
        expect(verifyConsistency(sha256, { ...claim, firstRoot: other })).toBe(false);
        expect(verifyConsistency(sha256, { ...claim, secondRoot: other })).toBe(false);
        expect(verifyConsistency(sha256, { ...claim, proof: [...proof, other] })).toBe(false);
        expect(verifyConsistency(sha256, { ...claim, first: 0 })).toBe(false);
        expect(verifyConsistency(sha256, { ...claim, first: second + 1 })).toBe(false);
        if (proof.length === 0) return;
        expect(verifyConsistency(sha256, { ...claim, proof: proof.slice(1) })).toBe(false);
        expect(verifyConsistency(sha256, { ...claim, firstRoot: claim.secondRoot, secondRoot: claim.firstRoot })).toBe(
          false,
        );
        const flipped = proof.map((hash) => new Uint8Array(hash));
        const hash = flipped[where % flipped.length] as Uint8Array;
        hash[where % 32] = (hash[where % 32] ?? 0) ^ (1 << (where % 8));
        expect(verifyConsistency(sha256, { ...claim, proof: flipped })).toBe(false);
      }),
    );
  });
});

describe('claims of the wrong shape are refused, not thrown at', () => {
  const root = rootOf(2);
  const long = new Uint8Array(40);
  const short = new Uint8Array(31);
  test.each([long, short])('hashes that are not 32 bytes', (odd) => {
    const leaf = leaves[0] as Uint8Array;
    expect(verifyInclusion(sha256, { index: 0, size: 2, leaf: odd, proof: [root], root })).toBe(false);
    expect(verifyInclusion(sha256, { index: 0, size: 2, leaf, proof: [odd], root })).toBe(false);
    expect(verifyInclusion(sha256, { index: 0, size: 1, leaf, proof: [], root: odd })).toBe(false);
    expect(verifyConsistency(sha256, { first: 2, second: 3, firstRoot: odd, secondRoot: root, proof: [root] })).toBe(
      false,
    );
    expect(verifyConsistency(sha256, { first: 2, second: 2, firstRoot: odd, secondRoot: odd, proof: [] })).toBe(false);
    expect(verifyConsistency(sha256, { first: 2, second: 3, firstRoot: root, secondRoot: root, proof: [odd] })).toBe(
      false,
    );
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('index or size %s', (n) => {
    const leaf = leaves[0] as Uint8Array;
    expect(verifyInclusion(sha256, { index: n, size: 2, leaf, proof: [root], root })).toBe(false);
    expect(verifyInclusion(sha256, { index: 0, size: n, leaf, proof: [root], root })).toBe(false);
    expect(verifyConsistency(sha256, { first: n, second: 3, firstRoot: root, secondRoot: root, proof: [root] })).toBe(
      false,
    );
    expect(verifyConsistency(sha256, { first: 1, second: n, firstRoot: root, secondRoot: root, proof: [root] })).toBe(
      false,
    );
  });

  test('equal sizes need no proof and equal roots', () => {
    expect(verifyConsistency(sha256, { first: 2, second: 2, firstRoot: root, secondRoot: root, proof: [] })).toBe(true);
    expect(verifyConsistency(sha256, { first: 2, second: 2, firstRoot: root, secondRoot: root, proof: [root] })).toBe(
      false,
    );
    expect(verifyConsistency(sha256, { first: 2, second: 2, firstRoot: root, secondRoot: rootOf(3), proof: [] })).toBe(
      false,
    );
  });
});
