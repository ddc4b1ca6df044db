import type { Output } from '../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from './pasted-text.ts';

export interface SshCertificate {
  readonly serial: string;
  readonly keyId: string;
  readonly caFingerprint: string;
  readonly isUser: boolean;
}

/** Reads `ssh-keygen -L`. */
export function sshCertificate(output: Output | undefined): SshCertificate | undefined {
  const lines = linesOf(output);
  const serial = capture(lines, /^\s*Serial: (\d{1,20})$/);
  const caFingerprint = capture(lines, /^\s*Signing CA: \S+ (SHA256:[A-Za-z0-9+/]{43})(?: |$)/);
  if (serial === undefined || caFingerprint === undefined) return undefined;
  const keyId = capture(lines, /^\s*Key ID: "(.{0,200})"$/) ?? '';
  return { serial, keyId, caFingerprint, isUser: has(lines, /^\s*Type: \S+ user certificate$/) };
}

export type ListAnswer = 'revoked' | 'ok' | 'unreadable' | 'unclear';

/** Reads `ssh-keygen -Q`; the exit code cannot tell "not revoked" from nothing at all in a paste. */
export function listAnswer(output: Output | undefined): ListAnswer {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (has(lines, /^(?:Invalid KRL file|Unable to load KRL|Cannot load public key)/)) return 'unreadable';
  if (has(lines, /^\/.*: REVOKED$/)) return 'revoked';
  return has(lines, /^\/.*: ok$/) ? 'ok' : 'unclear';
}

export type LoginAnswer =
  | { readonly kind: 'admitted' }
  /** The server saw this certificate and would not have it. */
  | { readonly kind: 'denied' }
  | { readonly kind: 'unclear'; readonly why: string };

/**
 * Reads `ssh -v` about one credential, given by its certificate and key files. The last words of ssh do not suffice:
 * it says "Permission denied" as well when the server accepted the certificate but the local key file is unusable, and when
 * the certificate was never offered; and it gets in with a key of its own when the given files are missing.
 */
export function loginAnswer(output: Output | undefined, files: readonly string[]): LoginAnswer {
  if (isIncomplete(output)) {
    const why = output?.timedOut === true ? 'the server did not answer in time' : 'there is no complete output';
    return { kind: 'unclear', why };
  }
  const lines = linesOf(output);
  const accepted = lines.flatMap((line) => /^debug1: Server accepts key: (\S+) \S+ SHA256:/.exec(line)?.[1] ?? []);
  if (has(lines, /^(?:debug1: )?Authenticated to |^debug1: Authentication succeeded/)) {
    return files.includes(accepted.at(-1) ?? '')
      ? { kind: 'admitted' }
      : { kind: 'unclear', why: 'another key opened the session' };
  }
  if (accepted.length > 0)
    return { kind: 'unclear', why: 'the server accepts the credential, but the private key could not be used' };
  if (has(lines, /^Host key verification failed/))
    return { kind: 'unclear', why: 'the host key is not the expected one' };
  if (has(lines, /Connection refused|Connection timed out|No route to host|Could not resolve/)) {
    return { kind: 'unclear', why: 'the server could not be reached' };
  }
  const offered = lines.some((line) =>
    files.includes(/^debug1: Offering public key: (\S+) \S+-CERT SHA256:/.exec(line)?.[1] ?? ''),
  );
  if (!offered) return { kind: 'unclear', why: 'the certificate was never offered to the server' };
  if (has(lines, /^\S+@\S+: Permission denied \([\w,-]+\)\.?$/)) return { kind: 'denied' };
  return { kind: 'unclear', why: 'ssh neither got in nor was denied' };
}
