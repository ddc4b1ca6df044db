import { fail } from '../../../shared/domain/failure.ts';
import type { Commit, LedgerStore, StoredCheckpoint, StoredEntry, StoredHead } from '../../ports/ledger-store.ts';
import { asFailure, openReader, type Db } from './open-ledger.ts';

interface EntryRow {
  readonly idx: number;
  readonly leaf: Buffer;
  readonly body: Buffer;
}
interface CheckpointRow {
  readonly size: number;
  readonly note: Buffer;
}

const PAGE = 2000;

/** LedgerStore over one SQLite file: a writing connection and a reading one, so that "recorded" means read back. */
export class SqliteLedgerStore implements LedgerStore {
  readonly #writer: Db;
  readonly #reader: Db;
  #synchronousChecked = false;

  constructor(writer: Db, path: string) {
    this.#writer = writer;
    this.#reader = openReader(path);
  }

  head(): StoredHead {
    const row = this.#reader.prepare('SELECT size, subtrees FROM head WHERE id = 1').get() as { size: number; subtrees: Buffer } | undefined;
    if (!row) return { size: 0, subtrees: [] };
    const subtrees: Uint8Array[] = [];
    for (let at = 0; at + 32 <= row.subtrees.length; at += 32) subtrees.push(new Uint8Array(row.subtrees.subarray(at, at + 32)));
    return { size: row.size, subtrees };
  }

  read(from: number, count: number): readonly StoredEntry[] {
    const rows = this.#reader.prepare('SELECT idx, leaf, body FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?').all(from, count) as EntryRow[];
    return rows.map((row) => ({ index: row.idx, bytes: row.body, leaf: row.leaf }));
  }

  *entries(): Iterable<StoredEntry> {
    for (let from = 0; ; ) {
      const page = this.read(from, PAGE);
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      from = last.index + 1;
    }
  }

  *checkpoints(): Iterable<StoredCheckpoint> {
    const page = this.#reader.prepare('SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ?');
    for (let after = -1; ; ) {
      const rows = page.all(after, PAGE) as CheckpointRow[];
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.size;
    }
  }

  checkpointOver(index: number): StoredCheckpoint | null {
    return (this.#reader.prepare('SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1').get(index) as CheckpointRow | undefined) ?? null;
  }

  lastCheckpoint(): StoredCheckpoint | null {
    return (this.#reader.prepare('SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1').get() as CheckpointRow | undefined) ?? null;
  }

  commit({ expectedSize, entries, checkpoint, head }: Commit): void {
    const insertEntry = this.#writer.prepare('INSERT INTO entry (idx, leaf, body) VALUES (?, ?, ?)');
    const write = this.#writer.transaction(() => {
      const size = (this.#writer.prepare('SELECT coalesce(max(idx) + 1, 0) AS size FROM entry').get() as { size: number }).size;
      if (size !== expectedSize) fail('HEAD_MOVED', `the ledger has ${size} entries, the writer expected ${expectedSize}`);
      for (const entry of entries) insertEntry.run(entry.index, entry.leaf, entry.bytes);
      this.#writer.prepare('INSERT INTO checkpoint (size, note) VALUES (?, ?)').run(checkpoint.size, checkpoint.note);
      this.#writer
        .prepare('INSERT INTO head (id, size, subtrees) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET size = excluded.size, subtrees = excluded.subtrees')
        .run(head.size, Buffer.concat(head.subtrees));
    });
    try {
      write.immediate();
    } catch (error) {
      throw asFailure(error, 'the ledger could not be written');
    }
    this.#assertSynchronous();
  }

  close(): void {
    this.#reader.close();
    this.#writer.close();
  }

  /** PRAGMA synchronous tells the truth only after the first write (reference 1, fact 1). A wrong answer is a defect, not a risk to run. */
  #assertSynchronous(): void {
    if (this.#synchronousChecked) return;
    const level = this.#writer.pragma('synchronous', { simple: true });
    if (level !== 2) fail('CANNOT_RECORD', `SQLite runs with synchronous=${String(level)}, FULL is required`);
    this.#synchronousChecked = true;
  }
}
