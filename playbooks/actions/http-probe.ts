import type { Output } from '../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from './pasted-text.ts';

export type HttpAnswer =
  /** The gateway let the request in. */
  | { readonly kind: 'admitted'; readonly code: number }
  /** 400 with a certificate presented. */
  | { readonly kind: 'refused'; readonly code: number }
  /** Neither: nobody answered, another status, or curl did not present the certificate at all. */
  | { readonly kind: 'unclear'; readonly why: string };

/** Reads what curl printed with `-w http_code=`. Exit codes play no part: curl exits 0 on a 400. */
export function httpAnswer(output: Output | undefined): HttpAnswer {
  if (isIncomplete(output))
    return {
      kind: 'unclear',
      why: output?.timedOut === true ? 'the gateway did not answer in time' : 'there is no complete output',
    };
  const lines = linesOf(output);
  const code = Number(capture(lines, /^http_code=(\d{3})$/) ?? 'NaN');
  if (Number.isNaN(code)) return { kind: 'unclear', why: 'the output has no status line' };
  if (code === 0) return { kind: 'unclear', why: 'no HTTP answer: the gateway is down or unreachable' };
  if (code >= 200 && code < 400) return { kind: 'admitted', code };
  // Trap: nginx answers 400 as well when no certificate was sent, which says nothing about this certificate.
  if (has(lines, /No required SSL certificate was sent/))
    return { kind: 'unclear', why: 'no client certificate was presented' };
  if (code === 400 && has(lines, /The SSL certificate error/)) return { kind: 'refused', code };
  return { kind: 'unclear', why: `status ${code} is neither an admission nor the refusal of a certificate` };
}

/**
 * Reads a request made over a kept TLS session. `none`: there was no session to resume, so the server had issued none.
 * A status that is neither counts as unclear.
 */
export function resumedAnswer(output: Output | undefined): 'admitted' | 'refused' | 'none' | 'unclear' {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  if (has(lines, /^Can't open session file /)) return 'none';
  const code = Number(capture(lines, /^HTTP\/1\.[01] (\d{3})(?: |$)/) ?? 'NaN');
  if (code >= 200 && code < 400) return 'admitted';
  return code === 400 && has(lines, /The SSL certificate error/) ? 'refused' : 'unclear';
}
