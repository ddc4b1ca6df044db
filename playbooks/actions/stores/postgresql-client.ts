import type { Command, Output, StdinPart, StepContext } from '../../../shared/domain/action.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { toldOnce } from './sql-replies.ts';

// psql waits for ever on a server that accepts and then hangs: the limit is ours.
const LIMIT = 10_000;

export interface Login {
  readonly user: string;
  readonly passwordFile: string;
}

/**
 * One psql session. -W asks for the password before connecting: without a terminal psql reads it as the first line of standard
 * input, the statements follow. The values come from closed alphabets, so the connection text needs no quoting.
 */
export function psql(
  context: StepContext,
  title: string,
  login: Login,
  lines: readonly (string | readonly StdinPart[])[],
): Command {
  const where = ['host', 'port'].map((name) => `${name}=${param(context, name)}`);
  const target = [...where, `user=${login.user}`, `dbname=${param(context, 'database')}`, 'connect_timeout=5'];
  const first: readonly StdinPart[] = [{ secretFile: login.passwordFile }, { text: '\n' }];
  const rest = lines.flatMap((line) => (typeof line === 'string' ? [{ text: `${line}\n` }] : line));
  return {
    title,
    argv: ['psql', '-X', '-A', '-t', '-W', '-P', 'pager=off', target.join(' ')],
    stdin: [...first, ...rest],
    timeoutMs: LIMIT,
  };
}

/** Printed only by a server that let us in. */
export const WHO = "SELECT 'in=' || session_user;";

export type PgLogin = 'accepted' | 'wrong-password' | 'no-login' | 'unclear';

/** What the server said to a login. A refusal counts only in the server's own words; `no pg_hba.conf entry` is about the address. */
export function pgLogin(output: Output | undefined): PgLogin {
  if (isIncomplete(output)) return 'unclear';
  if (toldOnce(output, 'in') !== undefined) return 'accepted';
  const lines = linesOf(output);
  if (has(lines, /^psql: error: .*FATAL: {1,2}role ".*" is not permitted to log in$/)) return 'no-login';
  return has(lines, /^psql: error: .*FATAL: {1,2}password authentication failed for user /)
    ? 'wrong-password'
    : 'unclear';
}

/** Why an administrator's session told nothing. */
export function pgAdminTrouble(output: Output | undefined): string {
  if (output?.timedOut === true) return 'the server did not answer in time';
  const login = pgLogin(output);
  return login === 'wrong-password' || login === 'no-login'
    ? 'the administrator login was refused'
    : 'the server gave no clear answer to the administrator';
}

/** First error a statement met, without the statement. */
export function pgError(output: Output | undefined): string | undefined {
  const line = linesOf(output).find((text) => /^ERROR: {1,2}/.test(text));
  return line?.replace(/^ERROR: {1,2}/, '').slice(0, 160);
}
