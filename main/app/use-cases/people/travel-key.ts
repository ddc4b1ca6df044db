import type { z } from 'zod';
import type { KeyFileText } from '../../../../shared/contract/contract.ts';
import type { inputs } from '../../../../shared/contract/inputs.ts';
import { fail } from '../../../../shared/domain/failure.ts';
import { readTravellingKey, type TravellingKey } from '../../../keys/travelling-key.ts';
import type { Session } from '../../app.ts';
import type { Desk } from '../../desk.ts';

/**
 * The key of whoever signs now, sealed by their passphrase, to be taken to another console. That a copy left is on record before
 * anybody has it. Throws PASSPHRASE_WRONG.
 */
export async function exportKey(
  desk: Desk,
  session: Session,
  { passphrase }: z.infer<typeof inputs.exportKey>,
): Promise<KeyFileText> {
  const { signer, name } = desk.sessions.acting(session);
  const { fingerprint } = signer;
  const text = await desk.services.keyring.forTravel(fingerprint, passphrase, name);
  const seat = desk.sessions.acting(session);
  if (seat.signer.fingerprint !== fingerprint) fail('LOCKED', 'someone else sits at this console by now');
  desk.appendJournal({ by: seat.signer, entries: [{ kind: 'operator.exported', body: { fingerprint } }] });
  return { name, fingerprint, text };
}

/** A key that was made at another console and may be enrolled here. Throws KEY_NOT_AVAILABLE, KEY_UNACCEPTABLE, KEY_REVOKED, BAD_INPUT. */
export function arrivingKey(desk: Desk, text: string): TravellingKey {
  const key = readTravellingKey(desk.services.crypto, text);
  const { people, consoles } = desk.requireJournal();
  const known = people.get(key.fingerprint);
  if (known?.ended) fail('KEY_REVOKED', `this key of ${known.name} ended at this console; it cannot come back`);
  if (known) fail('BAD_INPUT', `this key is on the roster here already, as ${known.name}`, ['key']);
  if (consoles.all().some(({ fingerprint }) => fingerprint === key.fingerprint))
    fail('KEY_UNACCEPTABLE', 'this is a key of this console, and no person’s');
  return key;
}
