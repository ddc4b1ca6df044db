import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import { BulkheadError, fail } from '../../../shared/domain/failure.ts';
import { toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { keyFingerprint } from '../../../shared/ledger/key.ts';
import { checkLine } from '../../../shared/ledger/signed-note.ts';
import { parseVerifierKey, type VerifierKey } from '../../../shared/ledger/verifier-key.ts';
import { parseWitnessRequest } from '../../../shared/ledger/witness.ts';
import type {
  OwnWitnessView,
  VerifierKeyView,
  WitnessAnswered,
  WitnessReading,
} from '../../../shared/view/witness-view.ts';
import { verifierKeyView, type WitnessState } from '../../witness/witness-state.ts';
import type { WitnessAtWork } from '../../witness/witness-folder.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';

/**
 * This console as a witness for others, over the folder `witness` of its home. What it saw is no entry of the journal: the memory of
 * a witness is its folder, which the command may use too, and which holds nothing of this console's own records.
 */
export async function ownWitness(desk: Desk, session: Session): Promise<OwnWitnessView> {
  desk.sessions.requireSignedIn(session);
  const { witness } = desk.services;
  if (!(await witness.hasKey())) return { key: null, folder: witness.path, warning: null, logs: [] };
  return witness.use((at) => view(desk, at));
}

/** Makes the key, so that others can trust it. Once only: a key has one name. */
export async function startWitness(
  desk: Desk,
  session: Session,
  { name }: z.infer<typeof inputs.startWitness>,
): Promise<OwnWitnessView> {
  desk.sessions.acting(session);
  return desk.services.witness.use((at) => view(desk, at), name);
}

/** What is asked, and what the answer would be. Writes nothing down. */
export async function readWitnessRequest(
  desk: Desk,
  session: Session,
  { text }: z.infer<typeof inputs.witnessText>,
): Promise<WitnessReading> {
  desk.sessions.requireSignedIn(session);
  return asWitness(desk, async ({ state }) => {
    const request = asRequest(text);
    const parsed = parseWitnessRequest(request);
    if (!parsed.ok) return { asked: null, log: null, refusal: refusal('REQUEST_UNREADABLE', parsed.why) };
    const { old, note, checkpoint } = parsed.request;
    const { origin, size } = checkpoint;
    const keyIds = note.signatures.filter(({ name }) => name === origin).map(({ keyId }) => toHex(keyId));
    const log = await state.remembered(origin);
    return {
      asked: { origin, size, root: toHex(checkpoint.root), old, keyIds },
      log,
      refusal: await refusalOf(desk, state, request, origin),
    };
  });
}

/** The key that somebody was given for a ledger, read beside a request of that ledger. Throws BAD_INPUT, LEDGER_OWN, LOG_KEY_WRONG. */
export async function readLogKey(
  desk: Desk,
  session: Session,
  { text, vkey }: z.infer<typeof inputs.witnessLogKey>,
): Promise<VerifierKeyView> {
  desk.sessions.requireSignedIn(session);
  return verifierKeyView(desk.services.crypto, fittingKey(desk, asRequest(text), vkey));
}

/** A person compared that key with the other console and says so: its ledger gets answers from here on. */
export async function serveLog(
  desk: Desk,
  session: Session,
  { text, vkey, name }: z.infer<typeof inputs.witnessServe>,
): Promise<OwnWitnessView> {
  desk.sessions.acting(session);
  const key = fittingKey(desk, asRequest(text), vkey);
  return asWitness(desk, async (at) => {
    if (name !== undefined) await at.state.nameLog(key.name, name);
    await at.state.addLog(vkey);
    return view(desk, at);
  });
}

/** From here on this key gets no answer. What was seen of the ledger is remembered. */
export async function dropLog(
  desk: Desk,
  session: Session,
  { vkey }: z.infer<typeof inputs.witnessDrop>,
): Promise<OwnWitnessView> {
  desk.sessions.acting(session);
  return asWitness(desk, async (at) => {
    await at.state.dropLog(vkey);
    return view(desk, at);
  });
}

/** Cosigns, after it is written down. Throws the refusal where there is one. */
export async function answerWitnessRequest(
  desk: Desk,
  session: Session,
  { text }: z.infer<typeof inputs.witnessText>,
): Promise<WitnessAnswered> {
  desk.sessions.acting(session);
  return asWitness(desk, async ({ state }) => {
    const request = asRequest(text);
    const parsed = parseWitnessRequest(request);
    if (parsed.ok) refuseOwnLedger(desk, parsed.request.checkpoint.origin);
    const { body, code, why } = await state.answer(request);
    if (code !== null) fail(code, why, body === '' ? [] : [body.trim()]);
    const seen = parsed.ok ? (await state.remembered(parsed.request.checkpoint.origin))?.seen : null;
    if (!parsed.ok || !seen) return fail('INTERNAL', 'what was cosigned is not remembered');
    return {
      origin: parsed.request.checkpoint.origin,
      size: seen.size,
      at: seen.at,
      lines: body
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => `${line}\n`),
    };
  });
}

