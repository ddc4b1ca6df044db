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
 * Reads `ssh -v`. "Permission denied" alone is no proof: ssh prints the same words for a key file it may not open. So the
 * certificate must have been offered, and the denial must be the server's.
 */
export function loginAnswer(output: Output | undefined): LoginAnswer {
  if (isIncomplete(output))
    return {
      kind: 'unclear',
      why: output?.timedOut === true ? 'the server did not answer in time' : 'there is no complete output',
    };
  const lines = linesOf(output);
  if (has(lines, /^(?:debug1: )?Authenticated to |^debug1: Authentication succeeded/)) return { kind: 'admitted' };
  if (has(lines, /^Host key verification failed/))
    return { kind: 'unclear', why: 'the host key is not the expected one' };
  if (has(lines, /Connection refused|Connection timed out|No route to host|Could not resolve/))
    return { kind: 'unclear', why: 'the server could not be reached' };
  if (!has(lines, /^debug1: Offering public key: .* \S+-CERT SHA256:/))
    return { kind: 'unclear', why: 'the certificate was never offered to the server' };
  if (has(lines, /^\S+@\S+: Permission denied \([\w,-]+\)\.?$/)) return { kind: 'denied' };
  return { kind: 'unclear', why: 'ssh neither got in nor was denied' };
}
