import type { z } from 'zod';
import type { inputs } from '../../../shared/contract/inputs.ts';
import type { Recorded } from '../../../shared/contract/contract.ts';
import { toBase64, toHex, utf8 } from '../../../shared/ledger/encoding.ts';
import { encodeTimestampRequest, NONCE_BYTES } from '../../../shared/ledger/timestamp-request.ts';
import { stampCommands, stampNames, type TimestampRequestText } from '../../../shared/view/timestamp-text.ts';
import { lastCheckpoint } from '../../ledger/proofs.ts';
import type { Session } from '../app.ts';
import type { Desk } from '../desk.ts';
import { keepBytes } from '../keep-bytes.ts';

/**
 * Freezes the last checkpoint, with the lines of console and operator, and makes a request over these bytes. An authority
 * learns one hash. The checkpoint that the entry of this request ends in is a later one.
 */
export async function requestTimestamp(
  desk: Desk,
  session: Session,
  { incident, tsa }: z.infer<typeof inputs.timestampRequest>,
): Promise<Recorded & TimestampRequestText> {
  const seat = desk.sessions.acting(session);
  const open = desk.incident(incident);
  const { size, root, text: stamped } = lastCheckpoint(open.writer.reader);
  const nonce = desk.services.random.bytes(NONCE_BYTES);
  const request = encodeTimestampRequest(desk.services.crypto.sha256(utf8(stamped)), nonce);
  const checkpointSha256 = await keepBytes(desk, open, utf8(stamped));
  const requestSha256 = await keepBytes(desk, open, request);
  const body = { size, root: toHex(root), checkpointSha256, requestSha256, nonce: toHex(nonce), tsa };
  const recorded = open.record(seat, { kind: 'timestamp.requested', body });
  const names = stampNames(incident, size);
  return {
    ...recorded,
    request: toBase64(request),
    requestName: names.request,
    stamped,
    stampedName: names.stamped,
    size,
    commands: stampCommands(incident, size, tsa),
  };
}
