import type { Output } from '../../shared/domain/action.ts';
import { isIncomplete, linesOf } from './pasted-text.ts';

// An interactive paste shows what was typed behind a prompt; those lines are not replies (and may hold a password).
const PROMPT = /^(?:[\w.:[\]-]+:\d+(?:\[\d+\])?(?:\(TX\))?|not connected)>/;
const ERROR = /^(?:\(error\) |(?:ERR|NOAUTH|NOPERM|WRONGPASS|LOADING|READONLY|MASTERDOWN|BUSY) )/;
const REPLY = /^(?:OK|PONG|\(integer\) -?\d+|\(nil\)|\s*\d+\) .*|".*"|id=\d+ .*)$/;

/**
 * Reply lines of a redis-cli session, in order. Whatever stands before the first reply (a shell prompt, the typed commands,
 * a warning) is dropped. Empty when there is no reply; `undefined` when the output is missing, hung or cut.
 */
export function replyLines(output: Output | undefined): readonly string[] | undefined {
  if (output === undefined || isIncomplete(output)) return undefined;
  const lines = linesOf(output).filter((line) => !PROMPT.test(line));
  const start = lines.findIndex((line) => REPLY.test(line) || ERROR.test(line));
  return start < 0 ? [] : lines.slice(start);
}

export type AuthAnswer = 'accepted' | 'wrong-password' | 'unclear';

/**
 * The first reply to AUTH, nothing else. Trap: redis-cli goes on as the default user after a failed login and exits 0, so
 * neither the exit code nor later replies say who one is.
 */
export function authAnswer(output: Output | undefined): AuthAnswer {
  const first = replyLines(output)?.[0];
  if (first === 'OK') return 'accepted';
  return first !== undefined && /^(?:\(error\) )?WRONGPASS /.test(first) ? 'wrong-password' : 'unclear';
}

/** Replies after a successful AUTH; `undefined` when the login did not succeed, whatever was printed afterwards. */
export function repliesAfterAuth(output: Output | undefined): readonly string[] | undefined {
  return authAnswer(output) === 'accepted' ? replyLines(output)?.slice(1) : undefined;
}

export function isError(line: string | undefined): boolean {
  return (
    line !== undefined && /^\(error\) |^(?:ERR|NOAUTH|NOPERM|WRONGPASS|LOADING|READONLY|MASTERDOWN|BUSY) /.test(line)
  );
}

/** `on` or `off` out of ACL GETUSER, in the numbered and in the raw form. */
export function userState(lines: readonly string[]): 'on' | 'off' | 'unclear' {
  const words = lines.map((line) => line.replace(/^(?:\s*\d+[)#]\s*)+/, '').replace(/^"(.*)"$/, '$1'));
  const at = words.indexOf('flags');
  const end = words.indexOf('passwords');
  if (at < 0 || end <= at) return 'unclear';
  const flags = words.slice(at + 1, end);
  if (flags.includes('off')) return 'off';
  return flags.includes('on') ? 'on' : 'unclear';
}
