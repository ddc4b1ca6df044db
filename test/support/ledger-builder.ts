import type { LedgerReader, StoredCheckpoint, StoredEntry, StoredHead } from '../../main/ports/ledger-store.ts';
import { instantFromMs } from '../../shared/domain/instant.ts';
import { formatCheckpoint, operatorKeyName } from '../../shared/ledger/checkpoint.ts';
import { toBase64, utf8 } from '../../shared/ledger/encoding.ts';
import { encodeEntry, type EntryBody, type NewEntry } from '../../shared/ledger/entry.ts';
import { Frontier, leafHash } from '../../shared/ledger/merkle.ts';
import { formatNote, noteKeyId, type NoteSignature } from '../../shared/ledger/signed-note.ts';
import { verifyLedger, type Trust } from '../../shared/ledger/verify.ts';
import type { Report } from '../../shared/ledger/finding.ts';
import { alice, consoleParty, crypto, type Party } from './parties.ts';

export const LIVE_ORIGIN = 'bulkhead/incident/00112233445566778899aabbccddeeff';
export const EXERCISE_ORIGIN = 'bulkhead/exercise/00112233445566778899aabbccddeeff';
const START = Date.parse('2026-11-21T20:00:00.000Z');

/** Departures from the rules, for tests of those who have to notice. */
export interface Seal {
  readonly lines?: readonly Party[];
  readonly console?: Party | null;
  /** Console lines, where a hand-over needs more than one. */
  readonly consoles?: readonly Party[];
  readonly size?: number;
  readonly root?: Uint8Array;
  readonly origin?: string;
}

export function rosterLine({ name, signer }: Party): EntryBody<'operator.enrolled'> {
  return { fingerprint: signer.fingerprint, publicKey: toBase64(signer.publicKey), name, roles: ['commander'] };
}

/** A ledger in memory, written by the rules of docs/FORMAT.md unless told otherwise; deterministic. */
export class LedgerBuilder implements LedgerReader {
  readonly list: StoredEntry[] = [];
  readonly notes: StoredCheckpoint[] = [];
  readonly #tree = new Frontier(crypto.sha256);
  readonly #origin: string;

  constructor(
    options: { origin?: string; genesis?: Partial<EntryBody<'ledger.opened'>>; roster?: readonly Party[] } = {},
  ) {
    this.#origin = options.origin ?? LIVE_ORIGIN;
    const type = this.#origin.split('/')[1] as EntryBody<'ledger.opened'>['type'];
    this.append(consoleParty, {
      kind: 'ledger.opened',
      body: {
        format: 'bulkhead-ledger/1',
        type,
        origin: this.#origin,
        incident: type === 'journal' ? null : 'inc-0011223344556677',
        software: 'bulkhead 0.1.0',
        console: { fingerprint: consoleParty.signer.fingerprint, publicKey: toBase64(consoleParty.signer.publicKey) },
        roster: (options.roster ?? [alice]).map(rosterLine),
        ...options.genesis,
      },
    }).seal();
  }

  /** One transaction as the console makes it: entries by one person, then the checkpoint with that person's line. */
  write(by: Party, ...entries: readonly NewEntry[]): this {
    for (const entry of entries) this.append(by, entry);
    return this.seal(by === consoleParty ? {} : { lines: [by] });
  }

  note(by: Party, text: string): this {
    return this.write(by, { kind: 'note.added', body: { text } });
  }

  append(by: Party, entry: NewEntry, index = this.list.length, recordedMs = START + this.list.length * 1000): this {
    const at = { recorded: instantFromMs(recordedMs), ...entry.at };
    const salt = toBase64(crypto.sha256(utf8(`salt ${this.list.length}`)).subarray(0, 16));
    return this.appendBytes(encodeEntry({ v: 1, index, actor: by.actor, salt, ...entry, at }));
  }

  appendBytes(bytes: Uint8Array): this {
    const leaf = leafHash(crypto.sha256, bytes);
    this.#tree.append(leaf);
    this.list.push({ index: this.list.length, bytes, leaf });
    return this;
  }

  seal({ lines = [], console = consoleParty, consoles = console ? [console] : [], ...other }: Seal = {}): this {
    const { size, root, origin } = { size: this.#tree.size, root: this.#tree.root(), origin: this.#origin, ...other };
    const text = formatCheckpoint({ origin, size, root });
    const signatures = lines.map((by) => signatureLine(by, operatorKeyName(by.signer.fingerprint), text));
    signatures.unshift(...consoles.map((by) => signatureLine(by, origin, text)));
    this.notes.push({ size, note: utf8(formatNote({ text, signatures })) });
    return this;
  }

  verify(trust: Trust = {}): Report {
    return verifyLedger({ entries: this.list, checkpoints: this.notes.map(({ note }) => note) }, trust, crypto);
  }

  head(): StoredHead {
    return { size: this.#tree.size, subtrees: this.#tree.subtrees };
  }
  read(from: number, count: number): readonly StoredEntry[] {
    return this.list.slice(from, from + count);
  }
  entries(): Iterable<StoredEntry> {
    return this.list;
  }
  bodies(): Iterable<StoredEntry> {
    return this.list;
  }
  checkpoints(): Iterable<StoredCheckpoint> {
    return this.notes;
  }
  checkpointOver(index: number): StoredCheckpoint | null {
    return this.notes.find(({ size }) => size > index) ?? null;
  }
  lastCheckpoint(): StoredCheckpoint | null {
    return this.notes.at(-1) ?? null;
  }
}

function signatureLine(by: Party, name: string, text: string): NoteSignature {
  const { publicKey } = by.signer;
  return { name, keyId: noteKeyId(crypto.sha256, { name, publicKey }), signature: by.signer.sign(utf8(text)) };
}
