import { concatBytes } from './encoding.ts';
import { Frontier, merkleRoot } from './merkle.ts';
import type { Primitives } from './primitives.ts';

/**
 * C2SP tlog-tiles v0.1.0: the tree and the entries as files that, once full, never change. Any server of static files, or any
 * object store that locks objects, can hold a log in this shape, and stock tools audit it there.
 */
export const TILE_WIDTH = 256;
export const LOG_CHECKPOINT = 'checkpoint';

const HASH_BYTES = 32;

/** Tiles and entry bundles that a tree of one size has, at one level. */
export interface LevelTiles {
  readonly full: number;
  /** Hashes in the partial tile after the full ones; 0 when there is none. */
  readonly partial: number;
}

/** From level 0 up, as many levels as the tree has. Entry bundles are as many and as wide as the tiles of level 0. */
export function tileLevels(size: number): readonly LevelTiles[] {
  const levels: LevelTiles[] = [];
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) {
    levels.push({ full: Math.floor(hashes / TILE_WIDTH), partial: hashes % TILE_WIDTH });
  }
  return levels;
}

/** `tile/<L>/<N>[.p/<W>]`. A width of 256 is a full tile. */
export function tilePath(level: number | 'entries', index: number, width: number = TILE_WIDTH): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Each entry behind its length in two bytes, the higher one first; an entry has at most 65,535 bytes for this reason. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw new RangeError(`an entry of ${entry.length} bytes does not fit an entry bundle`);
      return [new Uint8Array([entry.length >> 8, entry.length & 0xff]), entry];
    }),
  );
}

/** The entries, or null when the lengths do not fit the bytes. */
export function decodeEntryBundle(bytes: Uint8Array): readonly Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 2 > bytes.length) return null;
    const end = at + 2 + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    if (end > bytes.length) return null;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

export interface Tile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Every file of the log but its checkpoint, in one pass over the entries and in the memory of one tile a level. */
export function* tilesOf(
  sha256: Primitives['sha256'],
  entries: Iterable<{ readonly bytes: Uint8Array; readonly leaf: Uint8Array }>,
): Iterable<Tile> {
  const levels: { index: number; hashes: Uint8Array[] }[] = [];
  let bundle: Uint8Array[] = [];
  let bundles = 0;
  for (const { bytes, leaf } of entries) {
    bundle.push(bytes);
    if (bundle.length === TILE_WIDTH) {
      yield { path: tilePath('entries', bundles), bytes: encodeEntryBundle(bundle) };
      bundles += 1;
      bundle = [];
    }
    let hash: Uint8Array | null = leaf;
    for (let level = 0; hash !== null; level += 1) {
      const tile = (levels[level] ??= { index: 0, hashes: [] });
      tile.hashes.push(hash);
      hash = null;
      if (tile.hashes.length < TILE_WIDTH) break;
      yield { path: tilePath(level, tile.index), bytes: concatBytes(...tile.hashes) };
      hash = merkleRoot(sha256, tile.hashes);
      levels[level] = { index: tile.index + 1, hashes: [] };
    }
  }
  if (bundle.length > 0) {
    yield { path: tilePath('entries', bundles, bundle.length), bytes: encodeEntryBundle(bundle) };
  }
  for (const [level, { index, hashes }] of levels.entries()) {
    if (hashes.length > 0) yield { path: tilePath(level, index, hashes.length), bytes: concatBytes(...hashes) };
  }
}

/**
 * The root of a tree of `size` entries from its partial tiles alone: at most one tile a level is read. Null when a tile is missing
 * or is not as long as its width says.
 */
export async function rootFromTiles(
  sha256: Primitives['sha256'],
  size: number,
  read: (path: string) => Promise<Uint8Array | null>,
): Promise<Uint8Array | null> {
  const subtrees: Uint8Array[] = [];
  for (const [level, { full, partial }] of tileLevels(size).entries()) {
    if (partial === 0) continue;
    const bytes = await read(tilePath(level, full, partial));
    if (bytes?.length !== partial * HASH_BYTES) return null;
    const tile = new Frontier(sha256);
    for (let at = 0; at < bytes.length; at += HASH_BYTES) tile.append(bytes.subarray(at, at + HASH_BYTES));
    // Higher levels cover what is further left, and a frontier lists its subtrees from left to right.
    subtrees.unshift(...tile.subtrees);
  }
  return new Frontier(sha256, size, subtrees).root();
}
