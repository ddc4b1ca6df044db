import { formatCheckpointLine } from '../../shared/bundle/ledger-files.ts';
import { TimelineText } from '../../shared/bundle/timeline-text.ts';
import { fail } from '../../shared/domain/failure.ts';
import { concatBytes, toHex, utf8 } from '../../shared/ledger/encoding.ts';
import { decodeEntry } from '../../shared/ledger/entry.ts';
import type { LedgerReader } from '../ports/ledger-store.ts';
import { checkpointsUpTo, entriesBelow } from './snapshot.ts';

/** The files that are written from the ledger, in pieces, so that a ledger of any length takes little memory. */
const PIECE = 1 << 18;
const NEWLINE = new Uint8Array([0x0a]);

export async function* entryLines(ledger: LedgerReader, size: number): AsyncIterable<Uint8Array> {
  yield* inPieces(entriesBelow(ledger, size), ({ bytes }) => concatBytes(bytes, NEWLINE));
}

export async function* leafLines(ledger: LedgerReader, size: number): AsyncIterable<Uint8Array> {
  yield* inPieces(entriesBelow(ledger, size), ({ leaf }) => utf8(`${toHex(leaf)}\n`));
}

export async function* checkpointLines(ledger: LedgerReader, size: number): AsyncIterable<Uint8Array> {
  yield* inPieces(checkpointsUpTo(ledger, size), (checkpoint) =>
    formatCheckpointLine(checkpoint.size, checkpoint.note),
  );
}

export async function* timelinePieces(ledger: LedgerReader, size: number): AsyncIterable<Uint8Array> {
  const text = new TimelineText();
  yield* inPieces(entriesBelow(ledger, size), ({ bytes, index }) => {
    const decoded = decodeEntry(bytes);
    return decoded.ok ? utf8(text.of(decoded.entry)) : fail('LEDGER_DAMAGED', `entry ${index}: ${decoded.why}`);
  });
}

function* inPieces<Item>(items: Iterable<Item>, encode: (item: Item) => Uint8Array): Iterable<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for (const item of items) {
    const encoded = encode(item);
    held.push(encoded);
    bytes += encoded.length;
    if (bytes < PIECE) continue;
    yield concatBytes(...held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield concatBytes(...held);
}
