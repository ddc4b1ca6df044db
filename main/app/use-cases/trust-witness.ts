import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { equalBytes, toBase64 } from '../../../shared/ledger/encoding.ts';
import { keyFingerprint } from '../../../shared/ledger/key.ts';
import { parseVerifierKey, verifierKeyPrint } from '../../../shared/ledger/verifier-key.ts';
import type { WitnessView } from '../../../shared/view/console-view.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { trustedWitness, trustedWitnesses } from '../witnesses.ts';

/** A person says whose cosignatures count here, having compared the key with the witness. Goes to the journal under their key. */
export async function trustWitness(
  desk: Desk,
  session: Session,
  { name, vkey }: z.infer<typeof inputs.trustWitness>,
): Promise<WitnessView> {
  desk.sessions.acting(session);
  const { crypto } = desk.services;
  const parsed = parseVerifierKey(crypto.sha256, vkey);
  if (!parsed.ok) fail('BAD_INPUT', `not a verifier key: ${parsed.why}`, ['vkey']);
  const { key } = parsed;
  if (key.type === 'ed25519')
    fail('BAD_INPUT', 'that is the key of a log or a person, not of a witness (type 0x04 or 0x06)', ['vkey']);
  if (key.type === 'cosignature-ml-dsa-44' && !crypto.verifyMlDsa44)
    fail('BAD_INPUT', 'this console cannot verify ML-DSA-44; ask the witness for its Ed25519 key', ['vkey']);
  // A witness exists to catch this console and its people: under one of their keys it would catch nobody.
  if (key.type === 'cosignature-ed25519') refuseOwn(desk, key.publicKey);
  await refuseOwnWitness(desk, key.publicKey);
  const seat = desk.sessions.acting(session);
  // The same key under a second name would be one witness counted twice (C2SP tlog-policy calls that a duplicate).
  const again = trustedWitnesses(desk).find(
    (one) => one.vkey === vkey || toBase64(one.key.publicKey) === toBase64(key.publicKey),
  );
  if (again) fail('BAD_INPUT', `that key is trusted already, as ${again.name}`, ['vkey']);
  const body = { name: name ?? key.name.slice(0, 120), vkey };
  desk.appendJournal({ by: seat.signer, entries: [{ kind: 'witness.trusted', body }] });
  return { ...body, fingerprint: verifierKeyPrint(crypto.sha256, vkey), distrusted: false };
}

/** From here on its cosignatures count no more; what is on record stays. */
export function distrustWitness(
  desk: Desk,
  session: Session,
  { vkey, reason }: z.infer<typeof inputs.distrustWitness>,
): WitnessView {
  const seat = desk.sessions.acting(session);
  const { name, fingerprint } = trustedWitness(desk, vkey);
  desk.appendJournal({ by: seat.signer, entries: [{ kind: 'witness.distrusted', body: { vkey, reason } }] });
  return { name, vkey, fingerprint, distrusted: true };
}

/** What this console witnesses with, for others. */
async function refuseOwnWitness(desk: Desk, publicKey: Uint8Array): Promise<void> {
  const { witness } = desk.services;
  if (!(await witness.hasKey())) return;
  const own = await witness.use(({ own: { key, later } }) =>
    Promise.resolve([key, ...(later ? [later.key] : [])].some((one) => equalBytes(one.publicKey, publicKey))),
  );
  if (own) fail('BAD_INPUT', 'that is the key this console witnesses with; a witness has to be someone else', ['vkey']);
}

function refuseOwn(desk: Desk, publicKey: Uint8Array): void {
  const journal = desk.requireJournal();
  const fingerprint = keyFingerprint(desk.services.crypto.sha256, publicKey);
  if (fingerprint === journal.consoleFingerprint || journal.people.get(fingerprint)) {
    fail('BAD_INPUT', 'that is a key of this console or of one of its operators; a witness has to be someone else', [
      'vkey',
    ]);
  }
}
