import { canonical } from '../ledger/canonical.ts';
import { fromHex, fromUtf8, utf8 } from '../ledger/encoding.ts';

const LF = 0x0a;

/** Canonical JSON has no line feed inside, so one line is one entry, byte for byte. */
export interface Lines {
  readonly lines: readonly Uint8Array[];
  /** Bytes after the last line feed: a file that was cut. */
  readonly rest: number;
}

export function splitLines(bytes: Uint8Array): Lines {
  const lines: Uint8Array[] = [];
  let at = 0;
  for (let end = bytes.indexOf(LF, at); end >= 0; end = bytes.indexOf(LF, at)) {
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return { lines, rest: bytes.length - at };
}

/** A leaf hash as 64 hex digits, or null. */
export function parseLeaf(line: Uint8Array | undefined): Uint8Array | null {
  if (line?.length !== 64) return null;
  const text = fromUtf8(line);
  return text === null ? null : fromHex(text);
}

export function formatCheckpointLine(size: number, note: Uint8Array): Uint8Array {
  const text = fromUtf8(note);
  if (text === null) throw new TypeError('a signed note is UTF-8');
  return utf8(`${canonical({ note: text, size })}\n`);
}

/** The note of one line, or null when the line is not exactly what `formatCheckpointLine` writes. */
export function parseCheckpointLine(line: Uint8Array): { readonly size: number; readonly note: Uint8Array } | null {
  const text = fromUtf8(line);
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as { note?: unknown; size?: unknown } | null;
    if (typeof value?.note !== 'string' || typeof value.size !== 'number') return null;
    return canonical({ note: value.note, size: value.size }) === text
      ? { size: value.size, note: utf8(value.note) }
      : null;
  } catch {
    return null; // Not JSON, or a value outside the canonical subset: the caller reports the line.
  }
}
