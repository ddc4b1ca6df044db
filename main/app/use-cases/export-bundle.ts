import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { toHex } from '../../../shared/ledger/encoding.ts';
import { writeBundle } from '../../handoff/write-bundle.ts';
import type { Session } from '../app.ts';
import type { Watch } from '../../ports/verification-workers.ts';
import { ledgerPath, type Desk } from '../desk.ts';

/**
 * Records that a bundle is prepared, then writes it: the bundle so holds the entry of its own export. Throws DESTINATION_EXISTS, and
 * CANCELLED, which leaves no folder; that one was prepared stays on record.
 */
export async function exportBundle(
  desk: Desk,
  session: Session,
  input: z.infer<typeof inputs.exportBundle>,
  watch: Watch,
) {
  const seat = desk.sessions.acting(session);
  const incident = desk.incident(input.incident);
  const { places, crypto, clock, version, files, verification } = desk.services;
  const running = [...incident.state.actions.values()].some(
    (action) => action.open && incident.running.has(action.open.effect),
  );
  if (running) fail('STEP_NOT_POSSIBLE', 'a step is being performed; export when its outcome is on record');
  const exportedAt = clock.now();
  const name = `${incident.id}-${exportedAt.replaceAll(/[-:]|\.\d+/g, '')}`;
  const sink = await places.create(input.directory ?? null, name);
  const recorded = await recordExport();
  const { path } = await writeBundle({
    ledger: incident.writer.reader,
    check: (size, trust) => verification.ledger({ path: ledgerPath(files, incident.id), size, trust }, watch),
    vault: incident.vault,
    sink,
    crypto,
    signers: { console: incident.writer.console, operator: seat.signer },
    meta: { recipient: input.recipient, purpose: input.purpose, exportedAt, software: `bulkhead ${version}` },
    onProgress: (done, total) => watch.onProgress?.({ phase: 'evidence', done, total }),
    ...(watch.signal && { signal: watch.signal }),
  });
  desk.bundlePaths.set(name, path);
  return { ...recorded, path, name };

  /** `writeBundle` cleans up after itself; a refusal to record has to do the same. */
  async function recordExport(): Promise<Recorded> {
    const body = {
      name,
      size: incident.writer.size,
      root: toHex(incident.writer.root),
      purpose: input.purpose,
      recipient: input.recipient,
    };
    try {
      return incident.record(seat, { kind: 'bundle.exported', body });
    } catch (error) {
      await sink.abandon();
      throw error;
    }
  }
}
