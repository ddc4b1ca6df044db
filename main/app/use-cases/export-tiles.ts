import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { writeTiles, type WrittenTiles } from '../../handoff/write-tiles.ts';
import type { Session } from '../app.ts';
import type { Watch } from '../../ports/verification-workers.ts';
import { ledgerPath, type Desk } from '../desk.ts';

/**
 * Brings a copy of the record in tiles up to date. Not itself an entry: a copy that is kept in step would otherwise never be in
 * step (docs/decisions/0006-tiles-for-scale.md). Throws DESTINATION_EXISTS for the folder of another log, and
 * CANCELLED, which leaves the files that were added and the checkpoint of before.
 */
export async function exportTiles(
  desk: Desk,
  session: Session,
  { incident: id, directory }: z.infer<typeof inputs.exportTiles>,
  watch: Watch,
): Promise<WrittenTiles> {
  desk.sessions.acting(session);
  const incident = desk.incident(id);
  const { places, crypto, files, verification } = desk.services;
  const folder = await places.grow(directory ?? null, `${incident.id}-tiles`);
  return writeTiles({
    ledger: incident.writer.reader,
    check: (size, trust) => verification.ledger({ path: ledgerPath(files, id), size, trust }, watch),
    folder,
    crypto,
    ...(watch.signal && { signal: watch.signal }),
  });
}
