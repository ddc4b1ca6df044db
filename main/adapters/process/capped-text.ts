import { OUTPUT_CUT } from '../../../shared/domain/output-marks.ts';

/** Collects the beginning of a stream up to a number of bytes and says so when there was more. */
export class CappedText {
  readonly #chunks: Uint8Array[] = [];
  readonly #max: number;
  #size = 0;
  #cut = false;

  constructor(max: number) {
    this.#max = max;
  }

  add(chunk: Uint8Array): void {
    const room = this.#max - this.#size;
    if (chunk.length > room) this.#cut = true;
    if (room <= 0) return;
    const kept = chunk.subarray(0, room);
    this.#chunks.push(kept);
    this.#size += kept.length;
  }

  /** Bytes that are not UTF-8 become replacement characters: what a terminal would show. */
  text(): string {
    const text = Buffer.concat(this.#chunks).toString('utf8');
    return this.#cut ? `${text}\n${OUTPUT_CUT}\n` : text;
  }
}
