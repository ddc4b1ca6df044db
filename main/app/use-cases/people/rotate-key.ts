import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import { writtenKey } from './new-key.ts';
import { recordPeople } from './record-people.ts';
import { retireEnded } from './revoke-key.ts';

/**
 * Whoever signs now gets a new key. The old one signs for the new one, as its last entry, and the new one confirms; the person
 * stays the same person, in the same seat. The old sealed file stays, marked. Throws PASSPHRASE_WRONG, PASSPHRASE_WEAK.
 */
export async function rotateKey(
  desk: Desk,
  session: Session,
  { passphrase, next }: z.infer<typeof inputs.renewKey>,
): Promise<PeopleRecorded> {
  const { fingerprint: old } = desk.sessions.acting(session).signer;
  const { keyring, crypto } = desk.services;
  await keyring.prove(old, passphrase);
  const signer = await keyring.createOperator(next, desk.consoleSecret);
  const { fingerprint } = signer;
  const key = writtenKey(crypto.sha256, signer);
  // Asked again: while the key was sealed, the seat may have changed hands.
  const seat = desk.sessions.acting(session);
  if (seat.signer.fingerprint !== old) fail('LOCKED', 'someone else sits at this console by now');
  try {
    const missed = recordPeople(desk, [
      { by: seat.signer, entries: () => [{ kind: 'operator.rotated', body: { fingerprint: old, next: key } }] },
      { by: signer, entries: () => [{ kind: 'operator.confirmed', body: { fingerprint } }] },
    ]);
    desk.sessions.reseat(session, old, { signer });
    return { fingerprint, missed };
  } finally {
    await retireEnded(desk, old);
  }
}
