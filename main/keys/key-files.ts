import { z } from 'zod';
import { fail } from '../../shared/domain/failure.ts';
import { Fingerprint } from '../../shared/domain/ids.ts';
import type { HomeFiles } from '../ports/files.ts';

/** Sealed private keys lie beside the journal, not in it: an append-only ledger could never forget an old passphrase. */
export const Base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);

/** What a passphrase opens, as it is written. */
export const SealedBoxFile = z.strictObject({
  kdf: z.literal('scrypt'),
  logN: z.int(),
  r: z.int(),
  p: z.int(),
  salt: Base64,
  nonce: Base64,
  sealed: Base64,
});

export const OperatorKeyFile = z.strictObject({
  v: z.literal(1),
  fingerprint: Fingerprint,
  box: SealedBoxFile,
  /** True when `box.sealed` is additionally wrapped by the operating system's key store. */
  wrapped: z.boolean(),
});
export type OperatorKeyFile = z.infer<typeof OperatorKeyFile>;

export const ConsoleKeyFile = z.strictObject({
  v: z.literal(1),
  fingerprint: Fingerprint,
  publicKey: Base64,
  sealed: Base64,
});
export type ConsoleKeyFile = z.infer<typeof ConsoleKeyFile>;

/** Lies beside a sealed key that no longer counts. The journal decides; this is for whoever looks into the folder, and for restored backups. */
const EndedKeyFile = z.strictObject({
  v: z.literal(1),
  fingerprint: Fingerprint,
  why: z.enum(['rotated', 'revoked']),
  next: Fingerprint.nullable(),
});
export type EndedKeyFile = z.infer<typeof EndedKeyFile>;

const endedPath = (fingerprint: string): string => `keys/${fingerprint}.ended.json`;
const operatorPath = (fingerprint: string): string => `keys/${fingerprint}.json`;
const CONSOLE_PATH = 'keys/console.json';
/** Console keys after the first one; each stays, because a ledger that was not handed over yet still needs it. */
const LATER_CONSOLE = /^console-[0-9a-f]{64}\.json$/;

export async function readOperatorKey(files: HomeFiles, fingerprint: string): Promise<OperatorKeyFile> {
  return read(files, operatorPath(fingerprint), OperatorKeyFile, 'the sealed key of this operator');
}

/** All of them; which one signs, each ledger says itself. */
export async function readConsoleKeys(files: HomeFiles): Promise<readonly ConsoleKeyFile[]> {
  const later = (await files.listFolder('keys')).filter((name) => LATER_CONSOLE.test(name));
  const paths = [CONSOLE_PATH, ...later.map((name) => `keys/${name}`)];
  return Promise.all(paths.map((path) => read(files, path, ConsoleKeyFile, "the console's sealed key")));
}

export async function writeOperatorKey(files: HomeFiles, file: OperatorKeyFile): Promise<void> {
  await files.writeText(operatorPath(file.fingerprint), `${JSON.stringify(file)}\n`, { replace: false });
}

/** The same key under another passphrase: takes the place of the old file in one step. */
export async function replaceOperatorKey(files: HomeFiles, file: OperatorKeyFile): Promise<void> {
  await files.writeText(operatorPath(file.fingerprint), `${JSON.stringify(file)}\n`, { replace: true });
}

export async function markEnded(files: HomeFiles, file: EndedKeyFile): Promise<void> {
  await files.writeText(endedPath(file.fingerprint), `${JSON.stringify(file)}\n`, { replace: true });
}

export async function isMarkedEnded(files: HomeFiles, fingerprint: string): Promise<boolean> {
  return files.exists(endedPath(fingerprint));
}

export async function writeConsoleKey(files: HomeFiles, file: ConsoleKeyFile, which: 'first' | 'later'): Promise<void> {
  const path = which === 'first' ? CONSOLE_PATH : `keys/console-${file.fingerprint}.json`;
  await files.writeText(path, `${JSON.stringify(file)}\n`, { replace: false });
}

async function read<T>(files: HomeFiles, path: string, schema: z.ZodType<T>, what: string): Promise<T> {
  const text = await files.readText(path);
  if (text === null) fail('KEY_NOT_AVAILABLE', `${what} is missing`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    fail('KEY_NOT_AVAILABLE', `${what} is damaged`);
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : fail('KEY_NOT_AVAILABLE', `${what} is damaged`);
}
