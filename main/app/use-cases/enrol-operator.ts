import type { z } from 'zod';
import type { PeopleRecorded } from '../../../shared/contract/contract.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { writtenKey } from './people/new-key.ts';
import { arrivingKey } from './people/travel-key.ts';
import { recordPeople } from './people/record-people.ts';
import { signersHere, vouching } from './people/vouchers.ts';

/**
 * Who is here vouches: lead and second together once two people can sign at this console, so that nobody alone makes up the
 * person who approves. The new one types a passphrase of their own and shows possession by signing; whoever brought a key from
 * another console (`key`) types the passphrase of that. Throws LOCKED, APPROVAL_SAME_PERSON, PASSPHRASE_WEAK.
 */
export async function enrolOperator(
  desk: Desk,
  session: Session,
  input: z.infer<typeof inputs.enrol>,
): Promise<PeopleRecorded> {
  const sponsors = () => signersHere(desk, session, desk.requireJournal().people.persons() > 1);
  sponsors();
  const { keyring, crypto } = desk.services;
  const arriving = input.key === undefined ? null : arrivingKey(desk, input.key);
  const signer = arriving
    ? await keyring.takeIn(arriving, input.passphrase, desk.consoleSecret)
    : await keyring.createOperator(input.passphrase, desk.consoleSecret);
  const { fingerprint } = signer;
  const body = {
    ...writtenKey(crypto.sha256, signer),
    ...input.operator,
    ...(arriving && { brought: true as const }),
  };
  // Asked again: while the key was sealed, the seat may have changed hands.
  const [first, ...others] = sponsors();
  if (!first) fail('LOCKED', 'nobody is signed in');
  const missed = recordPeople(desk, [
    { by: first.signer, entries: (people) => (people.get(fingerprint) ? [] : [{ kind: 'operator.enrolled', body }]) },
    ...others.map((other) => vouching(other, fingerprint)),
    {
      by: signer,
      entries: (_, where) => (where === 'journal' ? [{ kind: 'operator.confirmed', body: { fingerprint } }] : []),
    },
  ]);
  signer.wipe();
  return { fingerprint, missed };
}
