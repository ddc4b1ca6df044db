import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { writeTiles, type WrittenTiles } from '../../handoff/write-tiles.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';

/**
 * Brings a copy of the record in tiles up to date. Not itself an entry: a copy that is kept in step would otherwise never be in
 * step (docs/decisions/0006-tiles-for-scale.md). Throws DESTINATION_EXISTS for the folder of another log.
 */
export async function exportTiles(
  desk: Desk,
  session: Session,
  { incident: id, directory }: z.infer<typeof inputs.exportTiles>,
): Promise<WrittenTiles> {
  desk.sessions.acting(session);
  const incident = desk.incident(id);
  const { places, crypto } = desk.services;
  const folder = await places.grow(directory ?? null, `${incident.id}-tiles`);
  return writeTiles({ ledger: incident.writer.reader, folder, crypto });
}
