import { fail } from '../../shared/domain/failure.ts';
import { concatBytes, fromBase64, toBase64 } from '../../shared/ledger/encoding.ts';
import type { Crypto, Signer } from '../ports/crypto.ts';
import type { HomeFiles } from '../ports/files.ts';
import type { KeyWrapper } from '../ports/key-wrapper.ts';
import type { Random } from '../ports/random.ts';
import {
  isMarkedEnded,
  markEnded,
  readConsoleKeys,
  readOperatorKey,
  replaceOperatorKey,
  writeConsoleKey,
  writeOperatorKey,
  type ConsoleKeyFile,
  type EndedKeyFile,
  type OperatorKeyFile,
} from './key-files.ts';
import { travelContext, writeTravellingKey, type TravellingKey } from './travelling-key.ts';

/** Both keys that one passphrase opens. The operator's box holds the key that opens the console key: no operator, no console. */
export interface Unlocked {
  readonly operator: Signer;
  /** Every key that this console ever had. */
  readonly consoles: readonly Signer[];
  /** Opens the console key; needed to enrol another operator. Held only while someone is signed in. */
  readonly consoleSecret: Uint8Array;
}

export const MIN_PASSPHRASE = 12;
/** `aaaaaaaaaaaa` is long and no secret. */
const MIN_DIFFERENT = 5;
/** After this many wrong tries in a row the console pauses for this person. */
const TRIES = 5;
const PAUSE_MS = 30_000;

export interface KeyringTools {
  readonly files: HomeFiles;
  readonly crypto: Crypto;
  readonly random: Random;
  readonly wrapper: KeyWrapper | null;
  readonly monotonicMs: () => number;
}

/** Makes, seals and opens keys. There is no fallback: what cannot be opened is not available. */
export class Keyring {
  readonly #tools: KeyringTools;
  readonly #wrong = new Map<string, { tries: number; until: number }>();

  constructor(tools: KeyringTools) {
    this.#tools = tools;
  }

  /** The console key of a new home; its secret goes into the first operator's box. */
  async createConsole(): Promise<{ signer: Signer; secret: Uint8Array }> {
    const { random } = this.#tools;
    const secret = random.bytes(32);
    return { signer: await this.#makeConsole(secret, 'first'), secret };
  }

  /** A key for the console to hand over to, under the secret that the operators' boxes hold already. */
  async createNextConsole(secret: Uint8Array): Promise<Signer> {
    return this.#makeConsole(secret, 'later');
  }

  async #makeConsole(secret: Uint8Array, which: 'first' | 'later'): Promise<Signer> {
    const { crypto, files } = this.#tools;
    const seed = crypto.newSeed();
    const signer = crypto.signer(seed);
    const sealed = crypto.sealWithKey(secret, seed, `bulkhead console ${signer.fingerprint}`);
    seed.fill(0);
    const { fingerprint, publicKey } = signer;
    await writeConsoleKey(
      files,
      { v: 1, fingerprint, publicKey: toBase64(publicKey), sealed: toBase64(sealed) },
      which,
    );
    return signer;
  }

