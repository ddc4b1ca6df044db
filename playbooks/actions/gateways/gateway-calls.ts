import type { Command, Output, StepContext, StdinPart } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';

const EACH_S = 8;

/** Ways a client shows its key to a gateway. */
export const KEY_HEADERS = ['X-Api-Key', 'Authorization'] as const;

/** `[address]:port` for IPv6, `host:port` otherwise. */
export function authority(host: string, port: string): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** curl reads headers from standard input (`-H @-`), so a key is in no argument list. */
export function keyHeader(context: StepContext, keyFile: string): readonly StdinPart[] {
  const bearer = param(context, 'keyHeader') === 'Authorization';
  return [{ text: bearer ? 'Authorization: Bearer ' : 'X-Api-Key: ' }, { secretFile: keyFile }, { text: '\n' }];
}

/**
 * The same address asked `times` times with the key of a file; prints one `http_code=` line a call and no body, because a
 * body may carry what must not be kept. -q and --noproxy: the operator's own curl settings may not answer for the gateway.
 */
export function keyedCalls(context: StepContext, title: string, keyFile: string, path: string, times = 1): Command {
  const url = `${param(context, 'scheme') || 'http'}://${authority(param(context, 'host'), param(context, 'port'))}${path}`;
  const calls = Array.from({ length: times }, () => ['-o', '/dev/null', url]).flat();
  return {
    title,
    argv: [...QUIET_CURL, '-H', '@-', '-w', 'http_code=%{http_code}\\n', ...calls],
    stdin: keyHeader(context, keyFile),
    timeoutMs: (EACH_S * Math.min(times, 3) + 4) * 1000,
  };
}

export const QUIET_CURL = ['curl', '-q', '-sS', '--noproxy', '*', '--max-time', String(EACH_S)] as const;

/** Status of every call in order, 0 where nobody answered; `undefined` when output is missing, cut or holds another number of calls. */
export function statusCodes(output: Output | undefined, times = 1): readonly number[] | undefined {
  if (isIncomplete(output)) return undefined;
  const codes = linesOf(output).flatMap((line) => /^http_code=(\d{3})$/.exec(line)?.[1] ?? []);
  return codes.length === times ? codes.map(Number) : undefined;
}

export type CallAnswer = 'admitted' | 'refused' | 'limited' | 'unclear';

/**
 * What one status says about admission. 404 and other server errors say nothing: a path that is gone or an upstream that is
 * down refuses nobody. The words belong to the caller.
 */
export function callAnswer(code: number | undefined): CallAnswer {
  if (code === undefined) return 'unclear';
  if (code >= 200 && code < 400) return 'admitted';
  if (code === 401 || code === 403) return 'refused';
  return code === 429 ? 'limited' : 'unclear';
}

/** Why a call proves nothing. */
export function callTrouble(code: number | undefined): string {
  if (code === undefined) return 'there is no complete output';
  return code === 0
    ? 'no HTTP answer: the gateway is down, hangs or is unreachable'
    : `status ${code} is neither an admission nor a refusal`;
}
