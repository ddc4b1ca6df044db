import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail } from '../../../shared/domain/failure.ts';
import { instantFromMs } from '../../../shared/domain/instant.ts';
import { parseCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { checkCosignature } from '../../../shared/ledger/cosignature.ts';
import { equalBytes, toBase64, toHex, utf8, concatBytes } from '../../../shared/ledger/encoding.ts';
import type { NewEntry } from '../../../shared/ledger/entry.ts';
import { checkLine, parseNote, type NoteSignature } from '../../../shared/ledger/signed-note.ts';
import { readCheckpoint, type OwnCheckpoint } from '../../ledger/proofs.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import type { OpenIncident } from '../open-incident.ts';
import { logKeyOf, trustedWitnesses, type TrustedWitness } from '../witnesses.ts';

/** How many checkpoints back an answer is looked for: at one Ed25519 check each, a fraction of a second. */
const LOOK_BACK = 5000;
/** 9999-12-31: later instants have no text. */
const LAST_SECOND = 253_402_300_799;

/**
 * Takes the answer of a witness in: verified first, recorded under the acting person's key. The same answer twice is recorded
 * once. Lines of unknown keys are ignored, as C2SP tlog-witness demands, unless nothing else is there.
 */
export function mergeCosignatures(
  desk: Desk,
  session: Session,
  { incident, text }: z.infer<typeof inputs.mergeCosignatures>,
): Recorded {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const answer = text.replaceAll('\r\n', '\n').trim();
  if (/^\d{1,16}$/.test(answer)) staleAnswer(open, Number(answer));
  const lines = readAnswer(desk, open, answer);
  const witnesses = trustedWitnesses(desk);
  const entries: NewEntry[] = [];
  let known: number | null = null;
  let byKnown = 0;
  for (const line of lines) {
    const witness = witnesses.find(({ key }) => key.name === line.name && equalBytes(key.keyId, line.keyId));
    if (!witness) continue;
    byKnown += 1;
    const body = cosignedBy(desk, open, witness, line);
    if (!body) continue;
    const before = open.state.file.cosignatures.find(({ cosignature }) => cosignature === body.cosignature);
    if (before) known = before.entry;
    else entries.push({ kind: 'checkpoint.witnessed', body });
  }
  if (entries.length > 0) return open.record(seat, ...entries);
  if (known !== null) return { recorded: known, sealed: open.writer.size };
  if (byKnown === 0)
    fail(
      'WITNESS_UNKNOWN',
      `no line is by a witness that this console trusts (${lines.map(({ name }) => name).join(', ')})`,
    );
  return fail(
    'COSIGNATURE_INVALID',
    `the answer does not verify for any of the last ${LOOK_BACK} checkpoints of this incident`,
  );
}

/** 409 of tlog-witness: the witness answers with the size it saw last, and nothing else. */
function staleAnswer(open: OpenIncident, size: number): never {
  if (size > open.writer.size)
    fail(
      'LEDGER_ROLLED_BACK',
      `the witness saw ${size} entries, this ledger has ${open.writer.size}. A number alone is not signed: see first that it was copied as it stands`,
      [String(size)],
    );
  return fail('WITNESS_STALE', `the witness saw ${size} entries last and did not cosign`, [String(size)]);
}

/** Signature lines alone, as the protocol answers, or a whole checkpoint that carries them. */
function readAnswer(desk: Desk, open: OpenIncident, answer: string): readonly NoteSignature[] {
  // A dash that was changed on the way makes it a line that cannot be read, and no checkpoint.
  const alone = /^[-\u2010-\u2015\u2212] /u.test(answer);
  const parsed = parseNote(utf8(alone ? `text\n\n${answer}\n` : `${answer}\n`));
  if (!parsed.ok) {
    const why = answer.includes('\n\n') || alone ? parsed.why : 'it has no line that begins with — (U+2014)';
    fail('COSIGNATURE_INVALID', `the answer cannot be read: ${why}`);
  }
  if (!alone) refuseForeign(desk, open, parsed.note);
  return parsed.note.signatures;
}

/** A checkpoint that this console's key signed, of a size we have, with another root: two histories under one name. */
function refuseForeign(desk: Desk, open: OpenIncident, note: Parameters<typeof checkLine>[1]): void {
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint?.origin !== open.writer.origin) fail('COSIGNATURE_INVALID', 'that checkpoint is not of this incident');
  if (checkLine(desk.services.crypto, note, logKeyOf(desk, open, note)) !== 'valid') return;
  if (checkpoint.size > open.writer.size)
    fail(
      'LEDGER_ROLLED_BACK',
      `that checkpoint covers ${checkpoint.size} entries, this ledger has ${open.writer.size}`,
      [String(checkpoint.size)],
    );
  const own = open.writer.reader.checkpointOver(checkpoint.size - 1);
  if (own?.size === checkpoint.size && toHex(readCheckpoint(own).root) === toHex(checkpoint.root)) return;
  fail(
    'LEDGER_FORKED',
    `that checkpoint of ${checkpoint.size} entries is signed by this console and is not of this ledger`,
    [String(checkpoint.size)],
  );
}

/** The body of the entry, once the checkpoint that the line cosigns is found; null when it is none of ours. */
function cosignedBy(desk: Desk, open: OpenIncident, witness: TrustedWitness, line: NoteSignature) {
  for (const checkpoint of newestFirst(open)) {
    const found = checkCosignature(
      desk.services.crypto,
      { text: checkpoint.note.text, signatures: [line] },
      witness.key,
    );
    if (found.state !== 'valid' || found.time > LAST_SECOND) continue;
    return {
      size: checkpoint.size,
      root: toHex(checkpoint.root),
      witness: witness.name,
      vkey: witness.vkey,
      cosignature: `— ${line.name} ${toBase64(concatBytes(line.keyId, line.signature))}`,
      time: instantFromMs(found.time * 1000),
    };
  }
  return null;
}

function* newestFirst(open: OpenIncident): Iterable<OwnCheckpoint> {
  let over = open.writer.reader.lastCheckpoint();
  for (let i = 0; over && i < LOOK_BACK; i += 1) {
    const checkpoint = readCheckpoint(over);
    yield checkpoint;
    over = previous(open, checkpoint.size);
  }
}

/** Sizes are not dense; the one before is found from the last entry that it covers. */
function previous(open: OpenIncident, size: number) {
  for (let index = size - 2; index >= 0; index -= 1) {
    const found = open.writer.reader.checkpointOver(index);
    if (found && found.size < size) return found;
  }
  return null;
}
