import type { z } from 'zod';
import type { PeopleRecorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { writtenKey } from './people/new-key.ts';
import { recordPeople } from './people/record-people.ts';

/** The signed-in person vouches, the new one types a passphrase of their own and shows possession by signing. Throws LOCKED, PASSPHRASE_WEAK. */
export async function enrolOperator(
  desk: Desk,
  session: Session,
  input: z.infer<typeof inputs.enrol>,
): Promise<PeopleRecorded> {
  desk.sessions.acting(session);
  const { keyring, crypto } = desk.services;
  const signer = await keyring.createOperator(input.passphrase, desk.consoleSecret);
  const { fingerprint } = signer;
  const body = { ...writtenKey(crypto.sha256, signer), ...input.operator };
  // Asked again: while the key was sealed, the seat may have changed hands.
  const sponsor = desk.sessions.acting(session);
  const missed = recordPeople(desk, [
    { by: sponsor.signer, entries: (people) => (people.get(fingerprint) ? [] : [{ kind: 'operator.enrolled', body }]) },
    {
      by: signer,
      entries: (_, where) => (where === 'journal' ? [{ kind: 'operator.confirmed', body: { fingerprint } }] : []),
    },
  ]);
  signer.wipe();
  return { fingerprint, missed };
}
