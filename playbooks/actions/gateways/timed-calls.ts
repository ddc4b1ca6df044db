import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';
import { authority, keyHeader, QUIET_CURL } from './gateway-calls.ts';

const MAX_S = 4;

/** One call with its duration and the header that tells a fallback from the real answer; empty when it was absent. */
export interface TimedCall {
  readonly code: number;
  readonly ms: number;
  readonly fallback: string;
}

/** Asks a path of the gateway `times` times, one after the other. No body is printed. The key is optional. */
export function timedCalls(context: StepContext, title: string, path: string, times: number): Command {
  const url = `${param(context, 'scheme') || 'http'}://${authority(param(context, 'host'), param(context, 'port'))}${path}`;
  const keyFile = param(context, 'keyFile');
  const report = `http_code=%{http_code} time=%{time_total} fallback=%header{${param(context, 'fallbackHeader')}}\\n`;
  const calls = Array.from({ length: times }, () => ['-o', '/dev/null', url]).flat();
  const key = keyFile === '' ? [] : ['-H', '@-'];
  return {
    title,
    argv: [...QUIET_CURL, '--max-time', String(MAX_S), ...key, '-w', report, ...calls],
    stdin: keyFile === '' ? [] : keyHeader(context, keyFile),
    timeoutMs: (MAX_S * times + 3) * 1000,
  };
}

/** Every call in order; `undefined` when output is missing, cut or holds another number of calls. */
export function timesOf(output: Output | undefined, times: number): readonly TimedCall[] | undefined {
  if (isIncomplete(output)) return undefined;
  const calls = linesOf(output).flatMap((line) => {
    const found = /^http_code=(\d{3}) time=(\d{1,5}\.\d{1,9}) fallback=(.{0,100})$/.exec(line);
    if (found === null) return [];
    return [{ code: Number(found[1]), ms: Math.round(Number(found[2]) * 1000), fallback: found[3] ?? '' }];
  });
  return calls.length === times ? calls : undefined;
}
