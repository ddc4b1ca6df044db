import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf, neverRan } from '../pasted-text.ts';

const QUICK = 10_000;

/** One command on the runtime socket of HAProxy. socat takes commas as options, so they are escaped. */
export function ask(context: StepContext, title: string, line: string): Command {
  const socket = param(context, 'socket').replaceAll(',', String.raw`\,`);
  return {
    title,
    argv: ['socat', '-t', '5', '-', `UNIX-CONNECT:${socket}`],
    stdin: [{ text: `${line}\n` }],
    timeoutMs: QUICK,
  };
}

/** True when socat did not reach the socket, or HAProxy refused the right to command. */
export function socketTrouble(output: Output | undefined): string | undefined {
  if (isIncomplete(output)) return 'there is no complete answer of HAProxy';
  if (neverRan(output)) return 'the command could not be run there';
  const lines = linesOf(output);
  if (has(lines, /socat\[\d+\] E /)) return 'the socket of HAProxy could not be reached';
  return has(lines, /^Permission denied/) ? 'the socket does not allow this command: it needs level admin' : undefined;
}

/** What HAProxy said against a command; a command that worked answers nothing. */
export function complaint(output: Output | undefined): string | undefined {
  return capture(linesOf(output), /^((?:Unknown|No such|Key not found|Require|Missing|'|Bad|Can't).{0,120})$/);
}

/** Patterns of `show acl FILE`. */
export function patterns(output: Output | undefined): readonly string[] {
  return linesOf(output).flatMap((line) => /^0x[0-9a-f]+ (\S+)$/.exec(line)?.[1] ?? []);
}

export interface ProxiedCall {
  readonly source: string;
  readonly server: string;
  /** Seconds since its connection was accepted. */
  readonly age: number;
}

/** Calls of one backend out of `show sess`; `undefined` when the answer does not even list the question itself. */
export function callsOf(output: Output | undefined, backend: string): readonly ProxiedCall[] | undefined {
  if (isIncomplete(output)) return undefined;
  const lines = linesOf(output).filter((line) => /^0x[0-9a-f]+: proto=/.test(line));
  if (lines.length === 0) return undefined;
  return lines.flatMap((line) => {
    const found = / src=(\S{1,80}) fe=\S+ be=(\S+) srv=([A-Za-z0-9_.:-]+) .* age=(\S{1,20}) /.exec(line);
    if (found === null || found[2] !== backend) return [];
    return [{ source: found[1] ?? '', server: found[3] ?? '', age: seconds(found[4] ?? '') }];
  });
}

/** HAProxy writes ages as `9s`, `2m3s`, `1h5m`, `3d4h`; what it leaves out is less than what it prints. */
function seconds(age: string): number {
  const units: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };
  return [...age.matchAll(/(\d{1,9})([dhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );
}

/** Bit 1 of `srv_admin_state`: put into maintenance by somebody on the socket. */
export function inMaintenance(output: Output | undefined, server: string): 'yes' | 'no' | 'unclear' {
  for (const line of linesOf(output)) {
    const words = line.split(' ');
    if (/^\d+$/.test(words[0] ?? '') && words[3] === server && /^\d+$/.test(words[6] ?? ''))
      return (Number(words[6]) & 1) === 1 ? 'yes' : 'no';
  }
  return 'unclear';
}

/** Servers of `show servers state` that take calls, without the named one. */
export function otherServersUp(output: Output | undefined, server: string): number {
  return linesOf(output).filter((line) => {
    const words = line.split(' ');
    return /^\d+$/.test(words[0] ?? '') && words[3] !== server && words[5] === '2' && words[6] === '0';
  }).length;
}
