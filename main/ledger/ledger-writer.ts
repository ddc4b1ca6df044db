import { operatorKeyName, formatCheckpoint } from '../../shared/ledger/checkpoint.ts';
import { BulkheadError } from '../../shared/domain/failure.ts';
import { compareInstants, instantFromMs, msOf, type Instant } from '../../shared/domain/instant.ts';
import { equalBytes, toBase64, utf8 } from '../../shared/ledger/encoding.ts';
import { encodeEntry, decodeEntry, type Entry, type NewEntry, type Times } from '../../shared/ledger/entry.ts';
import { Frontier, leafHash } from '../../shared/ledger/merkle.ts';
import { checkLine, formatNote, noteKeyId, parseNote, type NoteSignature } from '../../shared/ledger/signed-note.ts';
import type { Clock } from '../ports/clock.ts';
import type { Crypto, Signer } from '../ports/crypto.ts';
import type { Commit, LedgerStore } from '../ports/ledger-store.ts';
import type { Random } from '../ports/random.ts';

/** A wall clock that moved this much more or less than the monotonic one was set by someone; it goes on record. */
const JUMP_MS = 120_000;

/** So many entries may have come since the state of the tree was cached: it is a page of its own to be written with a transaction. */
const HEAD_BEHIND = 256;
/** Where it is further behind than any transaction makes it, the tree is built from the entries themselves. */
const HEAD_LOST = 4096;

export interface WriterTools {
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly random: Random;
}

/** One transaction: its entries are by one operator, or by the console itself. */
export interface Append {
  readonly entries: readonly NewEntry[];
  readonly by: Signer | 'console';
  /** The instant the decision was taken at, so that a replay decides the same; now when absent. */
  readonly decidedAt?: Instant;
  /** What the clock of the exercise shows, where there is one: all entries of this transaction carry it. */
  readonly exerciseTime?: Instant;
  /** Entries of the console that belong to the same decision, after the operator's own; told the index of the first of them. */
  /** The key that one of these entries hands the ledger over to: it signs from this checkpoint on, which carries both. */
  readonly nextConsole?: Signer;
  readonly consoleEntries?: (first: number) => readonly NewEntry[];
}

/**
 * The only writer of one ledger. Encodes, hashes, signs a checkpoint with the console key and, where an operator acted, the
 * operator's own key; commits by compare-and-swap; reads back. Until `append` returns, nothing has happened.
 */
export class LedgerWriter {
  readonly #store: LedgerStore;
  readonly #tools: WriterTools;
  #console: Signer;
  readonly origin: string;
  #tree: Frontier;
  /** Size of the tree that is cached in the store; 0 where what is cached is none. */
  #cached: number;
  #lastRecorded: Instant | null;
  #anchor: { wall: number; monotonic: number };
  #problem: string | null = null;
  #stale = false;

