import { equalBytes, fromUtf8 } from '../../../shared/ledger/encoding.ts';
import { decodeEntry } from '../../../shared/ledger/entry.ts';
import { HeadingReader, type Heading } from '../../../shared/ledger/heading.ts';
import { leafHash } from '../../../shared/ledger/merkle.ts';
import type { Primitives } from '../../../shared/ledger/primitives.ts';
import type { SoundStretch, Stretch, StretchRead } from '../../../shared/ledger/read-batch.ts';
import type { StretchSource } from '../sqlite/stretch-rows.ts';

export interface StretchTools {
  readonly source: StretchSource;
  readonly sha256: Primitives['sha256'];
  /** Of the text in UTF-8; each byte of the hash is one character. */
  readonly sha256OfText: (text: string) => string;
}

const UNSOUND: StretchRead = { what: 'stretch', sound: false };
/** What a decoder makes of bytes that are no UTF-8. A text without it has exactly the bytes it was read from. */
const REPLACED = '\ufffd';

/**
 * Reads part of a ledger from the file itself, as far as it is as it should be: every entry there, readable, under its index, with
 * its own leaf hash beside it. Of anything else it says only that it is not so; the judge reads that for itself.
 */
export function readStretch({ from, count }: Stretch, { source, sha256, sha256OfText }: StretchTools): StretchRead {
  const rows = source.read(from, count);
  if (!rows) return UNSOUND;
  const leaves = Buffer.from(rows.leaves.buffer, rows.leaves.byteOffset, rows.leaves.length);
  const headings: SoundStretch['headings'][number][] = [];
  const whole: SoundStretch['whole'][number][] = [];
  const reader = new HeadingReader();
  let last: Heading | null = null;
  for (const [at, prefixed] of rows.prefixed.entries()) {
    const index = from + at;
    const heading = index === 0 || prefixed.includes(REPLACED) ? null : reader.read(prefixed.slice(1), index);
    if (heading === null) {
      const bytes = source.body(index);
      const parsed = decodeEntry(bytes);
      const leaf = leaves.subarray(at * 32, at * 32 + 32);
      if (!parsed.ok || parsed.entry.index !== index || !equalBytes(leafHash(sha256, bytes), leaf)) return UNSOUND;
      whole.push({ at, text: fromUtf8(bytes) ?? '' });
    } else {
      // The byte that RFC 6962 puts before an entry is there already: what is hashed is what the database answered.
      if (sha256OfText(prefixed) !== leaves.toString('latin1', at * 32, at * 32 + 32)) return UNSOUND;
      if (heading !== last) headings.push({ at, heading });
      last = heading;
    }
  }
  return rows.prefixed.length === count
    ? { what: 'stretch', sound: true, hashes: rows.leaves, headings, whole }
    : UNSOUND;
}
