import { fail } from '../../shared/domain/failure.ts';
import { instantFromMs } from '../../shared/domain/instant.ts';
import { parseCheckpoint } from '../../shared/ledger/checkpoint.ts';
import { checkCosignature, cosign, cosignTree } from '../../shared/ledger/cosignature.ts';
import { toHex, utf8 } from '../../shared/ledger/encoding.ts';
import { formatNote, parseNote, type SignedNote } from '../../shared/ledger/signed-note.ts';
import {
  formatVerifierKey,
  parseVerifierKey,
  verifierKeyPrint,
  type VerifierKey,
} from '../../shared/ledger/verifier-key.ts';
import {
  decideWitness,
  parseWitnessRequest,
  type WitnessDecision,
  type WitnessRefusal,
} from '../../shared/ledger/witness.ts';
import type { SeenTree, VerifierKeyView, WitnessedLog } from '../../shared/view/witness-view.ts';
import type { Crypto } from '../ports/crypto.ts';
import type { HomeFiles } from '../ports/files.ts';
import type { WitnessKey } from './witness-key.ts';

const LOGS = 'logs.txt';
/** What the people here call a log: one line of origin, space, name for each. Nothing depends on it. */
const NAMES = 'names.txt';

/** What a witness answers: the status of C2SP tlog-witness, and the body that belongs to it. */
export interface WitnessAnswer {
  readonly status: WitnessDecision['status'];
  /** Signature lines for 200, the size seen last for 409, else empty. */
  readonly body: string;
  /** Null for 200. */
  readonly code: WitnessRefusal | null;
  readonly why: string;
}

/**
 * The memory of a witness in one folder: `logs.txt` with a `log <vkey>` line for each log it serves, and per log
 * `<sha256 of the origin>/checkpoint`, the last note it cosigned. Served over HTTP the folder would be the monitoring interface
 * of C2SP tlog-witness as it stands. The caller holds the folder's lock, so that compare and write are one step.
 */
export class WitnessState {
  readonly #files: HomeFiles;
  readonly #crypto: Crypto;
  readonly #own: WitnessKey;
  readonly #nowMs: () => number;

  constructor(files: HomeFiles, crypto: Crypto, own: WitnessKey, nowMs: () => number) {
    this.#files = files;
    this.#crypto = crypto;
    this.#own = own;
    this.#nowMs = nowMs;
  }

  async addLog(vkey: string): Promise<VerifierKey> {
    const key = this.#logKey(vkey);
    const known = await this.#logs();
    if (known.some((one) => formatVerifierKey(one) === vkey)) return key;
    await this.#writeLogs([...known, key]);
    return key;
  }

  /** After a log has handed over: its old key gets no answer any more. What was seen of the log is remembered all the same. */
  async dropLog(vkey: string): Promise<VerifierKey> {
    const key = this.#logKey(vkey);
    const known = await this.#logs();
    const kept = known.filter((one) => formatVerifierKey(one) !== vkey);
    if (kept.length === known.length) fail('BAD_INPUT', 'this witness does not answer to that key', ['drop']);
    await this.#writeLogs(kept);
    return key;
  }