/** A witness without a key never answered, and none is made by looking. */
async function asWitness<T>(desk: Desk, work: (at: WitnessAtWork) => Promise<T>): Promise<T> {
  const { witness } = desk.services;
  if (!(await witness.hasKey())) fail('KEY_NOT_AVAILABLE', 'this console has no key to witness with yet');
  return witness.use(work);
}

/** What was pasted often lost its last line end, and text areas of some systems have two characters for one. */
function asRequest(text: string): Uint8Array {
  return utf8(`${text.replaceAll('\r\n', '\n').trim()}\n`);
}

async function view(desk: Desk, { own, state }: WitnessAtWork): Promise<OwnWitnessView> {
  const { crypto, witness } = desk.services;
  return {
    key: {
      ...verifierKeyView(crypto, own.key),
      name: own.key.name,
      later: own.later && verifierKeyView(crypto, own.later.key),
    },
    folder: witness.path,
    warning: own.warning,
    logs: await state.served(),
  };
}

async function refusalOf(desk: Desk, state: WitnessState, request: Uint8Array, origin: string) {
  if (isOwn(desk, origin)) return refusal('LEDGER_OWN', OWN);
  const decision = await state.decide(request);
  if (decision.status === 200) return null;
  return refusal(decision.code, decision.why, decision.status === 409 ? [String(decision.size)] : []);
}

function refusal(code: BulkheadError['code'], why: string, details: readonly string[] = []) {
  return new BulkheadError(code, why, { details }).toFailure();
}

const OWN = 'that is a ledger of this console: its own word adds nothing';

function isOwn(desk: Desk, origin: string): boolean {
  const journal = desk.requireJournal();
  return origin === journal.origin || journal.incidents.some((one) => one.origin === origin);
}

function refuseOwnLedger(desk: Desk, origin: string): void {
  if (isOwn(desk, origin)) fail('LEDGER_OWN', OWN);
}

/** A key that signed this very request, under the name of its ledger. */
function fittingKey(desk: Desk, request: Uint8Array, vkey: string): VerifierKey {
  const { crypto } = desk.services;
  const parsed = parseWitnessRequest(request);
  if (!parsed.ok) fail('REQUEST_UNREADABLE', parsed.why);
  const { checkpoint, note } = parsed.request;
  refuseOwnLedger(desk, checkpoint.origin);
  const read = parseVerifierKey(crypto.sha256, vkey);
  if (!read.ok) fail('BAD_INPUT', `not a verifier key: ${read.why}`, ['vkey']);
  const { key } = read;
  if (key.type !== 'ed25519')
    fail('BAD_INPUT', 'that is the key of a witness; the key of a ledger is of type 0x01', ['vkey']);
  if (key.name !== checkpoint.origin)
    fail('LOG_KEY_WRONG', 'that is the key of another ledger: its name is not the origin in the request');
  // A copy of this home elsewhere signs with this console's key.
  if (
    desk
      .requireJournal()
      .consoles.all()
      .some(({ fingerprint }) => fingerprint === keyFingerprint(crypto.sha256, key.publicKey))
  )
    fail('LEDGER_OWN', 'that is the key of this console: its own word adds nothing');
  if (checkLine(crypto, note, key) !== 'valid') fail('LOG_KEY_WRONG', 'this key did not sign that request');
  return key;
}
