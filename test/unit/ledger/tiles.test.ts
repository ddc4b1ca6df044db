import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { leafHash, merkleRoot } from '../../../shared/ledger/merkle.ts';
import {
  decodeEntryBundle,
  encodeEntryBundle,
  rootFromTiles,
  tileLevels,
  tilePath,
  tilesOf,
} from '../../../shared/ledger/tiles.ts';
import { crypto } from '../../support/parties.ts';

const { sha256 } = crypto;

function* entriesUpTo(size: number): Iterable<{ bytes: Uint8Array; leaf: Uint8Array }> {
  for (let i = 0; i < size; i += 1) {
    const bytes = utf8(`{"index":${i}}`);
    yield { bytes, leaf: leafHash(sha256, bytes) };
  }
}
const filesOf = (size: number): Map<string, Uint8Array> =>
  new Map(Array.from(tilesOf(sha256, entriesUpTo(size)), ({ path, bytes }) => [path, bytes]));
const reader = (files: ReadonlyMap<string, Uint8Array>) => async (path: string) => files.get(path) ?? null;
const leavesUpTo = (size: number): Uint8Array[] => Array.from(entriesUpTo(size), ({ leaf }) => leaf);

describe('the vectors of C2SP tlog-tiles', () => {
  test('70,000 entries are 273 full tiles and 112 hashes, 1 and 17, none and 1', () => {
    expect(tileLevels(70_000)).toEqual([
      { full: 273, partial: 112 },
      { full: 1, partial: 17 },
      { full: 0, partial: 1 },
    ]);
  });

  test.each([
    [0, 'tile/0/000'],
    [999, 'tile/0/999'],
    [1000, 'tile/0/x001/000'],
    [1_234_067, 'tile/0/x001/x234/067'],
  ])('tile %i is at %s', (index, path) => {
    expect(tilePath(0, index)).toBe(path);
  });

  test('a partial tile is named by its width, an entry bundle by its place', () => {
    expect(tilePath(1, 1_234_067, 17)).toBe('tile/1/x001/x234/067.p/17');
    expect(tilePath('entries', 273, 112)).toBe('tile/entries/273.p/112');
  });

  test.each([
    [0, []],
    [1, [[0, 1]]],
    [255, [[0, 255]]],
    [
      256,
      [
        [1, 0],
        [0, 1],
      ],
    ],
    [
      65_536,
      [
        [256, 0],
        [1, 0],
        [0, 1],
      ],
    ],
  ] as const)('levels of %i entries', (size, levels) => {
    expect(tileLevels(size).map(({ full, partial }) => [full, partial])).toEqual(levels);
  });
});

test('the largest tree that can be counted has seven levels', () => {
  const levels = tileLevels(Number.MAX_SAFE_INTEGER);
  expect(levels).toHaveLength(7);
  expect(levels.at(-1)).toEqual({ full: 0, partial: 31 });
});

describe('the files of a log', () => {
  test('70,000 entries give exactly the tiles of that size, and their root', async () => {
    const files = filesOf(70_000);
    expect(files.size).toBe(274 + 274 + 2 + 1);
    expect(files.get('tile/0/273.p/112')).toHaveLength(112 * 32);
    expect(files.get('tile/1/000')).toHaveLength(8192);
    expect(files.get('tile/1/001.p/17')).toHaveLength(17 * 32);
    expect(files.get('tile/2/000.p/1')).toHaveLength(32);
    const root = await rootFromTiles(sha256, 70_000, reader(files));
    expect(root && toHex(root)).toBe(toHex(merkleRoot(sha256, leavesUpTo(70_000))));
  }, 30_000);

  test('at any size the root of the tiles is the root of the entries, and the bundles give them back', async () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 1100 }), fc.constantFrom(1, 255, 256, 257, 511, 512, 768, 1024));
    await fc.assert(
      fc.asyncProperty(size, async (entries) => {
        const files = filesOf(entries);
        const root = await rootFromTiles(sha256, entries, reader(files));
        expect(root && toHex(root)).toBe(toHex(merkleRoot(sha256, leavesUpTo(entries))));
        const bundles = [...files].filter(([path]) => path.startsWith('tile/entries/'));
        const decoded = bundles.flatMap(([, bytes]) => decodeEntryBundle(bytes) ?? []);
        expect(decoded).toEqual(Array.from(entriesUpTo(entries), ({ bytes }) => bytes));
      }),
      { numRuns: 40 },
    );
  });

  test('a full tile of a smaller log is the same file in every larger one', () => {
    const [small, large] = [filesOf(700), filesOf(1100)];
    const full = [...small].filter(([path]) => !path.includes('.p/'));
    expect(full).toHaveLength(4);
    for (const [path, bytes] of full) expect(large.get(path)).toEqual(bytes);
  });

  test('an empty log has no tile, and the root of nothing', async () => {
    expect(filesOf(0).size).toBe(0);
    const root = await rootFromTiles(sha256, 0, reader(new Map()));
    expect(root && toHex(root)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('a missing, short or long tile has no root; a changed one has another', async () => {
    const files = filesOf(300);
    const whole = await rootFromTiles(sha256, 300, reader(files));
    const tile = files.get('tile/0/001.p/44') ?? new Uint8Array(0);
    for (const [bytes, answer] of [
      [null, null],
      [tile.subarray(1), null],
      [concatBytes(tile, new Uint8Array(32)), null],
    ] as const)
      expect(
        await rootFromTiles(sha256, 300, async (path) => (path.startsWith('tile/0/001') ? bytes : reader(files)(path))),
      ).toBe(answer);
    const changed = new Uint8Array(tile);
    changed[0] = (changed[0] ?? 0) ^ 1;
    expect(await rootFromTiles(sha256, 300, reader(new Map(files).set('tile/0/001.p/44', changed)))).not.toEqual(whole);
  });
});

describe('an entry bundle', () => {
  test('has two bytes of length, the higher one first, before each entry', () => {
    const long = new Uint8Array(0x0102).fill(9);
    expect(encodeEntryBundle([utf8('ab'), new Uint8Array(0), long])).toEqual(
      concatBytes(new Uint8Array([0, 2]), utf8('ab'), new Uint8Array([0, 0, 1, 2]), long),
    );
  });

  test('takes the longest entry there is and no longer one', () => {
    const longest = new Uint8Array(65_535);
    expect(decodeEntryBundle(encodeEntryBundle([longest]))).toEqual([longest]);
    expect(() => encodeEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });

  test.each([[[0]], [[0, 1]], [[0, 2, 65]], [[0, 0, 0]]])('%j is cut', (bytes) => {
    expect(decodeEntryBundle(new Uint8Array(bytes))).toBeNull();
  });
});