  /** Beside the logs and not in the folder of one: that may be served to anybody, and a name may tell of a client. */
  async nameLog(origin: string, name: string): Promise<void> {
    const names = new Map([...(await this.#names()), [origin, name]]);
    const text = [...names].map(([of, called]) => `${of} ${called}\n`).join('');
    await this.#files.writeText(NAMES, text, { replace: true });
  }

  async #names(): Promise<ReadonlyMap<string, string>> {
    const lines = ((await this.#files.readText(NAMES)) ?? '').split('\n').map((line) => /^(\S+) (.+)$/.exec(line));
    return new Map(lines.flatMap((match) => (match?.[1] && match[2] ? [[match[1], match[2]] as const] : [])));
  }

  async #writeLogs(keys: readonly VerifierKey[]): Promise<void> {
    const text = keys.map((one) => `log ${formatVerifierKey(one)}\n`).join('');
    await this.#files.writeText(LOGS, text, { replace: true });
  }

  /** What `answer` would say now. Writes nothing down and signs nothing. */
  async decide(request: Uint8Array): Promise<WitnessDecision> {
    const parsed = parseWitnessRequest(request);
    const origin = parsed.ok ? parsed.request.checkpoint.origin : '';
    const keys = (await this.#logs()).filter(({ name }) => name === origin);
    const seen = keys.length > 0 ? await this.#seen(origin) : null;
    return decideWitness(this.#crypto, request, () => ({ keys, seen }));
  }

  /** Durable before it answers: when this resolves with 200, a restart of the witness remembers. */
  async answer(request: Uint8Array): Promise<WitnessAnswer> {
    const decision = await this.decide(request);
    if (decision.status !== 200) {
      const { status, code, why } = decision;
      return { status, body: decision.status === 409 ? `${decision.size}\n` : '', code, why };
    }
    const { key, signer, later } = this.#own;
    const time = Math.floor(this.#nowMs() / 1000);
    const { text } = decision.note;
    const second = later && cosignTree(later.key, (message) => later.signer.sign(message), time, text);
    const lines = [cosign(key, (message) => signer.sign(message), time, text), ...(second ? [second] : [])];
    await this.#files.writeText(
      placeOf(this.#crypto, decision.checkpoint.origin),
      formatNote(withOwnLines(decision.note, lines)),
      { replace: true },
    );
    return { status: 200, body: formatNote({ text: '', signatures: lines }).slice(1), code: null, why: '' };
  }

  /** Everything this witness answers for, or answered for. What is damaged is told in its place, the others all the same. */
  async served(): Promise<readonly WitnessedLog[]> {
    const [keys, names] = [await this.#logs(), await this.#names()];
    const origins = new Set([...keys.map(({ name }) => name), ...(await this.#remembered())]);
    return Promise.all([...origins].sort().map((origin) => this.#served(origin, keys, names.get(origin) ?? null)));
  }

  /** The same of one log; null when this witness never heard of it. */
  async remembered(origin: string): Promise<WitnessedLog | null> {
    return (await this.served()).find((one) => one.origin === origin) ?? null;
  }

  async #served(origin: string, keys: readonly VerifierKey[], name: string | null): Promise<WitnessedLog> {
    const own = keys.filter((key) => key.name === origin).map((key) => this.#keyView(key));
    const text = await this.#files.readText(placeOf(this.#crypto, origin));
    const read = text === null ? null : this.#readSeen(text, origin);
    const problem =
      text !== null && !read
        ? 'what was seen last of this ledger is damaged; it gets no answer until that is mended'
        : null;
    return { origin, name, keys: own, seen: read && { ...read, root: toHex(read.root) }, problem };
  }

  #keyView(key: VerifierKey): VerifierKeyView {
    return verifierKeyView(this.#crypto, key);
  }

  /** Origins of the notes that lie here, whatever their lines are worth. */
  async #remembered(): Promise<readonly string[]> {
    const origins: string[] = [];
    for (const place of await this.#files.listFolder('.')) {
      if (!/^[0-9a-f]{64}$/.test(place)) continue;
      const [origin = ''] = ((await this.#files.readText(`${place}/checkpoint`)) ?? '').split('\n', 1);
      // Under another name than its own the file is nobody's memory.
      if (origin !== '' && placeOf(this.#crypto, origin) === `${place}/checkpoint`) origins.push(origin);
    }
    return origins;
  }

  async #logs(): Promise<readonly VerifierKey[]> {
    const text = (await this.#files.readText(LOGS)) ?? '';
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => this.#logKey(line.replace(/^log /, '')));
  }

  #logKey(vkey: string): VerifierKey {
    const parsed = parseVerifierKey(this.#crypto.sha256, vkey);
    if (!parsed.ok) fail('BAD_INPUT', `not a verifier key: ${parsed.why}`, ['log']);
    return parsed.key.type === 'ed25519'
      ? parsed.key
      : fail('BAD_INPUT', 'that is the key of a witness; a log has a key of type 0x01', ['log']);
  }

  async #seen(origin: string): Promise<{ readonly size: number; readonly root: Uint8Array } | null> {
    const place = placeOf(this.#crypto, origin);
    const text = await this.#files.readText(place);
    return text === null
      ? null
      : (this.#readSeen(text, origin) ??
          fail(
            'HOME_UNUSABLE',
            'the checkpoint that this witness saw last is damaged; without it the witness must not answer',
            [this.#files.absolute(place)],
          ));
  }

  /** The witness vouches for its own memory: what does not carry its own signature is not what it saw, and reads as null. */
  #readSeen(note: string, origin: string): (Omit<SeenTree, 'root'> & { readonly root: Uint8Array }) | null {
    const parsed = parseNote(utf8(note));
    const checkpoint = parsed.ok ? parseCheckpoint(parsed.note.text) : null;
    if (!parsed.ok || checkpoint?.origin !== origin) return null;
    const cosigned = checkCosignature(this.#crypto, parsed.note, this.#own.key);
    if (cosigned.state !== 'valid') return null;
    return { size: checkpoint.size, root: checkpoint.root, at: instantFromMs(cosigned.time * 1000), note };
  }
}

export function verifierKeyView({ sha256 }: Crypto, key: VerifierKey): VerifierKeyView {
  const vkey = formatVerifierKey(key);
  return { vkey, keyId: toHex(key.keyId), fingerprint: verifierKeyPrint(sha256, vkey) };
}

function placeOf({ sha256 }: Crypto, origin: string): string {
  return `${toHex(sha256(utf8(origin)))}/checkpoint`;
}

/** Lines that came with the request under the witness's own name are not its own. */
function withOwnLines(note: SignedNote, own: SignedNote['signatures']): SignedNote {
  const others = note.signatures.filter(({ name }) => own.every((line) => line.name !== name));
  return { text: note.text, signatures: [...others, ...own] };
}
