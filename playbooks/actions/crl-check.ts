import type { Output } from '../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from './pasted-text.ts';

export type CrlCheck = 'valid' | 'revoked' | 'crl-expired' | 'other-error' | 'unclear';

/**
 * Reads `openssl verify -crl_check`. An expired CRL (error 12) is judged before the revocation (error 23): with such a
 * CRL the server refuses everybody, so the refusal of one certificate proves nothing.
 */
export function crlCheck(output: Output | undefined): CrlCheck {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (has(lines, /^error 12 at \d+ depth lookup/)) return 'crl-expired';
  if (has(lines, /^error (?:3|11|13|14|15|16) at \d+ depth lookup/)) return 'other-error';
  if (has(lines, /^error 23 at 0 depth lookup/)) return 'revoked';
  if (has(lines, /^error \d+ at \d+ depth lookup/)) return 'other-error';
  return has(lines, /^\S+: OK$/) ? 'valid' : 'unclear';
}

/** The reason openssl gave, for the operator. */
export function crlComplaint(output: Output | undefined): string {
  return capture(linesOf(output), /^error \d+ at \d+ depth lookup: ?(.{1,120})/) ?? 'no verdict from openssl';
}
