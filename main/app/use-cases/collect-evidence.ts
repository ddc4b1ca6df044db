import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';

/** Bytes to the vault under their hash, then the entry that names them. Throws FILE_NOT_READABLE, FILE_CHANGED, CANNOT_RECORD. */
export async function collectEvidence(desk: Desk, session: Session, input: z.infer<typeof inputs.collect>) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const staged = await stagedFile(desk, session, input);
  await incident.vault.promote(staged);
  const exhibit = `E-${String(incident.state.file.exhibits.length + 1).padStart(4, '0')}`;
  const recorded = incident.record(seat, {
    kind: 'evidence.collected',
    body: {
      exhibit,
      sha256: staged.sha256,
      size: staged.size,
      name: input.name,
      source: input.source,
      method: input.method,
      mediaType: input.mediaType,
      collectedBy: seat.name,
    },
  });
  return { ...recorded, exhibit, sha256: staged.sha256 };
}

async function stagedFile(desk: Desk, session: Session, input: z.infer<typeof inputs.collect>) {
  if (input.path !== undefined)
    return desk.services.files.stage(desk.services.files.readOutside(input.path), () =>
      desk.services.crypto.hash('sha256'),
    );
  const staged = desk.sessions.staged(session);
  const id = input.staged ?? '';
  const file = staged.get(id) ?? fail('FILE_NOT_READABLE', 'that upload is not waiting here; upload it again');
  staged.delete(id);
  return { id, ...file };
}
