import { fail } from '../../../shared/domain/failure.ts';
import type {
  Commit,
  LedgerStore,
  StoredCheckpoint,
  StoredEnd,
  StoredEntry,
  StoredHead,
} from '../../ports/ledger-store.ts';
import type { Statement, Transaction } from 'better-sqlite3';
import { asFailure, lengthenLog, openReader, type Db } from './open-ledger.ts';

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
const FULL = 2;
/** Whoever records this much in one go will record more: a command at a terminal does not get there, a console in use does. */
const WORTH_LENGTHENING = 10;

/** LedgerStore over one SQLite file: a writing connection and a reading one, so that "recorded" means read back. */
export class SqliteLedgerStore implements LedgerStore {
  readonly #writer: Db;
  readonly #reader: Db;
  /** Compiled once: a transaction of one entry is mostly waiting for the disk, and should be little else. */
  readonly #statements = new Map<string, Statement>();
  #commits = 0;
  readonly #transaction: Transaction<(commit: Commit) => void>;

  constructor(writer: Db, path: string) {
    this.#writer = writer;
    this.#reader = openReader(path);
    this.#transaction = writer.transaction((commit: Commit) => this.#insert(commit));
  }

  head(): StoredHead {
    const row = this.#one('SELECT size, subtrees FROM head WHERE id = 1') as
      | { size: number; subtrees: Buffer }
      | undefined;
    if (!row) return { size: 0, subtrees: [] };
    const subtrees: Uint8Array[] = [];
    for (let at = 0; at + 32 <= row.subtrees.length; at += 32)
      subtrees.push(new Uint8Array(row.subtrees.subarray(at, at + 32)));
    return { size: row.size, subtrees };
  }

  end(): StoredEnd | null {
    // One question: between two, somebody else could write, and a second look at the log costs as much as the first.
    const row = this.#one(
      `SELECT idx, leaf, body, (SELECT max(size) FROM checkpoint) AS size,
       (SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1) AS note FROM entry ORDER BY idx DESC LIMIT 1`,
    ) as (EntryRow & { readonly size: number | null; readonly note: Buffer | null }) | undefined;
    if (!row) return null;
    const { idx, leaf, body, size, note } = row;
    return {
      entry: { index: idx, bytes: body, leaf },
      checkpoint: size === null || note === null ? null : { size, note },
    };
  }

  read(from: number, count: number): readonly StoredEntry[] {
    const rows = this.#all(
      'SELECT idx, leaf, body FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?',
      from,
      count,
    ) as readonly EntryRow[];
    return rows.map((row) => ({ index: row.idx, bytes: row.body, leaf: row.leaf }));
  }

  *entries(): Iterable<StoredEntry> {
    for (let from = 0; ;) {
      const page = this.read(from, PAGE);
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      from = last.index + 1;
    }
  }

  *bodies(): Iterable<Omit<StoredEntry, 'leaf'>> {
    for (let from = 0; ;) {
      const rows = this.#all(
        'SELECT idx, body FROM entry WHERE idx >= ? ORDER BY idx LIMIT ?',
        from,
        PAGE,
      ) as readonly Omit<EntryRow, 'leaf'>[];
      for (const { idx, body } of rows) yield { index: idx, bytes: body };
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      from = last.idx + 1;
    }
  }

  *checkpoints(): Iterable<StoredCheckpoint> {
    for (let after = -1; ;) {
      const rows = this.#all(
        'SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ?',
        after,
        PAGE,
      ) as readonly CheckpointRow[];
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = last.size;
    }
  }

  checkpointOver(index: number): StoredCheckpoint | null {
    return (
      (this.#one('SELECT size, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1', index) as
        | CheckpointRow
        | undefined) ?? null
    );
  }

  lastCheckpoint(): StoredCheckpoint | null {
    return (
      (this.#one('SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1') as CheckpointRow | undefined) ?? null
    );
  }

  commit(commit: Commit): void {
    try {
      this.#transaction.immediate(commit);
      if ((this.#commits += 1) === WORTH_LENGTHENING) lengthenLog(this.#writer);
    } catch (error) {
      throw asFailure(error, 'the ledger could not be written');
    }
  }

  close(): void {
    this.#reader.close();
    this.#writer.close();
  }

  #insert({ expectedSize, entries, checkpoint, head }: Commit): void {
    const size = this.#valueOf('SELECT coalesce(max(idx) + 1, 0) FROM entry');
    if (size !== expectedSize)
      fail('HEAD_MOVED', `the ledger has ${size} entries, the writer expected ${expectedSize}`);
    const insert = this.#on(this.#writer, 'INSERT INTO entry (idx, leaf, body) VALUES (?, ?, ?)');
    for (const entry of entries) insert.run(entry.index, entry.leaf, entry.bytes);
    this.#on(this.#writer, 'INSERT INTO checkpoint (size, note) VALUES (?, ?)').run(checkpoint.size, checkpoint.note);
    if (head !== null)
      this.#on(
        this.#writer,
        'INSERT INTO head (id, size, subtrees) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET size = excluded.size, subtrees = excluded.subtrees',
      ).run(head.size, Buffer.concat(head.subtrees));
    // PRAGMA synchronous tells the truth only once something was written (reference 1, fact 1); before COMMIT is early enough to refuse.
    const synchronous = this.#valueOf('PRAGMA synchronous');
    if (synchronous !== FULL) fail('CANNOT_RECORD', `SQLite runs with synchronous=${synchronous}, FULL is required`);
  }

  #valueOf(sql: string): number {
    return this.#on(this.#writer, sql).pluck().get() as number;
  }

  #on(db: Db, sql: string): Statement {
    const statement = this.#statements.get(sql) ?? db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #one(sql: string, ...values: readonly number[]): unknown {
    try {
      return this.#on(this.#reader, sql).get(...values);
    } catch (error) {
      throw asFailure(error, 'the ledger could not be read');
    }
  }

  #all(sql: string, ...values: readonly number[]): readonly unknown[] {
    try {
      return this.#on(this.#reader, sql).all(...values);
    } catch (error) {
      throw asFailure(error, 'the ledger could not be read');
    }
  }
}
