import { operatorKeyName } from './checkpoint.ts';
import { equalBytes, fromBase64 } from './encoding.ts';
import { acceptedEntry, decodeEntry, type Entry } from './entry.ts';
import { pack, type Batch, type BatchRead, type EntriesRead, type NotesRead } from './read-batch.ts';
import type { SoundStretch, Stretch, StretchRead } from './read-batch.ts';
import { PAGE, type LedgerBytes, type Reader, type ReadEntry, type ReadHeading, type ReadNote } from './reading.ts';
import type { LineState, NoteKey } from './signed-note.ts';

/** Those who read batches meanwhile. `take` waits for the answer; both are synchronous, as the verifier is. */
export interface Hands {
  /** Batches worth having under way at a time, so that nobody is idle and memory stays small. */
  readonly depth: number;
  give(batch: Batch): number;
  take(ticket: number): BatchRead;
}

type Stored = LedgerBytes['entries'] extends Iterable<infer One> ? One : never;

const NOTES = 128;
const BYTES = 1 << 19;
const NO_KEY = new Uint8Array();

/**
 * Reads a ledger with the help of others. They answer only what follows from bytes alone (hash, strict reading, signature under
 * a given key); what the verifier makes of it, and in which order, is the same as with `readHere`. Where they can read the ledger
 * for themselves, entries whose body tells nothing come as headings, as far as everything is as it should be.
 */
export function readAhead(hands: Hands): Reader {
  return (ledger) => {
    const ahead = new ReadAhead(ledger, hands);
    return { entries: ahead.entries(), checkpoints: ahead.checkpoints() };
  };
}

class ReadAhead {
  readonly #ledger: LedgerBytes;
  readonly #hands: Hands;
  #entries: Iterator<Stored>;
  readonly #notes: Iterator<Uint8Array>;
  #peeked = false;
  #origin = '';
  #first: IteratorResult<Stored> | null = null;
  readonly #keys = new Map<string, NoteKey>();

  constructor(ledger: LedgerBytes, hands: Hands) {
    this.#ledger = ledger;
    this.#hands = hands;
    this.#entries = ledger.entries[Symbol.iterator]();
    this.#notes = ledger.checkpoints[Symbol.iterator]();
  }

