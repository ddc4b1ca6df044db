import { fail } from '../../../shared/domain/failure.ts';
import { toBase64, toHex } from '../../../shared/ledger/encoding.ts';
import type { RosterLine } from '../../../shared/ledger/kinds/ledger-kinds.ts';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { z } from 'zod';
import { requireStrong } from '../../keys/keyring.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { JOURNAL_PATH } from '../journal.ts';
import { newId } from '../services.ts';

/** First run: console key, first operator, journal, organisation. Signs the operator in. Throws ALREADY_SET_UP, PASSPHRASE_WEAK. */
export async function setupConsole(
  desk: Desk,
  session: Session,
  input: z.infer<typeof inputs.setup>,
): Promise<{ fingerprint: string }> {
  if (desk.journal) fail('ALREADY_SET_UP', 'this home has been set up');
  const { files, stores, keyring, random, host, version } = desk.services;
  requireStrong(input.passphrase);
  const unfinished = await files.exists('keys/console.json');
  if (unfinished)
    fail(
      'HOME_UNUSABLE',
      'an earlier set-up of this home was interrupted; use a fresh folder, or remove this one by hand',
    );
  const console = await keyring.createConsole();
  const signer = await keyring.createOperator(input.passphrase, console.secret);
  const operator: RosterLine = {
    fingerprint: signer.fingerprint,
    publicKey: toBase64(signer.publicKey),
    ...input.operator,
  };
  await files.makeFolder('journal');
  const origin = `bulkhead/journal/${toHex(random.bytes(16))}`;
  const store = stores.create(files.absolute(JOURNAL_PATH));
  desk.holdConsole([console.signer], console.secret);
  const genesis = desk.writer(store, origin);
  genesis.append({
    by: 'console',
    entries: [
      {
        kind: 'ledger.opened',
        body: {
          format: 'bulkhead-ledger/1',
          type: 'journal',
          origin,
          roster: [],
          incident: null,
          software: `bulkhead ${version}`,
          vouchers: 2,
          console: { fingerprint: console.signer.fingerprint, publicKey: toBase64(console.signer.publicKey) },
        },
      },
    ],
  });
  desk.useJournal(store);
  const entities = input.organisation.entities.map((entity) => ({ ...entity, id: newId(random, 'ent-') }));
  desk.appendJournal({
    by: signer,
    entries: [
      { kind: 'operator.enrolled', body: operator },
      { kind: 'operator.confirmed', body: { fingerprint: signer.fingerprint } },
      { kind: 'organisation.described', body: { name: input.organisation.name, entities } },
      { kind: 'session.opened', body: { fingerprint: signer.fingerprint, host } },
    ],
  });
  desk.sessions.seat(session, 'lead', { signer, name: operator.name, roles: operator.roles });
  return { fingerprint: signer.fingerprint };
}
