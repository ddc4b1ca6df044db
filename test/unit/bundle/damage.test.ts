import { beforeAll, describe, expect, test } from 'vitest';
import { verifyBundleSource } from '../../../main/handoff/verify-bundle.ts';
import type { Finding } from '../../../shared/ledger/finding.ts';
import { MemoryBundle } from '../../support/memory-bundle.ts';
import { consoleParty, crypto } from '../../support/parties.ts';
import { writeSample } from '../../support/sample-bundle.ts';

const anchored = { consoleFingerprint: consoleParty.signer.fingerprint };

let good: MemoryBundle;
let paths: readonly string[];
beforeAll(async () => {
  good = new MemoryBundle();
  await writeSample(good);
  paths = [...good.files.keys()];
});

async function findings(change: (bundle: MemoryBundle) => void): Promise<readonly Finding[]> {
  const bundle = good.copy();
  change(bundle);
  const report = await verifyBundleSource(bundle, { crypto, trust: anchored });
  expect(report.verified).toBe(false);
  return report.findings;
}
const named = (found: readonly Finding[]): (string | undefined)[] => found.map(({ file }) => file);

/** All offsets of a small file; of a larger one its ends and an even spread, 40 in all. */
function offsets(length: number): number[] {
  if (length <= 64) return Array.from({ length }, (_, i) => i);
  const spread = Array.from({ length: 36 }, (_, i) => Math.floor((i * length) / 36));
  return [...new Set([...spread, 1, length - 3, length - 2, length - 1])];
}

