import type { StdinPart } from '../../../shared/domain/action.ts';
import type { RunnerFiles } from '../../ports/command-runner.ts';

export type ComposedStdin =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly secrets: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** Standard input of a command, with the secrets read now. Nothing is started when one of them cannot be read. */
export async function composeStdin(parts: readonly StdinPart[], files: RunnerFiles): Promise<ComposedStdin> {
  const chunks: Uint8Array[] = [];
  const secrets: string[] = [];
  for (const part of parts) {
    if ('text' in part) {
      chunks.push(Buffer.from(part.text, 'utf8'));
      continue;
    }
    let secret: Uint8Array;
    try {
      secret = withoutLineEnd(await files.readSecret(part.secretFile));
    } catch (cause) {
      return { ok: false, why: `cannot read the secret file ${part.secretFile}: ${reasonOf(cause)}` };
    }
    // A line end inside would turn the rest of the secret into a command of its own.
    if (secret.some((byte) => byte === 0 || byte === 10 || byte === 13)) {
      return { ok: false, why: `the secret file ${part.secretFile} holds more than one line` };
    }
    chunks.push(secret);
    secrets.push(Buffer.from(secret).toString('utf8'));
  }
  return { ok: true, bytes: Buffer.concat(chunks), secrets };
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  if (bytes[end - 1] === 10) end -= bytes[end - 2] === 13 ? 2 : 1;
  return bytes.subarray(0, end);
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
