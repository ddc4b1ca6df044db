import { nodeHash } from './merkle.ts';
import type { Primitives } from './primitives.ts';

export interface InclusionStep {
  readonly sibling: Uint8Array;
  /** On which side of the way the sibling stands. */
  readonly side: 'left' | 'right';
  readonly result: Uint8Array;
}

export interface InclusionWay {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** The walk of RFC 9162 section 2.1.3.2 written out, so that it can be drawn and followed by hand. For a proof that verifies. */
export function inclusionSteps(
  sha256: Primitives['sha256'],
  { index, size, leaf, proof }: InclusionWay,
): InclusionStep[] {
  const steps: InclusionStep[] = [];
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    const side = fn % 2 === 1 || fn === sn ? 'left' : 'right';
    hash = side === 'left' ? nodeHash(sha256, sibling, hash) : nodeHash(sha256, hash, sibling);
    if (side === 'left') {
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
    steps.push({ sibling, side, result: hash });
  }
  return steps;
}
