import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { mariadbError, mariadbLogin, mariadbTrouble } from './mariadb-client.ts';
import { HUNG, said } from './said.ts';
import { told, toldOnce, toldSessions } from './sql-replies.ts';

type Outputs = readonly Output[];

interface Accounts {
  readonly all: number;
  readonly open: readonly string[];
}

/** How many accounts of the name there are, and at which host patterns they are open. */
function accountsOf(output: Output | undefined): Accounts {
  const lines = told(output, 'account').map((line) => /^(\S{1,255}) (locked|open)$/.exec(line));
  const open = lines.flatMap((line) => (line?.[2] === 'open' ? [line[1] ?? ''] : []));
  return { all: lines.filter((line) => line !== null).length, open };
}

function mayDo(output: Output | undefined, right: string): boolean {
  const rights = told(output, 'right');
  return rights.includes(right) || (right === 'CONNECTION ADMIN' && rights.includes('SUPER'));
}

/** Reading of an administrator's session that was not let in; undefined when it was. */
function notIn(output: Output | undefined, otherwise: 'failed' | 'refused', what: string): Reading | undefined {
  const login = mariadbLogin(output);
  if (login === 'accepted') return undefined;
  return said(login === 'unclear' ? 'unclear' : otherwise, `${what}: ${mariadbTrouble(output)}.`);
}

export function readCollect(outputs: Outputs): Reading {
  const [kept] = outputs;
  const trouble = notIn(kept, 'failed', 'Nothing was kept');
  if (trouble !== undefined) return trouble;
  const error = mariadbError(kept);
  if (error !== undefined) return said('failed', `Not everything was kept: ${error}.`);
  const { all } = accountsOf(kept);
  if (all === 0) return said('failed', 'There is no such user on this server.');
  const sessions = String(toldSessions(kept).length);
  return said('done', `Kept: ${sessions} session(s), ${all} account(s) and their rights.`, { sessions });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [asked, compromised, control] = outputs;
  const user = param(context, 'user');
  if (user === param(context, 'adminUser') || user === param(context, 'controlUser'))
    return said('refused', 'The compromised user must differ from the administrator and the control user.');
  const trouble = notIn(asked, 'refused', 'The user was not looked at');
  if (trouble !== undefined) return trouble;
  const error = mariadbError(asked);
  if (error !== undefined) return said('refused', `The administrator may not look at everything: ${error}.`);
  if (toldOnce(asked, 'looked') !== 'yes') return said('unclear', 'The server did not answer every question.');
  if (toldOnce(asked, 'readonly') === '1')
    return said('refused', 'This server is read only: lock the user on the primary, end sessions here afterwards.');
  const lacking = ['CREATE USER', 'PROCESS', 'CONNECTION ADMIN'].filter((right) => !mayDo(asked, right));
  if (lacking.length > 0)
    return said('refused', `The administrator lacks ${lacking.join(', ')}, which must be granted to it directly.`);
  const { all, open } = accountsOf(asked);
  if (all === 0) return said('refused', `There is no user ${user}.`);
  const works = mariadbLogin(control);
  if (works === 'unclear') return said('unclear', 'The control user got no clear answer.');
  if (works !== 'accepted')
    return said('refused', 'The control user cannot log in now: without it a refusal proves nothing.');
  return foreseen(user, asked, { all, open }, mariadbLogin(compromised) === 'accepted');
}

function foreseen(user: string, asked: Output | undefined, { all, open }: Accounts, worksNow: boolean): Reading {
  const events = toldOnce(asked, 'events') ?? 'unknown';
  const sessions = String(toldSessions(asked).length);
  const parts = [
    `User ${user} can be locked at ${all} host pattern(s); ${sessions} session(s) are open and will be ended.`,
    worksNow ? '' : 'The given password does not work now, so a later refusal is weaker proof.',
    events === '0' ? '' : `${events} scheduled event(s) run in its name and go on.`,
  ];
  return said('ok', parts.filter((part) => part !== '').join(' '), {
    'works before': worksNow ? 'yes' : 'no',
    'host patterns open': open.slice(0, 20).join(' ').slice(0, 400) || 'none',
    'open sessions': sessions,
    'events in its name': events,
  });
}

