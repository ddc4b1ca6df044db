import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { fail, type FailureCode } from '../../../shared/domain/failure.ts';
import { fromBase64, fromHex, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import type { EntryBody } from '../../../shared/ledger/entry.ts';
import { printable } from '../../../shared/ledger/printable.ts';
import type { TimestampRequestView } from '../../../shared/view/incident-view.ts';
import type { Refused, RootCertificate, TimestampFault, VerifiedStamp } from '../../ports/timestamps.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { keepBytes } from '../keep-bytes.ts';
import type { OpenIncident } from '../open-incident.ts';
import type { Seat } from '../sessions.ts';

type Input = z.infer<typeof inputs.timestampImport>;
type Verified = EntryBody<'timestamp.received'>['verified'];

const CODES: Readonly<Record<TimestampFault, FailureCode>> = {
  unreadable: 'TIMESTAMP_UNREADABLE',
  refused: 'TIMESTAMP_REFUSED',
  imprint: 'TIMESTAMP_MISMATCH',
  nonce: 'TIMESTAMP_NONCE_WRONG',
  signature: 'TIMESTAMP_INVALID',
  purpose: 'TIMESTAMP_WRONG_PURPOSE',
  chain: 'TIMESTAMP_CHAIN_BROKEN',
  validity: 'TIMESTAMP_CERTIFICATE_EXPIRED',
};

/**
 * Takes a reply in: verified first, then kept in the vault, then recorded. The same reply twice is recorded once. A root that
 * is given here counts from here on at this console; without any root the stamp is recorded as one whose maker is not shown.
 */
export async function importTimestamp(
  desk: Desk,
  session: Session,
  input: Input,
): Promise<Recorded & { readonly verified: Verified }> {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(input.incident);
  const reply = fromBase64(input.reply) ?? fail('BAD_INPUT', 'the reply is not base64', ['reply']);
  const request = await requestOf(desk, open, reply);
  const { root, stamp } = await verifyWithSomeRoot(desk, request, reply, input);
  const verified: Verified = root ? 'yes' : 'unverified-chain';
  const replySha256 = toHex(desk.services.crypto.sha256(reply));
  const before = open.state.file.timestamps.find(
    (one) => one.replySha256 === replySha256 && (one.verified === 'yes' || verified !== 'yes'),
  );
  if (before) {
    if (root) await trustRoot(desk, seat, root);
    return { recorded: before.entry, sealed: open.writer.size, verified: before.verified };
  }
  const intermediates = root ? (input.intermediatesPem ?? null) : null;
  const kept = {
    replySha256: await keepBytes(desk, open, reply),
    rootPemSha256: root ? await keepBytes(desk, open, utf8(root.pem)) : null,
    intermediatesPemSha256: intermediates === null ? null : await keepBytes(desk, open, utf8(intermediates)),
  };
  if (root) await trustRoot(desk, seat, root);
  const { genTime, tsaName, policy, serial, certificateExpires } = stamp;
  const { entry, size, checkpointSha256 } = request;
  const body = {
    request: entry,
    size,
    checkpointSha256,
    genTime,
    tsaName,
    policy,
    serial,
    certificateExpires,
    verified,
    rootSha256: root?.fingerprint ?? null,
    ...kept,
  };
  return { ...open.record(seat, { kind: 'timestamp.received', body }), verified };
}

/** The request that this reply answers; the right nonce wins when the same bytes were stamped more than once. */
async function requestOf(desk: Desk, open: OpenIncident, reply: Uint8Array): Promise<TimestampRequestView> {
  const facts = await desk.services.timestamps.read(reply);
  if (!facts.ok) refuse(facts);
  const over = open.state.file.timestampRequests.filter(({ checkpointSha256 }) => checkpointSha256 === facts.imprint);
  const exact = over.find(({ nonce }) => nonce.replace(/^(00)+/, '') === facts.nonce);
  return exact ?? over.at(-1) ?? fail('TIMESTAMP_MISMATCH', 'the reply answers no request of this incident');
}

interface Root extends RootCertificate {
  readonly pem: string;
}

/** The root that was given has to do; else one of those that count already; else none. */
async function verifyWithSomeRoot(
  desk: Desk,
  request: TimestampRequestView,
  reply: Uint8Array,
  input: Input,
): Promise<{ root: Root | null; stamp: VerifiedStamp }> {
  const attempt = (rootPem: string | null) =>
    desk.services.timestamps.verify({
      reply,
      rootPem,
      imprint: fromHex(request.checkpointSha256) ?? new Uint8Array(0),
      nonce: fromHex(request.nonce) ?? new Uint8Array(0),
      intermediatesPem: input.intermediatesPem ?? null,
    });
  if (input.rootPem !== undefined) {
    const certificate = await desk.services.timestamps.root(input.rootPem);
    if (!certificate) fail('BAD_INPUT', 'the root is not one self-signed certificate in PEM', ['rootPem']);
    const stamp = await attempt(input.rootPem);
    return stamp.ok ? { root: { ...certificate, pem: input.rootPem }, stamp } : refuse(stamp);
  }
  for (const root of await trustedRoots(desk)) {
    const stamp = await attempt(root.pem);
    if (stamp.ok) return { root, stamp };
    if (stamp.fault !== 'chain') refuse(stamp);
  }
  const stamp = await attempt(null);
  return stamp.ok ? { root: null, stamp } : refuse(stamp);
}

/** Those of the journal whose file is still there, unchanged. A lost file is no fault: the person gives the root again. */
async function trustedRoots(desk: Desk): Promise<readonly Root[]> {
  const { files, crypto } = desk.services;
  const out: Root[] = [];
  for (const { name, rootSha256, pemSha256 } of desk.requireJournal().timestampRoots.values()) {
    const pem = await files.readText(rootPath(rootSha256));
    if (pem !== null && toHex(crypto.sha256(utf8(pem))) === pemSha256) out.push({ name, fingerprint: rootSha256, pem });
  }
  return out;
}

/** File before entry: what the journal says is trusted is there. */
async function trustRoot(desk: Desk, seat: Seat, { name, fingerprint, pem }: Root): Promise<void> {
  const { files, crypto } = desk.services;
  const known = desk.requireJournal().timestampRoots.get(fingerprint);
  const pemSha256 = toHex(crypto.sha256(utf8(pem)));
  if (known?.pemSha256 === pemSha256 && (await files.exists(rootPath(fingerprint)))) return;
  await files.makeFolder('trust/tsa');
  await files.writeText(rootPath(fingerprint), pem, { replace: true });
  if (known?.pemSha256 === pemSha256) return;
  const body = {
    name: printable(name).slice(0, 300).toWellFormed() || 'without a name',
    rootSha256: fingerprint,
    pemSha256,
  };
  desk.appendJournal({ by: seat.signer, entries: [{ kind: 'tsa.trusted', body }] });
}

function rootPath(fingerprint: string): string {
  return `trust/tsa/${fingerprint}.pem`;
}

function refuse({ fault, why }: Refused): never {
  fail(CODES[fault], printable(why));
}
