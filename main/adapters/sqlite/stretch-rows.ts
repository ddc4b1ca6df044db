import { openReader } from './open-ledger.ts';

export interface StretchRows {
  /** A zero byte and the entry, as one text each. */
  readonly prefixed: readonly string[];
  /** The stored leaf hashes end to end. */
  readonly leaves: Uint8Array<ArrayBuffer>;
}

/** Parts of one ledger file, for whoever reads it beside others. */
export interface StretchSource {
  /** `count` entries from index `from` on; null where one of them is not there or not stored as it should be. */
  read(from: number, count: number): StretchRows | null;
  body(index: number): Uint8Array;
}

/**
 * Bodies come as text and leaf hashes in one piece: a blob is a buffer outside the heap, and making two of them takes longer than
 * everything else that is done with an entry. Throws where the file cannot be read.
 */
export function openStretches(path: string): StretchSource {
  const db = openReader(path);
  const range = 'FROM entry WHERE idx >= ? AND idx < ?';
  const texts = db.prepare(`SELECT CAST(x'00' || body AS TEXT) ${range} ORDER BY idx`).pluck();
  const sound = "typeof(body) = 'blob' AND typeof(leaf) = 'blob' AND length(leaf) = 32";
  const hashes = db
    .prepare(
      `SELECT total(${sound}), CAST(group_concat(leaf, '') AS BLOB) FROM (SELECT body, leaf ${range} ORDER BY idx)`,
    )
    .raw();
  const body = db.prepare('SELECT body FROM entry WHERE idx = ?').pluck();
  // In another encoding the bytes of a blob would be read as other characters.
  const readable = db.pragma('encoding', { simple: true }) === 'UTF-8';
  return {
    read: (from, count) => {
      const [found, leaves] = hashes.get(from, from + count) as [number, Buffer<ArrayBuffer>];
      if (!readable || found !== count) return null;
      return { prefixed: texts.all(from, from + count) as string[], leaves };
    },
    body: (index) => body.get(index) as Uint8Array,
  };
}
