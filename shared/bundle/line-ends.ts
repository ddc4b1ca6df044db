import { EXHIBITS, PAE } from './layout.ts';

const CR = 0x0d;
const LF = 0x0a;

/** Text of ours, where a line ends with LF: not evidence, which is as it was found, and nothing that is signed as bytes. */
export function isTextOfBundle(path: string): boolean {
  return !path.startsWith(EXHIBITS) && !path.endsWith('.sig') && path !== PAE;
}

/**
 * What a program on the way made of a text (an unpacker, a version control system, an editor), undone: LF where there is CRLF. Null
 * unless every line ends so and there is no other CR, because then it was something else.
 */
export function withPlainLineEnds(bytes: Uint8Array): Uint8Array | null {
  let returns = 0;
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) {
    if (bytes[at + 1] !== LF) return null;
    returns += 1;
  }
  if (returns === 0) return null;
  const plain = new Uint8Array(bytes.length - returns);
  let [from, to] = [0, 0];
  for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
    if (bytes[end - 1] !== CR) return null;
    plain.set(bytes.subarray(from, end - 1), to);
    to += end - from;
    plain[to - 1] = LF;
    from = end + 1;
  }
  plain.set(bytes.subarray(from), to);
  return plain;
}
