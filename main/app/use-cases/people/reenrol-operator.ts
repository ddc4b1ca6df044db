import type { z } from 'zod';
import type { PeopleRecorded } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';
import { writtenKey } from './new-key.ts';
import { recordPeople, type PeopleStep } from './record-people.ts';
import { confirmation, retireEnded } from './revoke-key.ts';

const LOST = 'lost passphrase';

/**
 * Someone who cannot open their key any more gets a new one, on the word of two others who sit here together. The old key is
 * revoked with it; the person stays the same person. Throws APPROVAL_SAME_PERSON, OPERATOR_NOT_ALLOWED, KEY_REPLACED, PASSPHRASE_WEAK.
 */
export async function reenrolOperator(desk: Desk, session: Session, { fingerprint: old, passphrase, reason = LOST }: z.infer<typeof inputs.reenrol>): Promise<PeopleRecorded> {
  const { people } = desk.requireJournal();
  const target = people.get(old) ?? fail('OPERATOR_UNKNOWN', 'there is no such operator at this console');
  if (target.ended?.why === 'rotated') fail('KEY_REPLACED', `this key of ${target.name} was replaced; choose the newer one`);
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
  const line = { ...writtenKey(crypto.sha256, signer), name: target.name, roles: [...target.roles], replaces: old, reason };
  const steps: readonly PeopleStep[] = [
    { by: lead.signer, entries: (known) => (known.get(old)?.ended === null ? [{ kind: 'operator.revoked', body: { fingerprint: old, reason } }] : []) },
    { by: lead.signer, entries: (known) => (known.get(fingerprint) ? [] : [{ kind: 'operator.reenrolled', body: line }]) },
    { by: second.signer, entries: (known) => [...confirmation(known, old), { kind: 'operator.vouched', body: { fingerprint } }] },
    { by: signer, entries: () => [{ kind: 'operator.confirmed', body: { fingerprint } }] },
  ];
  try {
    return { fingerprint, missed: recordPeople(desk, steps) };
  } finally {
    signer.wipe();
    await retireEnded(desk, old);
  }
}
