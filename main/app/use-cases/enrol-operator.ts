import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { BulkheadError } from '../../../shared/domain/failure.ts';
import { toBase64 } from '../../../shared/ledger/encoding.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';

/** The signed-in person vouches, the new one types a passphrase of their own and shows possession by signing. Throws LOCKED, PASSPHRASE_WEAK. */
export async function enrolOperator(desk: Desk, session: Session, input: z.infer<typeof inputs.enrol>): Promise<{ fingerprint: string }> {
  const sponsor = desk.sessions.acting(session);
  const signer = await desk.services.keyring.createOperator(input.passphrase, desk.consoleSecret);
  const line = { fingerprint: signer.fingerprint, publicKey: toBase64(signer.publicKey), ...input.operator };
  desk.appendJournal({ by: sponsor.signer, entries: [{ kind: 'operator.enrolled', body: line }] });
  desk.appendJournal({ by: signer, entries: [{ kind: 'operator.confirmed', body: { fingerprint: signer.fingerprint } }] });
  // Running incidents pinned their roster; the newcomer joins each on record, vouched for by the same person.
  for (const { incident } of desk.requireJournal().incidents) {
    try {
      desk.incident(incident).append({ by: sponsor.signer, entries: [{ kind: 'operator.enrolled', body: line }] });
    } catch (error) {
      // One damaged or foreign ledger must not keep a person out of the others; there, the newcomer is refused as unknown.
      if (!(error instanceof BulkheadError)) throw error;
      desk.services.log('not-enrolled-in', `${incident}: ${error.code}`);
    }
  }
  signer.wipe();
  return { fingerprint: signer.fingerprint };
}