  constructor(store: LedgerStore, origin: string, console: Signer, tools: WriterTools) {
    this.#store = store;
    this.#tools = tools;
    this.#console = console;
    this.origin = origin;
    ({ tree: this.#tree, cached: this.#cached } = loadTree(store, tools.crypto));
    this.#lastRecorded = lastRecorded(store);
    this.#anchor = this.#readClocks();
  }

  get size(): number {
    return this.#tree.size;
  }

  /** Whose key signs for the console here. */
  get console(): Signer {
    return this.#console;
  }

  /** The store behind, for reading and for closing it. */
  get reader(): LedgerStore {
    return this.#store;
  }

  /** Why the last attempt to record failed; null while recording works. */
  get problem(): string | null {
    return this.#problem;
  }

  /** The store may hold more than this writer knows: its owner has to read the ledger again before anything else is decided. */
  get stale(): boolean {
    return this.#stale;
  }

  get root(): Uint8Array {
    return this.#tree.root();
  }

  /** Takes the entries one after the other as they were read; says at the end whether they are what the last checkpoint seals. */
  sealCheck(): { readonly take: (bytes: Uint8Array) => void; readonly holds: () => boolean } {
    const { crypto } = this.#tools;
    const read = new Frontier(crypto.sha256);
    return {
      take: (bytes) => read.append(leafHash(crypto.sha256, bytes)),
      holds: () => {
        const last = this.#store.lastCheckpoint();
        const parsed = last && parseNote(last.note);
        if (!parsed?.ok || read.size !== this.#tree.size || !equalBytes(read.root(), this.#tree.root())) return false;
        const sealed =
          parsed.note.text === formatCheckpoint({ origin: this.origin, size: read.size, root: read.root() });
        return (
          sealed &&
          checkLine(crypto, parsed.note, { name: this.origin, publicKey: this.#console.publicKey }) === 'valid'
        );
      },
    };
  }

  append({ entries, by, decidedAt, exerciseTime, consoleEntries, nextConsole }: Append): readonly Entry[] {
    const actor = by === 'console' ? this.#consoleActor() : `operator:${by.fingerprint}`;
    const clocks = this.#readClocks();
    const jump = this.#clockJump(clocks);
    const recorded = decidedAt ?? this.#tools.clock.now();
    const times = { recorded, ...(exerciseTime === undefined ? {} : { exercise: exerciseTime }) };
    const first = this.#tree.size;
    const drafts = [
      ...(jump ? [{ entry: jump, actor: this.#consoleActor() }] : []),
      ...entries.map((entry) => ({ entry, actor })),
    ];
    for (const entry of consoleEntries?.(first + drafts.length) ?? [])
      drafts.push({ entry, actor: this.#consoleActor() });
    const complete = drafts.map(({ entry, actor: who }, i) => this.#complete(entry, who, first + i, times));
    const commit = this.#prepare(complete, by === 'console' || entries.length === 0 ? null : by, nextConsole);
    this.#commit(commit);
    if (nextConsole) this.#console = nextConsole;
    this.#lastRecorded = recorded;
    // Only now: a jump that could not be recorded is still to be recorded.
    this.#anchor = clocks;
    return complete;
  }

  #complete(draft: NewEntry, actor: string, index: number, times: Pick<Times, 'recorded' | 'exercise'>): Entry {
    const at = {
      ...Object.fromEntries(Object.entries(draft.at ?? {}).filter(([, value]) => value !== undefined)),
      ...times,
    };
    const salt = toBase64(this.#tools.random.bytes(16));
    return { v: 1, index, kind: draft.kind, actor, at, salt, body: draft.body } as Entry;
  }

  #prepare(entries: readonly Entry[], operator: Signer | null, next?: Signer): { commit: Commit; tree: Frontier } {
    const { sha256 } = this.#tools.crypto;
    const tree = this.#tree.copy();
    const stored = entries.map((entry) => {
      const bytes = encodeEntry(entry);
      // The strict reader is asked before anything is written: what we cannot read back we must not sign.
      const check = decodeEntry(bytes);
      if (!check.ok) throw new Error(`entry ${entry.index} would not be readable: ${check.code} ${check.why}`);
      const leaf = leafHash(sha256, bytes);
      tree.append(leaf);
      return { index: entry.index, bytes, leaf };
    });
    const text = formatCheckpoint({ origin: this.origin, size: tree.size, root: tree.root() });
    const message = utf8(text);
    const lines = [this.#console, ...(next ? [next] : [])].map((signer) => line(signer, this.origin));
    if (operator) lines.push(line(operator, operatorKeyName(operator.fingerprint)));
    function line(signer: Signer, name: string): NoteSignature {
      return { name, keyId: noteKeyId(sha256, { name, publicKey: signer.publicKey }), signature: signer.sign(message) };
    }
    const note = utf8(formatNote({ text, signatures: lines }));
    const commit: Commit = {
      expectedSize: this.#tree.size,
      entries: stored,
      checkpoint: { size: tree.size, note },
      head: this.#isCacheOld(tree.size) ? { size: tree.size, subtrees: tree.subtrees } : null,
    };
    return { commit, tree };
  }

  #isCacheOld(size: number): boolean {
    return this.#cached === 0 || size - this.#cached >= HEAD_BEHIND;
  }

  #commit({ commit, tree }: { commit: Commit; tree: Frontier }): void {
    let failure: Error | null = null;
    try {
      this.#store.commit(commit);
    } catch (error) {
      failure = error instanceof Error ? error : new Error('unknown');
    }
    // "Failed" may still have landed (a lost acknowledgement), and "done" counts only once it was read back.
    const seen = this.#look(commit);
    if (seen === 'landed') {
      this.#tree = tree;
      if (commit.head) this.#cached = commit.head.size;
      this.#problem = null;
      return;
    }
    this.#stale = seen === 'not seen' || (failure instanceof BulkheadError && failure.code === 'HEAD_MOVED');
    const unread = new BulkheadError(
      'CANNOT_RECORD',
      'whether this was recorded could not be read back: look again before you repeat it',
      { cause: failure },
    );
    const thrown =
      seen === 'not seen' ? unread : (failure ?? new BulkheadError('CANNOT_RECORD', 'what was written is not there'));
    this.#problem = thrown.message;
    throw thrown;
  }

  /** Asks the store itself, whatever `commit` said. */
  #look(commit: Commit): 'landed' | 'lost' | 'not seen' {
    try {
      const last = commit.entries.at(-1);
      const end = this.#store.end();
      const landed =
        !!last &&
        !!end?.checkpoint &&
        end.entry.index === last.index &&
        equalBytes(end.entry.bytes, last.bytes) &&
        equalBytes(end.checkpoint.note, commit.checkpoint.note);
      return landed ? 'landed' : 'lost';
    } catch {
      return 'not seen'; // A store that cannot be read has shown neither; the caller says so.
    }
  }

  #consoleActor(): string {
    return `console:${this.#console.fingerprint}`;
  }

  #readClocks(): { wall: number; monotonic: number } {
    return { wall: msOf(this.#tools.clock.now()), monotonic: this.#tools.clock.monotonicMs() };
  }

  #clockJump(now: { wall: number; monotonic: number }): NewEntry | null {
    const before = this.#anchor;
    const nowText = instantFromMs(now.wall);
    const drift = Math.round(now.wall - before.wall - (now.monotonic - before.monotonic));
    const last = this.#lastRecorded;
    if (!last) return null;
    const backwards = compareInstants(nowText, last) < 0;
    if (!backwards && Math.abs(drift) < JUMP_MS) return null;
    return {
      kind: 'clock.jumped',
      body: { lastRecorded: last, now: nowText, driftMs: Math.abs(drift) < JUMP_MS ? null : drift },
    };
  }
}

/** The cached head and what was appended since, when that matches the last checkpoint; else the tree rebuilt from the entries. */
function loadTree(store: LedgerStore, { sha256 }: Crypto): { readonly tree: Frontier; readonly cached: number } {
  const last = store.lastCheckpoint();
  if (!last) return { tree: new Frontier(sha256), cached: 0 };
  const head = store.head();
  const behind = last.size - head.size;
  try {
    const tree = new Frontier(sha256, head.size, head.subtrees);
    if (behind > 0 && behind <= HEAD_LOST) for (const { leaf } of store.read(head.size, behind)) tree.append(leaf);
    const text = new TextDecoder().decode(last.note);
    if (tree.size === last.size && text.split('\n')[2] === toBase64(tree.root())) return { tree, cached: head.size };
  } catch {
    // A cache that does not even have the right shape is a cache miss.
  }
  const rebuilt = new Frontier(sha256);
  for (const entry of store.bodies()) rebuilt.append(leafHash(sha256, entry.bytes));
  return { tree: rebuilt, cached: 0 };
}

function lastRecorded(store: LedgerStore): Instant | null {
  const end = store.end();
  const decoded = end && decodeEntry(end.entry.bytes);
  return decoded?.ok ? decoded.entry.at.recorded : null;
}
