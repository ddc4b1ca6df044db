import { equalBytes } from './encoding.ts';
import { Frontier } from './merkle.ts';
import type { Primitives } from './primitives.ts';

/** Which copy of some entries is damaged: their bytes or their stored leaf hashes. */
export interface Damaged {
  readonly code: 'ENTRY_ALTERED' | 'LEAF_HASH_WRONG';
  readonly entries: readonly number[];
}

const NO_HASH = new Uint8Array(32);

/** The tree over the entries; and over the stored leaf hashes, from the first entry that does not have its hash to the next root. */
export class TreeCheck {
  #tree: Frontier;
  #stored: Frontier | null = null;
  #suspects: number[] = [];

  constructor(sha256: Primitives['sha256']) {
    this.#tree = new Frontier(sha256);
  }

  get size(): number {
    return this.#tree.size;
  }

  root(): Uint8Array {
    return this.#tree.root();
  }

  /** `leaf`: as stored; null where the store keeps none or it is known to be the hash. */
  append(hash: Uint8Array, leaf: Uint8Array | null): void {
    if (leaf && !equalBytes(leaf, hash)) {
      this.#stored ??= this.#tree.copy();
      this.#suspects.push(this.#tree.size);
    }
    // What has not the length of a hash is none, and no tree can be made of it.
    this.#stored?.append(leaf && leaf.length !== hash.length ? NO_HASH : (leaf ?? hash));
    this.#tree.append(hash);
  }

  /** Whether entries or stored leaf hashes have this root. */
  has(root: Uint8Array): boolean {
    return [this.#tree, this.#stored].some((tree) => tree !== null && equalBytes(tree.root(), root));
  }

  /**
   * A signed root decides which copy is damaged. Where the stored leaf hashes are what was signed, the check goes on with them,
   * so that one altered entry is one finding and not one for every later checkpoint.
   */
  settle(root: Uint8Array | null): Damaged & { readonly holds: boolean } {
    const entries = this.#suspects;
    const stored = this.#stored;
    this.#suspects = [];
    this.#stored = null;
    if (root === null || equalBytes(root, this.#tree.root())) return { holds: true, code: 'LEAF_HASH_WRONG', entries };
    if (stored === null || !equalBytes(root, stored.root())) return { holds: false, code: 'LEAF_HASH_WRONG', entries };
    this.#tree = stored;
    return { holds: true, code: 'ENTRY_ALTERED', entries };
  }
}