describe('one changed byte', () => {
  test('anywhere in any file is found, and the file is named', async () => {
    let tried = 0;
    for (const path of paths) {
      const { length } = good.bytes(path);
      for (const [i, at] of offsets(length).entries()) {
        const found = await findings((bundle) => {
          const bytes = bundle.bytes(path);
          bytes[at] = (bytes[at] ?? 0) ^ (1 << (i % 8));
        });
        if (!named(found).includes(path)) throw new Error(`byte ${at} of ${path}: ${JSON.stringify(found)}`);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(900);
  }, 240_000);

  test('in an entry names the entry', async () => {
    const bytes = good.bytes('data/ledger/entries.jsonl');
    const lineOf = (at: number): number => bytes.subarray(0, at).filter((byte) => byte === 0x0a).length;
    for (let at = 0; at < bytes.length; at += 37) {
      if (bytes[at] === 0x0a) continue;
      const found = await findings((bundle) => {
        bundle.bytes('data/ledger/entries.jsonl')[at] = (bytes[at] ?? 0) ^ 1;
      });
      const entries = found.filter(({ file, entry }) => file === 'data/ledger/entries.jsonl' && entry !== undefined);
      expect(entries.map(({ entry }) => entry)).toContain(lineOf(at));
      // Entry 0 holds the keys, so its damage has consequences; any other is the only one blamed for being altered.
      if (lineOf(at) > 0)
        expect(found.filter(({ code }) => code === 'ENTRY_ALTERED').map(({ entry }) => entry)).toEqual([lineOf(at)]);
    }
  });
});

describe('files', () => {
  test('each one missing', async () => {
    for (const path of paths) expect(named(await findings((bundle) => bundle.files.delete(path)))).toContain(path);
  });

  test('each one cut: its last byte, its second half, all of it', async () => {
    for (const path of paths) {
      const { length } = good.bytes(path);
      for (const to of new Set([length - 1, length >> 1, 0])) {
        if (to < 0 || to === length) continue;
        expect(named(await findings((bundle) => bundle.files.set(path, good.bytes(path).slice(0, to))))).toContain(
          path,
        );
      }
    }
  });

  test('each one longer by a byte', async () => {
    for (const path of paths) {
      expect(
        named(await findings((bundle) => bundle.files.set(path, new Uint8Array([...good.bytes(path), 0x0a])))),
      ).toContain(path);
    }
  });

  test('each one renamed', async () => {
    for (const path of paths) {
      const found = await findings((bundle) => {
        bundle.files.set(`${path}x`, bundle.bytes(path));
        bundle.files.delete(path);
      });
      expect(named(found)).toContain(path);
      expect(named(found)).toContain(`${path}x`);
    }
  });

  test('each one swapped with the next', async () => {
    for (const [i, path] of paths.entries()) {
      const other = paths[(i + 1) % paths.length] ?? '';
      const found = await findings((bundle) => {
        bundle.files.set(path, good.bytes(other));
        bundle.files.set(other, good.bytes(path));
      });
      expect(named(found)).toEqual(expect.arrayContaining([path, other]));
    }
  });

  test.each([
    ['note.txt', 'FILE_EXTRA'],
    ['data/extra.bin', 'FILE_EXTRA'],
    ['trust/operators/extra.pem', 'FILE_EXTRA'],
    [`data/exhibits/${'0'.repeat(64)}`, 'EVIDENCE_EXTRA'],
    [`attestation.${'0'.repeat(64)}.sig`, 'FILE_EXTRA'],
    ['fetch.txt', 'BAG_MALFORMED'],
    ['manifest-md5.txt', 'FILE_EXTRA'],
    ['BAGIT.TXT', 'FILE_EXTRA'],
    ['data/../up.txt', 'FILE_UNSAFE_NAME'],
    ['/etc/x', 'FILE_UNSAFE_NAME'],
    ['C:\\x', 'FILE_UNSAFE_NAME'],
    ['.hidden', 'FILE_UNSAFE_NAME'],
    ['a b.txt', 'FILE_UNSAFE_NAME'],
    ['a%0Ab', 'FILE_UNSAFE_NAME'],
    ['trailing.', 'FILE_UNSAFE_NAME'],
    ['b\u00fcro.txt', 'FILE_UNSAFE_NAME'],
    ['x/'.repeat(200).concat('y'), 'FILE_UNSAFE_NAME'],
  ])('one more, %s: %s', async (path, code) => {
    const found = await findings((bundle) => bundle.setText(path, 'x'));
    expect(found).toContainEqual(expect.objectContaining({ code, file: path }));
  });

  test('a link, in a place of its own and in the place of a file', async () => {
    expect(await findings((bundle) => bundle.others.add('link'))).toMatchObject([
      { code: 'FILE_UNSAFE_NAME', file: 'link' },
    ]);
    const found = await findings((bundle) => {
      bundle.files.delete('data/ledger/entries.jsonl');
      bundle.others.add('data/ledger/entries.jsonl');
    });
    expect(found[0]).toMatchObject({ code: 'FILE_UNSAFE_NAME', file: 'data/ledger/entries.jsonl' });
  });

  test('too large to be what it is', async () => {
    const found = await findings((bundle) => bundle.files.set('bagit.txt', new Uint8Array((1 << 20) + 1)));
    expect(found).toContainEqual(expect.objectContaining({ code: 'BAG_MALFORMED', file: 'bagit.txt' }));
  });
});

describe('bagit.txt', () => {
  test.each([
    ['an older version', 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n'],
    ['a newer version', 'BagIt-Version: 1.1\nTag-File-Character-Encoding: UTF-8\n'],
    ['a space before the colon', 'BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n'],
    ['a byte-order mark', '\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'],
    ['CRLF on one line', 'BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\n'],
  ])('%s', async (_what, text) => {
    const found = await findings((bundle) => bundle.setText('bagit.txt', text));
    expect(found).toContainEqual(expect.objectContaining({ code: 'BAG_MALFORMED', file: 'bagit.txt' }));
  });
});

test('a folder that is no bundle is refused, not judged', async () => {
  const folder = new MemoryBundle();
  await expect(verifyBundleSource(folder, { crypto, trust: {} })).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
  folder.setText('holiday.jpg', 'x');
  await expect(verifyBundleSource(folder, { crypto, trust: {} })).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
});
