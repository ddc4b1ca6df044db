import { concatBytes, fromHex } from '../ledger/encoding.ts';
import { encodeTimestampRequest } from '../ledger/timestamp-request.ts';

/** Everything a person carries to a machine with a network. */
export interface TimestampRequestText {
  /** TimeStampReq in base64, to be saved under `requestName`. */
  readonly request: string;
  readonly requestName: string;
  /** The frozen checkpoint, to be saved under `stampedName`. It stays here: only the request has to travel. */
  readonly stamped: string;
  readonly stampedName: string;
  readonly size: number;
  /** Shell commands for that machine. */
  readonly commands: readonly string[];
}

export const STAMP_MEANING =
  'A time-stamp shows that these entries existed not later than the time in it. It does not show who wrote them, that they are true, or when each was written. Whether the authority is a qualified one is not checked here; without that the law presumes nothing (eIDAS, Art. 41).';

/** What `openssl` and people look for; the size tells the requests of one incident apart. */
export function stampNames(incident: string, size: number): Readonly<Record<'stamped' | 'request' | 'reply', string>> {
  const name = `${incident}.checkpoint.${size}`;
  return { stamped: `${name}.stamped`, request: `${name}.tsq`, reply: `${name}.tsr` };
}

/** The request again: it follows from what is on record. */
export function requestBytes({
  checkpointSha256,
  nonce,
}: {
  readonly checkpointSha256: string;
  readonly nonce: string;
}): Uint8Array<ArrayBuffer> {
  const bytes = encodeTimestampRequest(
    fromHex(checkpointSha256) ?? new Uint8Array(0),
    fromHex(nonce) ?? new Uint8Array(0),
  );
  return new Uint8Array(concatBytes(bytes));
}

/** An address goes into the command only if no shell could read it as anything else. */
const PLAIN_URL = /^https?:\/\/[A-Za-z0-9.:/_~-]+$/;

export function stampCommands(incident: string, size: number, tsa: string): readonly string[] {
  const { request, reply } = stampNames(incident, size);
  const address = PLAIN_URL.test(tsa) ? tsa : 'https://ADDRESS-OF-THE-AUTHORITY';
  return [
    `curl --fail --silent --show-error -H 'Content-Type: application/timestamp-query' --data-binary @${request} -o ${reply} ${address}`,
    `openssl ts -reply -in ${reply} -text`,
  ];
}