  *entries(): Iterable<ReadEntry | ReadHeading> {
    this.#peek();
    yield* this.#stretches();
    const next = (): IteratorResult<Stored> => {
      const first = this.#first;
      this.#first = null;
      return first ?? this.#entries.next();
    };
    const batches = this.#under(() => {
      const batch = batchOf(next, PAGE, ({ bytes }) => bytes.length);
      return batch.length > 0 && { batch, given: { what: 'entries', packed: pack(batch.map(({ bytes }) => bytes)) } };
    });
    for (const { batch, read } of batches) yield* this.#joined(batch, read as EntriesRead);
  }

  *checkpoints(): Iterable<ReadNote> {
    this.#peek();
    const next = (): IteratorResult<Uint8Array> => this.#notes.next();
    const batches = this.#under(() => {
      const batch = batchOf(next, NOTES, (bytes) => bytes.length);
      const keys = [...this.#keys.values()];
      return batch.length > 0 && { batch, keys, given: { what: 'notes', packed: pack(batch), keys } };
    });
    for (const { batch, keys, read } of batches) {
      const { states } = read as NotesRead;
      const places = Map.groupBy(keys.keys(), (place) => keys[place]?.name);
      for (const [i, bytes] of batch.entries()) {
        const lineOf = ({ name, publicKey }: NoteKey): LineState | undefined => {
          const place = places.get(name)?.find((one) => equalBytes(keys[one]?.publicKey ?? NO_KEY, publicKey));
          return place === undefined ? undefined : states[i]?.[place];
        };
        yield { bytes, lineOf };
      }
    }
  }

  /** As far as the ledger can be asked for parts of it and they are as they should be; the rest is read from there on. */
  *#stretches(): Iterable<ReadEntry | ReadHeading> {
    const { size = 0, from } = this.#ledger;
    if (!from) return;
    let asked = 0;
    const stretches = this.#under(() => {
      const given: Stretch = { what: 'stretch', from: asked, count: Math.min(PAGE, size - asked) };
      asked += given.count;
      return given.count > 0 && { given };
    });
    let done = 0;
    for (const { given, read } of stretches) {
      const stretch = read as StretchRead;
      if (!stretch.sound) break;
      yield* this.#told(given.count, stretch);
      done += given.count;
    }
    if (done === 0) return;
    this.#first = null;
    this.#entries = from(done)[Symbol.iterator]();
  }

  *#told(count: number, { hashes, headings, whole }: SoundStretch): Iterable<ReadEntry | ReadHeading> {
    let [nextHeading, nextWhole] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      const hash = hashes.subarray(i * 32, i * 32 + 32);
      if (headings[nextHeading + 1]?.at === i) nextHeading += 1;
      const heading = headings[nextHeading]?.heading;
      const text = whole[nextWhole]?.at === i ? whole[nextWhole]?.text : undefined;
      if (text !== undefined) {
        nextWhole += 1;
        const entry = JSON.parse(text) as Entry;
        this.#learn(entry);
        yield { leaf: null, hash, parsed: { ok: true, entry } };
      } else if (heading) yield { hash, heading };
    }
  }

  /** Keeps `depth` batches with the others, and gives them back in order. */
  *#under<Work extends { readonly given: Batch }>(
    next: () => Work | false,
  ): Iterable<Work & { readonly read: BatchRead }> {
    const waiting: { readonly work: Work; readonly ticket: number }[] = [];
    for (let more = true; more || waiting.length > 0;) {
      while (more && waiting.length < this.#hands.depth) {
        const work = next();
        more = work !== false;
        if (work) waiting.push({ work, ticket: this.#hands.give(work.given) });
      }
      const first = waiting.shift();
      if (first) yield { ...first.work, read: this.#hands.take(first.ticket) };
    }
  }

  *#joined(batch: readonly Stored[], { hashes, faults }: EntriesRead): Iterable<ReadEntry> {
    const faulty = new Map(faults.map((fault) => [fault.at, fault]));
    for (const [i, { bytes, leaf }] of batch.entries()) {
      const hash = hashes.subarray(i * 32, i * 32 + 32);
      const fault = faulty.get(i);
      if (fault) {
        yield { leaf, hash, parsed: { ok: false, code: fault.code, why: fault.why } };
        continue;
      }
      const entry = acceptedEntry(bytes);
      this.#learn(entry);
      yield { leaf, hash, parsed: { ok: true, entry } };
    }
  }

  /** The first entry names the console and the people there were: without it the first notes would be given away without keys. */
  #peek(): void {
    if (this.#peeked) return;
    this.#peeked = true;
    this.#first = this.#entries.next();
    const parsed = this.#first.done ? null : decodeEntry(this.#first.value.bytes);
    if (parsed?.ok) this.#learn(parsed.entry);
  }

  #learn(entry: Entry): void {
    if (entry.kind === 'ledger.opened') {
      const { origin, console, roster } = entry.body;
      this.#origin = origin;
      this.#add(origin, console.publicKey);
      for (const line of roster) this.#add(operatorKeyName(line.fingerprint), line.publicKey);
    } else if (entry.kind === 'operator.enrolled' || entry.kind === 'operator.reenrolled')
      this.#add(operatorKeyName(entry.body.fingerprint), entry.body.publicKey);
    else if (entry.kind === 'operator.rotated' || entry.kind === 'operator.rotation-carried')
      this.#add(operatorKeyName(entry.body.next.fingerprint), entry.body.next.publicKey);
    else if (entry.kind === 'console.rotated') this.#add(this.#origin, entry.body.next.publicKey);
  }

  #add(name: string, text: string): void {
    const publicKey = fromBase64(text);
    if (publicKey) this.#keys.set(`${name} ${text}`, { name, publicKey });
  }
}

/** Up to `count` items, fewer when they are large; empty at the end. */
function batchOf<Item>(
  next: () => IteratorResult<Item>,
  count: number,
  sizeOf: (item: Item) => number,
): readonly Item[] {
  const batch: Item[] = [];
  for (let bytes = 0; batch.length < count && bytes < BYTES;) {
    const one = next();
    if (one.done) break;
    batch.push(one.value);
    bytes += sizeOf(one.value);
  }
  return batch;
}
