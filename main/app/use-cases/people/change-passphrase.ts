import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';

/** Seals the key of whoever signs now under another passphrase. What cannot be recorded is taken back. Throws PASSPHRASE_WRONG, PASSPHRASE_WEAK. */
export async function changePassphrase(
  desk: Desk,
  session: Session,
  { passphrase, next }: z.infer<typeof inputs.renewKey>,
): Promise<PeopleRecorded> {
  const { signer } = desk.sessions.acting(session);
  const { fingerprint } = signer;
  const resealed = await desk.services.keyring.reseal(fingerprint, passphrase, next);
  try {
    desk.appendJournal({ by: signer, entries: [{ kind: 'operator.resealed', body: { fingerprint } }] });
  } catch (error) {
    await resealed.undo();
    throw error;
  }
  return { fingerprint, missed: [] };
}
