import type { Command, Output, StdinPart } from '../../shared/domain/action.ts';
import { jsonOf } from './json-answers.ts';
import { isIncomplete, linesOf } from './pasted-text.ts';

const EACH_S = 10;

/** How a request shows who it is, as lines of curl's own configuration: it comes by standard input, so no secret is in an argument. */
export type Shows = readonly StdinPart[];

export const NOTHING_SHOWN: Shows = [{ text: '' }];

/** Quotes and backslashes in the file are not possible: curl would take them for the end of the value. */
export function login(user: string, passwordFile: string): Shows {
  return [{ text: `user = "${user}:` }, { secretFile: passwordFile }, { text: '"\n' }];
}

/** Both halves are secret, as in a WooCommerce key. */
export function keyPair(keyFile: string, secretFile: string): Shows {
  return [{ text: 'user = "' }, { secretFile: keyFile }, { text: ':' }, { secretFile }, { text: '"\n' }];
}

export function header(start: string, secretFile: string): Shows {
  return [{ text: `header = "${start}` }, { secretFile }, { text: '"\n' }];
}

export function cookie(secretFile: string): Shows {
  return [{ text: 'cookie = "' }, { secretFile }, { text: '"\n' }];
}

/**
 * One request; redirects are reported, not followed. -q and --noproxy: the operator's own curl settings may not answer for the server.
 * `options` come before the address: a CA file, another method, a node to connect to.
 */
export function secretCall(title: string, url: string, shows: Shows, options: readonly string[] = []): Command {
  const client = ['curl', '-q', '-sS', '--noproxy', '*', '--max-time', String(EACH_S), '-K', '-'];
  return {
    title,
    argv: [...client, ...options, '-w', '\\nhttp_code=%{http_code} to=%{redirect_url}\\n', url],
    stdin: shows,
    timeoutMs: (EACH_S + 5) * 1000,
  };
}

export interface CallAnswer {
  /** 0 when nobody answered. */
  readonly code: number;
  /** Where a redirect leads; empty without one. */
  readonly to: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

/** What a call was answered; undefined when the output is missing, hung, cut or of several calls. Exit codes play no part. */
export function answerOf(output: Output | undefined): CallAnswer | undefined {
  if (isIncomplete(output)) return undefined;
  const found = linesOf(output).flatMap((line) => {
    const report = /^http_code=(\d{3}) to=(\S{0,2000})$/.exec(line);
    return report === null ? [] : [{ code: Number(report[1]), to: report[2] ?? '', body: jsonOf(output) }];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** Why a call proves nothing. */
export function callTrouble(answer: CallAnswer | undefined): string {
  if (answer === undefined) return 'there is no complete answer';
  return answer.code === 0
    ? 'nobody answered'
    : `status ${answer.code} is neither an admission nor the refusal expected`;
}
