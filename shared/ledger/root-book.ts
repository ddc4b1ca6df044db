/** A hash by size for every checkpoint of a ledger, in ascending order: 40 bytes each, so that a million of them stay small. */
export class RootBook {
  #sizes = new Float64Array(64);
  #roots = new Uint8Array(64 * 32);
  #count = 0;

  add(size: number, root: Uint8Array): void {
    if (this.#count === this.#sizes.length) {
      const sizes = new Float64Array(this.#count * 2);
      const roots = new Uint8Array(this.#count * 64);
      sizes.set(this.#sizes);
      roots.set(this.#roots);
      this.#sizes = sizes;
      this.#roots = roots;
    }
    this.#sizes[this.#count] = size;
    this.#roots.set(root, this.#count * 32);
    this.#count += 1;
  }

  rootOf(size: number): Uint8Array | null {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sizes[middle] ?? 0) < size) low = middle + 1;
      else high = middle;
    }
    return low < this.#count && this.#sizes[low] === size ? this.#roots.subarray(low * 32, low * 32 + 32) : null;
  }
}
