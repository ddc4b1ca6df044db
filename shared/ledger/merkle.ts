import { equalBytes } from './encoding.ts';
import type { Primitives } from './primitives.ts';

/** RFC 6962 section 2.1 (same as RFC 9162 section 2.1): leaf = H(0x00 || entry), node = H(0x01 || left || right). */
type Hash = Primitives['sha256'];

/** Filled anew for every hash and read before the call returns: a hash function keeps nothing of its input. */
const leafInput = new Uint8Array(1 << 16);

export function leafHash(sha256: Hash, entry: Uint8Array): Uint8Array {
  const bytes =
    entry.length < leafInput.length ? leafInput.subarray(0, entry.length + 1) : new Uint8Array(entry.length + 1);
  bytes.set(entry, 1);
  return sha256(bytes);
}

const nodeInput = new Uint8Array(65);
nodeInput[0] = 1;

export function nodeHash(sha256: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeInput.set(left, 1);
  nodeInput.set(right, 33);
  return sha256(nodeInput);
}

/** Append-only tree of O(log n) state: complete subtrees from left to right, as many as `size` has one bits. */
export class Frontier {
  readonly #sha256: Hash;
  readonly #subtrees: Uint8Array[];
  #size: number;

  constructor(sha256: Hash, size = 0, subtrees: readonly Uint8Array[] = []) {
    if (subtrees.length !== ones(size)) throw new RangeError(`a tree of ${size} entries has ${ones(size)} subtrees`);
    this.#sha256 = sha256;
    this.#size = size;
    this.#subtrees = [...subtrees];
  }

  get size(): number {
    return this.#size;
  }

  get subtrees(): readonly Uint8Array[] {
    return this.#subtrees;
  }

  append(leaf: Uint8Array): void {
    let hash = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.#subtrees.pop();
      if (!left) throw new Error('frontier lost a subtree');
      hash = nodeHash(this.#sha256, left, hash);
    }
    this.#subtrees.push(hash);
    this.#size += 1;
  }

  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (let i = this.#subtrees.length - 1; i >= 0; i -= 1) {
      const left = this.#subtrees[i] as Uint8Array;
      root = root ? nodeHash(this.#sha256, left, root) : left;
    }
    return root ?? this.#sha256(new Uint8Array(0));
  }

  copy(): Frontier {
    return new Frontier(this.#sha256, this.#size, this.#subtrees);
  }
}

function ones(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

export function merkleRoot(sha256: Hash, leaves: readonly Uint8Array[]): Uint8Array {
  const frontier = new Frontier(sha256);
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}

/** Largest power of two smaller than n (n > 1). */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** RFC 9162 section 2.1.3.1. Throws RangeError when `index` is not below the number of leaves. */
export function inclusionProof(sha256: Hash, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length) throw new RangeError(`no leaf ${index}`);
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...inclusionProof(sha256, leaves.slice(0, k), index), merkleRoot(sha256, leaves.slice(k))]
    : [...inclusionProof(sha256, leaves.slice(k), index - k), merkleRoot(sha256, leaves.slice(0, k))];
}

/** RFC 9162 section 2.1.4.1 for 0 < first <= leaves.length. */
export function consistencyProof(sha256: Hash, leaves: readonly Uint8Array[], first: number): Uint8Array[] {
  if (!Number.isSafeInteger(first) || first < 1 || first > leaves.length)
    throw new RangeError(`no tree of size ${first}`);
  return subproof(sha256, leaves, first, true);
}

function subproof(sha256: Hash, leaves: readonly Uint8Array[], m: number, whole: boolean): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [merkleRoot(sha256, leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(sha256, leaves.slice(0, k), m, whole), merkleRoot(sha256, leaves.slice(k))]
    : [...subproof(sha256, leaves.slice(k), m - k, false), merkleRoot(sha256, leaves.slice(0, k))];
}

export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** How many hashes the inclusion proof of a leaf has: one for each level at which it has a sibling. */
export function pathLength(index: number, size: number): number {
  let length = 0;
  for (let at = index, last = size - 1; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2))
    if (at % 2 === 1 || at < last) length += 1;
  return length;
}

/** RFC 9162 section 2.1.3.2. */
export function verifyInclusion(sha256: Hash, { index, size, leaf, proof, root }: Inclusion): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (![leaf, root, ...proof].every((hash) => hash.length === 32)) return false;
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(sha256, p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn = fn / 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      r = nodeHash(sha256, r, p);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(r, root);
}

export interface Consistency {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162 section 2.1.4.2. A first size of 0 is not provable and answers false; callers that allow it say so themselves. */
export function verifyConsistency(sha256: Hash, { first, second, firstRoot, secondRoot, proof }: Consistency): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 1 || first > second) return false;
  if (![firstRoot, secondRoot, ...proof].every((hash) => hash.length === 32)) return false;
  if (first === second) return proof.length === 0 && equalBytes(firstRoot, secondRoot);
  if (proof.length === 0) return false;
  const path = ones(first) === 1 ? [firstRoot, ...proof] : proof;
  let fn = first - 1;
  let sn = second - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let fr = path[0] as Uint8Array;
  let sr = fr;
  for (const c of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha256, c, fr);
      sr = nodeHash(sha256, c, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = fn / 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      sr = nodeHash(sha256, sr, c);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(fr, firstRoot) && equalBytes(sr, secondRoot);
}
