import { expect, test } from 'vitest';
import { writeTiles, type WrittenTiles } from '../../../main/handoff/write-tiles.ts';
import type { GrowingFolder } from '../../../main/ports/files.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { equalBytes } from '../../../shared/ledger/encoding.ts';
import { EXERCISE_ORIGIN, LedgerBuilder } from '../../support/ledger-builder.ts';
import { alice, crypto } from '../../support/parties.ts';

/** What a folder was asked to do, in order, and what it holds. */
class MemoryFolder implements GrowingFolder {
  readonly path = 'memory';
  readonly files = new Map<string, Uint8Array>();
  done: string[] = [];
  /** Fails at this file, as a full disk would. */
  breakAt = '';

  async read(path: string): Promise<Uint8Array | null> {
    return this.files.get(path) ?? null;
  }
  async add(path: string, bytes: Uint8Array): Promise<'added' | 'kept'> {
    const there = this.files.get(path);
    if (there) return equalBytes(there, bytes) ? 'kept' : fail('DESTINATION_EXISTS', path);
    if (path === this.breakAt) fail('CANNOT_RECORD', 'disk full');
    this.files.set(path, bytes);
    this.done.push(`add ${path}`);
    return 'added';
  }
  async finish(path: string, bytes: Uint8Array): Promise<void> {
    this.files.set(path, bytes);
    this.done.push(`replace ${path}`);
  }
  async close(): Promise<void> {
    this.done.push('close');
  }
}

function grow(ledger: LedgerBuilder, entries: number): LedgerBuilder {
  for (let i = 0; i < entries; i += 1) ledger.append(alice, { kind: 'note.added', body: { text: `note ${i}` } });
  return ledger.seal({ lines: [alice] });
}
const write = (ledger: LedgerBuilder, folder: MemoryFolder): Promise<WrittenTiles> =>
  writeTiles({ ledger, folder, crypto });

test('a second run adds what is new, changes nothing, and replaces the checkpoint last', async () => {
  const ledger = grow(new LedgerBuilder(), 299);
  const folder = new MemoryFolder();
  expect(await write(ledger, folder)).toMatchObject({ size: 300, added: 5, kept: 0 });
  expect(folder.done.slice(-2)).toEqual(['replace checkpoint', 'close']);
  const before = new Map(folder.files);

  folder.done = [];
  expect(await write(ledger, folder)).toMatchObject({ size: 300, added: 0, kept: 5 });
  expect(folder.done).toEqual(['replace checkpoint', 'close']);

  folder.done = [];
  expect(await write(grow(ledger, 300), folder)).toMatchObject({ size: 600, added: 5, kept: 2 });
  expect(folder.done).toEqual([
    'add tile/entries/001',
    'add tile/0/001',
    'add tile/entries/002.p/88',
    'add tile/0/002.p/88',
    'add tile/1/000.p/2',
    'replace checkpoint',
    'close',
  ]);
  for (const [path, bytes] of before) if (path !== 'checkpoint') expect(folder.files.get(path)).toBe(bytes);
});

test('stops at the last checkpoint: what is not sealed is not handed out', async () => {
  const ledger = grow(new LedgerBuilder(), 3).append(alice, { kind: 'note.added', body: { text: 'not sealed' } });
  const folder = new MemoryFolder();
  expect(await write(ledger, folder)).toMatchObject({ size: 4 });
  expect(folder.files.has('tile/entries/000.p/4')).toBe(true);
});

test('a run that broke off leaves the old checkpoint, and the next one completes it', async () => {
  const ledger = grow(new LedgerBuilder(), 9);
  const folder = new MemoryFolder();
  await write(ledger, folder);
  const old = folder.files.get('checkpoint');
  grow(ledger, 400);
  folder.breakAt = 'tile/1/000.p/1';
  await expect(write(ledger, folder)).rejects.toMatchObject({ code: 'CANNOT_RECORD' });
  expect(folder.files.get('checkpoint')).toBe(old);
  expect(folder.done.at(-1)).toBe('close');
  folder.breakAt = '';
  expect(await write(ledger, folder)).toMatchObject({ size: 410, added: 1, kept: 4 });
});

test('the folder of another log is refused, and stays as it is', async () => {
  const folder = new MemoryFolder();
  await write(grow(new LedgerBuilder(), 3), folder);
  folder.done = [];
  await expect(write(grow(new LedgerBuilder({ origin: EXERCISE_ORIGIN }), 9), folder)).rejects.toMatchObject({
    code: 'DESTINATION_EXISTS',
  });
  folder.files.set('checkpoint', new Uint8Array([1]));
  await expect(write(grow(new LedgerBuilder(), 9), folder)).rejects.toMatchObject({ code: 'DESTINATION_EXISTS' });
  expect(folder.done).toEqual(['close', 'close']);
});

test('a ledger that was rolled back behind the folder is refused', async () => {
  const folder = new MemoryFolder();
  await write(grow(new LedgerBuilder(), 20), folder);
  await expect(write(grow(new LedgerBuilder(), 10), folder)).rejects.toMatchObject({
    code: 'LEDGER_DAMAGED',
    details: [expect.stringContaining('KNOWN_CHECKPOINT_AHEAD')],
  });
});

test('a ledger that tells another story than the folder is refused', async () => {
  const folder = new MemoryFolder();
  await write(grow(new LedgerBuilder(), 10), folder);
  const other = new LedgerBuilder().note(alice, 'another story');
  await expect(write(grow(other, 20), folder)).rejects.toMatchObject({
    code: 'LEDGER_DAMAGED',
    details: [expect.stringContaining('KNOWN_CHECKPOINT_FORK')],
  });
});

test('a tile that was changed in the folder stops the run', async () => {
  const ledger = grow(new LedgerBuilder(), 300);
  const folder = new MemoryFolder();
  await write(ledger, folder);
  folder.files.set('tile/0/000', new Uint8Array(8192));
  await expect(write(grow(ledger, 1), folder)).rejects.toMatchObject({ code: 'DESTINATION_EXISTS' });
});

test('an abort ends it between two files', async () => {
  const folder = new MemoryFolder();
  const stop = new AbortController();
  stop.abort();
  await expect(
    writeTiles({ ledger: grow(new LedgerBuilder(), 3), folder, crypto, signal: stop.signal }),
  ).rejects.toThrow(/abort/i);
  expect(folder.done).toEqual(['close']);
});
