import type { Command, Output, StdinPart, StepContext } from '../../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { toldOnce } from './sql-replies.ts';

// The client waits for ever on a server that accepts and then hangs: the limit is ours.
const LIMIT = 10_000;

export interface MariadbLogin {
  readonly user: string;
  readonly passwordFile: string;
}

/**
 * One mariadb session. Without a terminal the client takes the password from the first line of standard input, and would swallow
 * the statements with it: stdbuf has it read no further than it needs. The client stops at the first error.
 */
export function mariadb(
  context: StepContext,
  title: string,
  login: MariadbLogin,
  lines: readonly (string | readonly StdinPart[])[],
): Command {
  const client = ['stdbuf', '-i0', 'mariadb', '--no-defaults', '--password', '--protocol=tcp', '--connect-timeout=5'];
  const where = [`--host=${param(context, 'host')}`, `--port=${param(context, 'port')}`, `--user=${login.user}`];
  const first: readonly StdinPart[] = [{ secretFile: login.passwordFile }, { text: '\n' }];
  const rest = lines.flatMap((line) => (typeof line === 'string' ? [{ text: `${line}\n` }] : line));
  return {
    title,
    argv: [...client, '--skip-column-names', '--batch', ...where],
    stdin: [...first, ...rest],
    timeoutMs: LIMIT,
  };
}

/** Printed only by a server that let us in; says which account it took us for. */
export const WHO = "SELECT CONCAT('in=', CURRENT_USER());";

export type MariadbAnswer = 'accepted' | 'locked' | 'wrong-password' | 'unclear';

/** What the server said to a login, in its own numbers. A pipe leaves the question for the password on the line of the error. */
export function mariadbLogin(output: Output | undefined): MariadbAnswer {
  if (isIncomplete(output)) return 'unclear';
  if (toldOnce(output, 'in') !== undefined) return 'accepted';
  const lines = linesOf(output);
  if (has(lines, /^(?:Enter password: )?ERROR 4151 \(HY000\): /)) return 'locked';
  return has(lines, /^(?:Enter password: )?ERROR 1045 \(28000\): /) ? 'wrong-password' : 'unclear';
}

/** Why an administrator's session told nothing. */
export function mariadbTrouble(output: Output | undefined): string {
  if (output?.timedOut === true) return 'the server did not answer in time';
  const login = mariadbLogin(output);
  return login === 'wrong-password' || login === 'locked'
    ? 'the administrator login was refused'
    : 'the server gave no clear answer to the administrator';
}

/** The error a statement met, without the statement. */
export function mariadbError(output: Output | undefined): string | undefined {
  return capture(linesOf(output), /^ERROR \d{4} \(\w{5}\) at line \d+: (.{1,160})/);
}