export function readApply(outputs: Outputs): Reading {
  const [set] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const trouble = notIn(set, 'failed', 'Not confirmed');
  if (trouble !== undefined) return trouble;
  const error = mariadbError(set);
  if (error !== undefined) return said('failed', `The server refused the change: ${error}.`);
  const { all, open } = accountsOf(set);
  if (all === 0) return said('unclear', 'The server did not confirm that the user is locked.');
  if (open.length > 0) return said('failed', `The user is still open at ${open.length} host pattern(s).`);
  return said('done', `The user is locked at ${all} host pattern(s). Open sessions go on until they are ended.`, {
    'accounts locked': String(all),
  });
}

export function readMustFail(outputs: Outputs): Reading {
  const [tried, back] = outputs;
  const answer = mariadbLogin(tried);
  if (answer === 'accepted') return said('passed', 'The compromised user still logs in.');
  if (answer === 'unclear') return said('unclear', 'No proof: the server gave no clear answer to the login.');
  const { all, open } = accountsOf(back);
  if (all === 0)
    return said('unclear', `Refused from here; whether every account is locked is not known: ${mariadbTrouble(back)}.`);
  // Refused from this address says nothing about another one.
  if (open.length > 0)
    return said('unclear', `Refused from here, but the user is open at ${open.length} other host pattern(s).`);
  return said(
    'blocked',
    answer === 'locked'
      ? 'The server says that the account is locked, and so is every other of that name.'
      : 'The password is refused, and every account of that name is locked.',
  );
}

export function readMustWork(outputs: Outputs): Reading {
  const answer = mariadbLogin(outputs[0]);
  if (answer === 'accepted') return said('passed', 'The control user logs in and asks a question.');
  return answer === 'unclear'
    ? said('unclear', 'No proof: the server gave no clear answer to the control user.')
    : said('blocked', 'The control user is refused too.');
}

export function readResidual(outputs: Outputs): Reading {
  const [listed] = outputs;
  if (toldOnce(listed, 'listed') !== 'yes') return said('unclear', `No list of sessions: ${mariadbTrouble(listed)}.`);
  if (!mayDo(listed, 'PROCESS'))
    return said('unclear', 'The administrator lacks PROCESS and sees its own sessions only.');
  const sessions = toldSessions(listed);
  if (sessions.length !== told(listed, 'session').length)
    return said('unclear', 'The list of sessions could not be read whole.');
  return sessions.length > 0
    ? { ...said('live', `${sessions.length} session(s) of the user are still open.`), sessions }
    : { ...said('none', 'No session of the user is left on this server.'), sessions: [] };
}

export function readKill(outputs: Outputs): Reading {
  const [ended] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const trouble = notIn(ended, 'failed', 'Not confirmed');
  if (trouble !== undefined) return trouble;
  if (mariadbError(ended) !== undefined || !mayDo(ended, 'CONNECTION ADMIN'))
    return said('failed', 'The administrator may not end these sessions.');
  const [before, after] = [toldOnce(ended, 'before'), toldOnce(ended, 'after')].map(Number);
  if (before === undefined || after === undefined || !Number.isInteger(before) || !Number.isInteger(after))
    return said('unclear', 'The server did not say how many sessions it ended.');
  return said('done', `${before} session(s) were told to end, ${after} are left.`, { ended: String(before - after) });
}

export function readUndo(outputs: Outputs): Reading {
  const [set, login] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const trouble = notIn(set, 'failed', 'Not confirmed');
  if (trouble !== undefined) return trouble;
  const answer = mariadbLogin(login);
  if (answer === 'accepted') return said('done', 'The user logs in again, with the new password only.');
  return answer === 'unclear'
    ? said('unclear', 'The new password got no clear answer.')
    : said('failed', 'The new password does not work. Quotes and backslashes cannot be sent this way.');
}
