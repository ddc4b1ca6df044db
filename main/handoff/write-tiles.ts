import { fail } from '../../shared/domain/failure.ts';
import { parseCheckpoint } from '../../shared/ledger/checkpoint.ts';
import { toHex } from '../../shared/ledger/encoding.ts';
import type { Primitives } from '../../shared/ledger/primitives.ts';
import { parseNote } from '../../shared/ledger/signed-note.ts';
import { LOG_CHECKPOINT, rootFromTiles, TILE_WIDTH, tilesOf } from '../../shared/ledger/tiles.ts';
import type { GrowingFolder } from '../ports/files.ts';
import type { LedgerReader } from '../ports/ledger-store.ts';
import { type CheckLedger, entriesBelow, takeSnapshot } from './snapshot.ts';

export interface TilesRequest {
  readonly ledger: LedgerReader;
  /** How the ledger is verified before it is handed out; in this thread when absent. */
  readonly check?: CheckLedger;
  readonly folder: GrowingFolder;
  readonly crypto: Primitives;
  readonly signal?: AbortSignal;
}

export interface WrittenTiles {
  readonly path: string;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  /** Files that were added now, and files that were there already with these very bytes. */
  readonly added: number;
  readonly kept: number;
}

const MAX_NOTE = 1 << 16;

/**
 * Brings a folder in the shape of C2SP tlog-tiles up to the last checkpoint of the ledger. Adds files, changes none, and replaces
 * the checkpoint last, so that whoever reads meanwhile finds all that the checkpoint covers. The checkpoint that is there counts
 * as one that somebody else kept: a ledger that was rolled back behind it, or tells another story, is refused (LEDGER_DAMAGED).
 */
export async function writeTiles({ ledger, check, folder, crypto, signal }: TilesRequest): Promise<WrittenTiles> {
  try {
    const held = await folder.read(LOG_CHECKPOINT, MAX_NOTE);
    if (held !== null) requireSameLog(ledger, held);
    const snapshot = await takeSnapshot(ledger, crypto, check, held === null ? {} : { known: held });
    const count = { added: 0, kept: 0 };
    for (const { path, bytes } of tilesOf(crypto.sha256, entriesBelow(ledger, snapshot.size))) {
      signal?.throwIfAborted();
      count[await folder.add(path, bytes)] += 1;
    }
    const { origin, size, root } = snapshot;
    // What was written is read back before the checkpoint vouches for it.
    const stored = await rootFromTiles(crypto.sha256, size, (path) => folder.read(path, TILE_WIDTH * 32));
    if (stored === null || toHex(stored) !== root)
      fail('CANNOT_RECORD', 'the tiles do not read back as they were written');
    await folder.finish(LOG_CHECKPOINT, snapshot.lastNote);
    return { path: folder.path, origin, size, root, ...count };
  } finally {
    await folder.close();
  }
}

/** Asked before anything else, because the answer to a wrong folder is another folder and not a look at the ledger. */
function requireSameLog(ledger: LedgerReader, held: Uint8Array): void {
  const last = ledger.lastCheckpoint() ?? fail('LEDGER_DAMAGED', 'the ledger has no checkpoint');
  const [theirs, ours] = [held, last.note].map((bytes) => {
    const note = parseNote(bytes);
    return note.ok ? parseCheckpoint(note.note.text)?.origin : undefined;
  });
  if (theirs === undefined) fail('DESTINATION_EXISTS', 'the folder holds a checkpoint that cannot be read');
  if (theirs !== ours) fail('DESTINATION_EXISTS', `the folder holds another log: ${theirs}`);
}