  async createOperator(passphrase: string, consoleSecret: Uint8Array): Promise<Signer> {
    requireStrong(passphrase);
    const { crypto, files } = this.#tools;
    const seed = crypto.newSeed();
    const signer = crypto.signer(seed);
    const plain = concatBytes(seed, consoleSecret);
    seed.fill(0);
    await writeOperatorKey(files, await this.#seal(signer.fingerprint, passphrase, plain));
    return signer;
  }

  /** The key of this operator as a file for another console, under the same passphrase. Throws PASSPHRASE_WRONG. */
  async forTravel(fingerprint: string, passphrase: string, name: string): Promise<string> {
    const { crypto } = this.#tools;
    const plain = await this.#open(fingerprint, passphrase);
    const seed = Uint8Array.from(plain.subarray(0, 32));
    plain.fill(0);
    const signer = crypto.signer(seed);
    const box = await crypto.seal(passphrase, seed, travelContext(fingerprint));
    seed.fill(0);
    const text = writeTravellingKey(name, signer, box);
    signer.wipe();
    return text;
  }

  /**
   * A key that was brought from another console becomes one of this home, under the passphrase it came with. A file that an
   * enrolment left behind before anything was recorded is replaced. Throws PASSPHRASE_WRONG, PASSPHRASE_PAUSED, PASSPHRASE_WEAK.
   */
  async takeIn({ fingerprint, box }: TravellingKey, passphrase: string, consoleSecret: Uint8Array): Promise<Signer> {
    requireStrong(passphrase);
    this.#refuseWhilePaused(fingerprint);
    const { crypto, files } = this.#tools;
    const seed = await crypto.open(passphrase, box, travelContext(fingerprint));
    if (seed?.length !== 32) this.#countWrong(fingerprint);
    this.#wrong.delete(fingerprint);
    const signer = crypto.signer(seed);
    const plain = concatBytes(seed, consoleSecret);
    seed.fill(0);
    if (signer.fingerprint !== fingerprint) fail('KEY_NOT_AVAILABLE', 'the sealed key does not match its name');
    await replaceOperatorKey(files, await this.#seal(fingerprint, passphrase, plain));
    return signer;
  }

  /**
   * The same key under another passphrase. Answers how to put the old file back, for a caller that cannot record the change.
   * Copies of the old file go on opening with the old passphrase: only a new key ends that.
   */
  async reseal(fingerprint: string, passphrase: string, next: string): Promise<{ undo(): Promise<void> }> {
    requireStrong(next);
    const { files } = this.#tools;
    const before = await readOperatorKey(files, fingerprint);
    const plain = await this.#open(fingerprint, passphrase);
    await replaceOperatorKey(files, await this.#seal(fingerprint, next, plain));
    return { undo: () => replaceOperatorKey(files, before) };
  }

  /** Shows that whoever sits here knows the passphrase, and gives nothing away. */
  async prove(fingerprint: string, passphrase: string): Promise<void> {
    (await this.#open(fingerprint, passphrase)).fill(0);
  }

  /** The sealed file stays where it is, and is never opened again. */
  async retire(ended: Omit<EndedKeyFile, 'v'>): Promise<void> {
    await markEnded(this.#tools.files, { v: 1, ...ended });
  }

  /** Wipes `plain`. */
  async #seal(fingerprint: string, passphrase: string, plain: Uint8Array): Promise<OperatorKeyFile> {
    const { crypto, wrapper } = this.#tools;
    const box = await crypto.seal(passphrase, plain, context(fingerprint));
    plain.fill(0);
    const sealed = wrapper ? toBase64(await wrapper.wrap(bytesOf(box.sealed))) : box.sealed;
    return { v: 1, fingerprint, box: { ...box, sealed }, wrapped: wrapper !== null };
  }

  /** Throws PASSPHRASE_WRONG, PASSPHRASE_PAUSED, KEY_NOT_AVAILABLE. Slow by the key derivation, and slower after wrong tries. */
  async unlock(fingerprint: string, passphrase: string): Promise<Unlocked> {
    return this.#signers(await this.#open(fingerprint, passphrase), fingerprint);
  }

  /** Operator seed and console secret; to be wiped by the caller. */
  async #open(fingerprint: string, passphrase: string): Promise<Uint8Array> {
    this.#refuseWhilePaused(fingerprint);
    const { crypto, files, wrapper } = this.#tools;
    if (await isMarkedEnded(files, fingerprint)) fail('KEY_REVOKED', 'this key was retired at this console');
    const file = await readOperatorKey(files, fingerprint);
    if (file.fingerprint !== fingerprint) fail('KEY_NOT_AVAILABLE', 'the sealed key belongs to someone else');
    if (file.wrapped && !wrapper)
      fail('KEY_NOT_AVAILABLE', 'this key was sealed with the key store of the desktop app; open it there');
    const sealed =
      file.wrapped && wrapper
        ? toBase64(
            await wrapper
              .unwrap(bytesOf(file.box.sealed))
              .catch(() => fail('KEY_NOT_AVAILABLE', "the system's key store refused to open this key")),
          )
        : file.box.sealed;
    const plain = await crypto.open(passphrase, { ...file.box, sealed }, context(fingerprint));
    if (plain?.length !== 64) this.#countWrong(fingerprint);
    this.#wrong.delete(fingerprint);
    return plain;
  }

  async #signers(plain: Uint8Array, fingerprint: string): Promise<Unlocked> {
    const { crypto, files } = this.#tools;
    const operator = crypto.signer(plain.subarray(0, 32));
    // A copy: `slice` of a Node Buffer would share the memory that is wiped on the next line.
    const consoleSecret = Uint8Array.from(plain.subarray(32));
    plain.fill(0);
    if (operator.fingerprint !== fingerprint) fail('KEY_NOT_AVAILABLE', 'the sealed key does not match its name');
    const consoles = (await readConsoleKeys(files)).map((file) => this.#openConsole(file, consoleSecret));
    return { operator, consoles, consoleSecret };
  }

  #openConsole(file: ConsoleKeyFile, consoleSecret: Uint8Array): Signer {
    const { crypto } = this.#tools;
    const seed = crypto.openWithKey(consoleSecret, bytesOf(file.sealed), `bulkhead console ${file.fingerprint}`);
    if (!seed) fail('KEY_NOT_AVAILABLE', "the console's key cannot be opened with this operator's");
    const console = crypto.signer(seed);
    seed.fill(0);
    if (console.fingerprint !== file.fingerprint)
      fail('KEY_NOT_AVAILABLE', "the console's sealed key does not match its name");
    return console;
  }

  #refuseWhilePaused(fingerprint: string): void {
    const seconds = Math.ceil(((this.#wrong.get(fingerprint)?.until ?? 0) - this.#tools.monotonicMs()) / 1000);
    if (seconds > 0) fail('PASSPHRASE_PAUSED', `too many wrong tries: wait ${seconds} s`, [String(seconds)]);
  }

  #countWrong(fingerprint: string): never {
    const tries = (this.#wrong.get(fingerprint)?.tries ?? 0) + 1;
    this.#wrong.set(fingerprint, { tries, until: tries >= TRIES ? this.#tools.monotonicMs() + PAUSE_MS : 0 });
    return fail('PASSPHRASE_WRONG', 'the passphrase does not open this key');
  }
}

/** Asked before anything is written, so that a refused passphrase leaves nothing half made. */
export function requireStrong(passphrase: string): void {
  if (Array.from(passphrase).length < MIN_PASSPHRASE)
    fail('PASSPHRASE_WEAK', `the passphrase has fewer than ${MIN_PASSPHRASE} characters`);
  if (new Set(passphrase).size < MIN_DIFFERENT)
    fail('PASSPHRASE_WEAK', `the passphrase has fewer than ${MIN_DIFFERENT} different characters`);
}

function context(fingerprint: string): string {
  return `bulkhead operator ${fingerprint}`;
}

function bytesOf(text: string): Uint8Array {
  return fromBase64(text) ?? fail('KEY_NOT_AVAILABLE', 'a sealed key is damaged');
}
