import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeBundlePlaces } from '../../../main/adapters/files/bundle-places.ts';
import { verifyBundle } from '../../../main/handoff/verify-bundle.ts';
import { writeBundle } from '../../../main/handoff/write-bundle.ts';
import type { BundlePlaces, BundleSource } from '../../../main/ports/files.ts';
import { LedgerBuilder } from '../../support/ledger-builder.ts';
import { MemoryBundle } from '../../support/memory-bundle.ts';
import { MemoryVault } from '../../support/memory-vault.ts';
import { alice, crypto } from '../../support/parties.ts';
import { requestFor, sampleCase, writeSample } from '../../support/sample-bundle.ts';

let scratch: string;
let places: BundlePlaces;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'bulkhead-folder-'));
  places = nodeBundlePlaces(join(scratch, 'exports'), crypto.hash);
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const exportsFolder = (): string[] => readdirSync(join(scratch, 'exports'));

describe('writing', () => {
  test('gives the files their final place at the end, and not before', async () => {
    const sink = await places.create(null, 'case-1');
    expect(await sink.write('data/a.txt', new TextEncoder().encode('abc'))).toEqual({
      size: 3,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      sha512: expect.stringMatching(/^ddaf35a193617abacc417349ae204131/) as string,
    });
    expect(exportsFolder()).not.toContain('case-1');
    expect(await sink.finish()).toBe(join(scratch, 'exports', 'case-1'));
    expect(exportsFolder()).toEqual(['case-1']);
    expect(readFileSync(join(scratch, 'exports/case-1/data/a.txt'), 'utf8')).toBe('abc');
  });

  test.runIf(process.platform !== 'win32')('is for this account only', async () => {
    const sink = await places.create(null, 'case-1');
    await sink.write('data/a.txt', new Uint8Array(1));
    await sink.finish();
    expect(statSync(join(scratch, 'exports/case-1')).mode & 0o777).toBe(0o700);
    expect(statSync(join(scratch, 'exports/case-1/data/a.txt')).mode & 0o777).toBe(0o600);
  });

  test('never touches what is there, at the start and at the end', async () => {
    mkdirSync(join(scratch, 'exports/case-1'), { recursive: true });
    await expect(places.create(null, 'case-1')).rejects.toMatchObject({ code: 'DESTINATION_EXISTS' });
    const late = await places.create(null, 'case-2');
    await late.write('a.txt', new Uint8Array(1));
    mkdirSync(join(scratch, 'exports/case-2'));
    await expect(late.finish()).rejects.toMatchObject({ code: 'DESTINATION_EXISTS' });
    expect(readdirSync(join(scratch, 'exports/case-2'))).toEqual([]);
    await late.abandon();
    expect(exportsFolder()).toEqual(['case-1', 'case-2']);
    symlinkSync('nowhere', join(scratch, 'exports/case-3'));
    await expect(places.create(null, 'case-3')).rejects.toMatchObject({ code: 'DESTINATION_EXISTS' });
    const twice = await places.create(null, 'case-4');
    await twice.write('a.txt', new Uint8Array(1));
    await expect(twice.write('a.txt', new Uint8Array(2))).rejects.toThrow(/EEXIST/);
    await twice.abandon();
  });

  test('takes no name that leads elsewhere', async () => {
    for (const name of ['../up', 'a/b', '.hidden', '', 'a b', 'C:x'])
      await expect(places.create(null, name)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const sink = await places.create(null, 'case-1');
    for (const path of ['../up.txt', '/etc/x', 'a/../../b', 'data/.x', 'a\\b', ''])
      await expect(sink.write(path, new Uint8Array(1))).rejects.toThrow('not a name for a bundle');
    await sink.abandon();
    expect(exportsFolder()).toEqual([]);
  });

  test('a failure and an abort leave nothing behind', async () => {
    const sample = await sampleCase();
    const missing = requestFor(
      { ledger: sample.ledger, vault: new MemoryVault() },
      await places.create(null, 'case-1'),
    );
    await expect(writeBundle(missing)).rejects.toMatchObject({ code: 'EVIDENCE_MISSING' });
    expect(exportsFolder()).toEqual([]);
    const abort = new AbortController();
    const aborted = {
      ...requestFor(sample, await places.create(null, 'case-1')),
      signal: abort.signal,
      onProgress: () => abort.abort(),
    };
    await expect(writeBundle(aborted)).rejects.toThrow(/abort/i);
    expect(exportsFolder()).toEqual([]);
  });

  test('the folder holds what memory holds, byte for byte', async () => {
    const memory = new MemoryBundle();
    await writeSample(memory);
    const { path } = await writeSample(await places.create(join(scratch, 'elsewhere'), 'case-1'));
    const source = await places.open(path);
    const listed = await source.list();
    expect(listed.map((file) => file.path)).toEqual([...memory.files.keys()].toSorted((a, b) => (a < b ? -1 : 1)));
    for (const file of listed)
      expect(new Uint8Array(readFileSync(join(path, file.path)))).toEqual(new Uint8Array(memory.bytes(file.path)));
  });
});

describe('reading', () => {
  let bundle: string;
  let source: BundleSource;
  beforeEach(async () => {
    ({ path: bundle } = await writeSample(await places.create(null, 'case-1')));
    source = await places.open(bundle);
  });

  test('places that are no folder', async () => {
    await expect(places.open(join(scratch, 'nothing'))).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
    await expect(places.open(join(bundle, 'bagit.txt'))).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
    const empty = join(scratch, 'empty');
    mkdirSync(empty);
    await expect(verifyBundle(places, empty, { crypto, trust: {} })).rejects.toMatchObject({
      code: 'BUNDLE_UNREADABLE',
    });
  });

  test('a link to the folder is followed, a link in it is not', async () => {
    symlinkSync(bundle, join(scratch, 'link'));
    expect((await verifyBundle(places, join(scratch, 'link'), { crypto, trust: {} })).verified).toBe(true);
    writeFileSync(join(scratch, 'secret'), 'secret');
    symlinkSync(join(scratch, 'secret'), join(bundle, 'data/leak'));
    expect(await source.list()).toContainEqual({ path: 'data/leak', size: 0, kind: 'other' });
    await expect(source.readAll('data/leak', 100)).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
    await expect(source.digest('data/leak')).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
    const report = await verifyBundle(places, bundle, { crypto, trust: {} });
    expect(report.findings).toMatchObject([{ code: 'FILE_UNSAFE_NAME', file: 'data/leak' }]);
  });

  test('a circle of links ends', async () => {
    symlinkSync('..', join(bundle, 'data/up'));
    expect((await source.list()).filter(({ kind }) => kind === 'other')).toEqual([
      { path: 'data/up', size: 0, kind: 'other' },
    ]);
  });

  test.runIf(process.platform !== 'win32')('nobody waits on a pipe', async () => {
    rmSync(join(bundle, 'bagit.txt'));
    execFileSync('mkfifo', [join(bundle, 'bagit.txt')]);
    await expect(source.readAll('bagit.txt', 100)).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
    const report = await verifyBundle(places, bundle, { crypto, trust: {} });
    expect(report.findings[0]).toMatchObject({ code: 'FILE_UNSAFE_NAME', file: 'bagit.txt' });
  });

  test('a small file has its limit', async () => {
    await expect(source.readAll('bagit.txt', 10)).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
    expect(await source.readAll('bagit.txt', 54)).toHaveLength(54);
  });

  test('digests of an empty file and of one larger than a piece', async () => {
    writeFileSync(join(bundle, 'empty'), '');
    expect(await source.digest('empty')).toMatchObject({
      size: 0,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
    const large = Buffer.alloc((1 << 20) * 3 + 17, 'pattern');
    writeFileSync(join(bundle, 'large'), large);
    const { sha256, sha512, size } = await source.digest('large');
    const expected = (['sha256', 'sha512'] as const).map((algorithm) => {
      const hash = crypto.hash(algorithm);
      hash.update(large);
      return Buffer.from(hash.digest()).toString('hex');
    });
    expect([sha256, sha512, size]).toEqual([...expected, large.length]);
  });
});

test('a large file is neither held when written nor when verified', async () => {
  const size = 400 << 20;
  const piece = Buffer.alloc(1 << 20, 'evidence');
  const hash = crypto.hash('sha256');
  for (let at = 0; at < size; at += piece.length) hash.update(piece);
  const sha256 = Buffer.from(hash.digest()).toString('hex');
  const vault = new MemoryVault();
  vault.list = async () => [{ name: sha256, size }];
  vault.read = async function* () {
    for (let at = 0; at < size; at += piece.length) yield piece;
  };
  const ledger = new LedgerBuilder().write(alice, {
    kind: 'evidence.collected',
    body: {
      exhibit: 'E-0001',
      sha256,
      size,
      name: 'disk.raw',
      source: 'PC-7',
      method: 'copied',
      mediaType: 'application/octet-stream',
      collectedBy: alice.name,
    },
  });
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = (): void => void (highest = Math.max(highest, process.memoryUsage().rss));
  const { path } = await writeBundle({
    ...requestFor({ ledger, vault }, await places.create(null, 'large')),
    onProgress: watch,
  });
  const report = await verifyBundle(places, path, { crypto, trust: {}, onProgress: watch });
  expect(report).toMatchObject({ verified: true, summary: { evidenceBytes: size } });
  expect(highest - before).toBeLessThan(size / 4);
  expect(existsSync(path)).toBe(true);
});
