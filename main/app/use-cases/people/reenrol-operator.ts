import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import type { People } from '../../../../shared/ledger/people.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import { keysOfPerson } from './keys-of-person.ts';
import { writtenKey } from './new-key.ts';
import { recordPeople, type PeopleStep } from './record-people.ts';
import { confirmations, endings, refuseReplaced, retireEnded } from './revoke-key.ts';

const LOST = 'lost passphrase';

/**
 * Someone who cannot open their key any more gets a new one, on the word of two others who sit here together. The old key is
 * revoked with it; the person stays the same person. Throws APPROVAL_SAME_PERSON, OPERATOR_NOT_ALLOWED, KEY_REPLACED, PASSPHRASE_WEAK.
 */
export async function reenrolOperator(
  desk: Desk,
  session: Session,
  { fingerprint: old, passphrase, reason = LOST }: z.infer<typeof inputs.reenrol>,
): Promise<PeopleRecorded> {
  const { people } = desk.requireJournal();
  const target = people.get(old) ?? fail('OPERATOR_UNKNOWN', 'there is no such operator at this console');
  refuseReplaced(people, target);
  const vouchers = () => {
    const { lead, second } = desk.sessions.both(session);
    const isTarget = [lead, second].some(({ signer }) => people.personOf(signer.fingerprint) === target.person);
    return isTarget ? fail('OPERATOR_NOT_ALLOWED', 'two other people have to vouch') : { lead, second };
  };
  vouchers();
  const { keyring, crypto } = desk.services;
  const signer = await keyring.createOperator(passphrase, desk.consoleSecret);
  const { fingerprint } = signer;
  const { lead, second } = vouchers();
  const line = { ...writtenKey(crypto.sha256, signer), name: target.name, roles: [...target.roles] };
  const held = (known: People) =>
    keysOfPerson(people, target.person, known).filter((key) => key.fingerprint !== fingerprint);
  const steps: readonly PeopleStep[] = [
    { by: lead.signer, entries: (known) => endings(held(known), reason) },
    {
      by: lead.signer,
      entries: (known) => {
        // An incident that missed an earlier key gets the new one in the place of the last it knows, or as a first one.
        const replaces = held(known).at(-1)?.fingerprint;
        return [
          replaces === undefined
            ? { kind: 'operator.enrolled', body: line }
            : { kind: 'operator.reenrolled', body: { ...line, replaces, reason } },
        ];
      },
    },
    {
      by: second.signer,
      entries: (known) => [
        ...confirmations(held(known)),
        ...(known.get(fingerprint)?.lacks.includes('voucher')
          ? [{ kind: 'operator.vouched', body: { fingerprint } } as const]
          : []),
      ],
    },
    { by: signer, entries: () => [{ kind: 'operator.confirmed', body: { fingerprint } }] },
  ];
  try {
    return { fingerprint, missed: recordPeople(desk, steps) };
  } finally {
    signer.wipe();
    await retireEnded(desk, old);
  }
}
