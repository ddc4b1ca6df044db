import { equalBytes, fromHex, toHex } from './encoding.ts';
import type { Entry } from './entry.ts';
import type { Primitives } from './primitives.ts';
import { printable } from './printable.ts';
import { RootBook } from './root-book.ts';
import { encodeTimestampRequest } from './timestamp-request.ts';

type Requested = Extract<Entry, { kind: 'timestamp.requested' }>;
type Received = Extract<Entry, { kind: 'timestamp.received' }>;

/**
 * The part of the verifier that is about time-stamps: that each is over a checkpoint of this very ledger. The signature of the
 * authority is for whoever has its certificate and a program for it; `openssl ts -verify` is one.
 */
export class TimestampCheck {
  readonly #sha256: Primitives['sha256'];
  readonly #notes = new RootBook();
  readonly #requests = new Map<number, Requested['body']>();
  #largest: Received['body'] | null = null;

  constructor(sha256: Primitives['sha256']) {
    this.#sha256 = sha256;
  }

  /** A checkpoint of this ledger as it is stored, in ascending order of size. */
  sealed(size: number, note: Uint8Array): void {
    this.#notes.add(size, this.#sha256(note));
  }

  /** What is wrong with a request or a stamp on record, or null. */
  take(entry: Requested | Received): string | null {
    return entry.kind === 'timestamp.requested' ? this.#request(entry) : this.#stamp(entry.body);
  }

  #request({ index, body }: Requested): string | null {
    this.#requests.set(index, body);
    const own = this.#notes.rootOf(body.size);
    if (!own || toHex(own) !== body.checkpointSha256)
      return `the request is over something else than the checkpoint of ${body.size} entries`;
    const request = encodeTimestampRequest(own, fromHex(body.nonce) ?? new Uint8Array(8));
    return equalBytes(this.#sha256(request), fromHex(body.requestSha256) ?? new Uint8Array(0))
      ? null
      : 'the request file is not the request that the entry describes';
  }

  #stamp(body: Received['body']): string | null {
    const request = this.#requests.get(body.request);
    if (!request || request.size !== body.size || request.checkpointSha256 !== body.checkpointSha256)
      return `the time-stamp answers no request in entry ${body.request}`;
    if (body.verified === 'yes' && (!this.#largest || body.size > this.#largest.size)) this.#largest = body;
    return null;
  }

  statements(entries: number): string[] {
    if (!this.#largest) return [];
    const { size, genTime, tsaName } = this.#largest;
    return [
      `Time-stamp on record: ${printable(tsaName)} says that the first ${size} of ${entries} entries existed not later than ${genTime}, by its own clock. Check its signature with openssl, under a root certificate that you got from the authority; VERIFY.txt of a bundle has the command. It does not say when each entry was written.`,
    ];
  }
}
