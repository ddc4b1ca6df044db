import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { verifierKey, formatNote } from '../../../shared/ledger/signed-note.ts';
import { verifierKeyPrint } from '../../../shared/ledger/verifier-key.ts';
import { formatWitnessRequest } from '../../../shared/ledger/witness.ts';
import type { WitnessRequestText } from '../../../shared/view/proof-text.ts';
import { consistencyTo, lastCheckpoint } from '../../ledger/proofs.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { logKeyOf, trustedWitness } from '../witnesses.ts';

/**
 * The request for one witness (C2SP tlog-witness), to be carried there by file, stick or screen. Of the signature lines only
 * the console's goes along: a witness learns origin, size and root, not who acted.
 */
export function askWitness(
  desk: Desk,
  session: Session,
  { incident, vkey, from }: z.infer<typeof inputs.witnessRequest>,
): WitnessRequestText {
  desk.sessions.requireSignedIn(session);
  const open = desk.incident(incident);
  const witness = trustedWitness(desk, vkey);
  const checkpoint = lastCheckpoint(open.writer.reader);
  const cosigned = open.state.file.cosignatures.filter((one) => one.vkey === witness.vkey);
  const old = from ?? Math.max(0, ...cosigned.map(({ size }) => size));
  // Nobody cosigns what was never there: either the number is wrong, or the file is an old copy.
  if (old > checkpoint.size)
    fail('LEDGER_ROLLED_BACK', `the witness saw ${old} entries, this ledger has ${checkpoint.size}`, [String(old)]);
  const proof = consistencyTo(open.writer.reader, desk.services.crypto.sha256, old, checkpoint);
  const key = logKeyOf(desk, open);
  const signatures = checkpoint.note.signatures.filter(({ name }) => name === key.name);
  const text = formatWitnessRequest(old, proof, formatNote({ text: checkpoint.note.text, signatures }));
  const { sha256 } = desk.services.crypto;
  const log = verifierKey(sha256, key);
  return { text, old, size: checkpoint.size, log, logPrint: verifierKeyPrint(sha256, log) };
}
