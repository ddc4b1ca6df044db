import { concatBytes, fromHex, fromUtf8 } from '../../shared/ledger/encoding.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import type { Finding } from '../../shared/ledger/finding.ts';
import { printable } from '../../shared/ledger/printable.ts';
import type { Vault } from '../ports/files.ts';
import type { Timestamps } from '../ports/timestamps.ts';

type Received = Extract<Entry, { kind: 'timestamp.received' }>;

/** Verifies every stamp on record once more, from the files of the vault: what was true at the import has to be true still. */
export class StampedAgain {
  readonly #timestamps: Timestamps;
  readonly #vault: Vault;
  readonly #nonces = new Map<number, string>();
  readonly #stamps: Received[] = [];

  constructor(timestamps: Timestamps, vault: Vault) {
    this.#timestamps = timestamps;
    this.#vault = vault;
  }

  take(entry: Entry): void {
    if (entry.kind === 'timestamp.requested') this.#nonces.set(entry.index, entry.body.nonce);
    if (entry.kind === 'timestamp.received') this.#stamps.push(entry);
  }

  async findings(): Promise<readonly Finding[]> {
    const out: Finding[] = [];
    for (const stamp of this.#stamps) {
      const why = await this.#fault(stamp);
      if (why !== null)
        out.push({ code: 'TIMESTAMP_INVALID', severity: 'error', message: printable(why), entry: stamp.index });
    }
    return out;
  }

  async #fault({ body }: Received): Promise<string | null> {
    const files = [body.replySha256, body.rootPemSha256, body.intermediatesPemSha256].filter(
      (sha256) => sha256 !== null,
    );
    for (const sha256 of files) if (!(await this.#vault.has(sha256))) return null; // A finding of its own: EVIDENCE_MISSING.
    const pem = async (sha256: string | null) => (sha256 === null ? null : (fromUtf8(await this.#read(sha256)) ?? ''));
    const again = await this.#timestamps.verify({
      reply: await this.#read(body.replySha256),
      imprint: fromHex(body.checkpointSha256) ?? new Uint8Array(0),
      nonce: fromHex(this.#nonces.get(body.request) ?? '') ?? new Uint8Array(0),
      rootPem: await pem(body.rootPemSha256),
      intermediatesPem: await pem(body.intermediatesPemSha256),
    });
    if (!again.ok) return `the time-stamp does not verify: ${again.why}`;
    return again.genTime === body.genTime
      ? null
      : `the time-stamp says ${again.genTime}, the entry says ${body.genTime}`;
  }

  async #read(sha256: string): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of this.#vault.read(sha256)) {
      pieces.push(piece);
      size += piece.length;
      // Nothing that was recorded is larger; what lies there instead is not read whole.
      if (size > 1 << 20) break;
    }
    return concatBytes(...pieces);
  }
}
