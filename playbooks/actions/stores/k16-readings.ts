import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { pgAdminTrouble, pgError, pgLogin } from './postgresql-client.ts';
import { HUNG, said } from './said.ts';
import { told, toldOnce, toldSessions } from './sql-replies.ts';

type Outputs = readonly Output[];

export function readCollect(outputs: Outputs): Reading {
  const [kept] = outputs;
  if (pgLogin(kept) !== 'accepted')
    return said(pgLogin(kept) === 'unclear' ? 'unclear' : 'failed', `Nothing was kept: ${pgAdminTrouble(kept)}.`);
  if (told(kept, 'role').length === 0) return said('failed', 'There is no such role on this server.');
  const sessions = toldSessions(kept);
  return said('done', `Kept: ${sessions.length} session(s), the rights and the memberships of the role.`, {
    sessions: String(sessions.length),
    members: told(kept, 'member').join(' ') || 'none',
  });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [asked, compromised, control] = outputs;
  const role = param(context, 'role');
  if (role === param(context, 'adminUser') || role === param(context, 'controlRole'))
    return said('refused', 'The compromised role must differ from the administrator and the control role.');
  const admin = pgLogin(asked);
  if (admin !== 'accepted')
    return said(admin === 'unclear' ? 'unclear' : 'refused', `The role was not looked at: ${pgAdminTrouble(asked)}.`);
  if (toldOnce(asked, 'standby') === 'true')
    return said('refused', 'This server is a standby: roles change on the primary only; end sessions here afterwards.');
  if (toldOnce(asked, 'login') === undefined) return said('refused', `There is no role ${role}.`);
  const error = pgError(asked);
  if (error !== undefined) return said('refused', `The trial of the change met an error: ${error}.`);
  if (toldOnce(asked, 'trial') !== 'false') return said('unclear', 'The trial of the change was not confirmed.');
  const works = pgLogin(control);
  if (works === 'unclear') return said('unclear', 'The control role got no clear answer.');
  if (works !== 'accepted')
    return said('refused', 'The control role cannot log in now: without it a refusal proves nothing.');
  return foreseen(role, asked, pgLogin(compromised) === 'accepted');
}

/** What will happen, with what the change does not reach. */
function foreseen(role: string, asked: Output | undefined, worksNow: boolean): Reading {
  const members = told(asked, 'member');
  const mints = toldOnce(asked, 'createrole') === 'true';
  const parts = [
    `Role ${role} can be cut: ${toldSessions(asked).length} session(s) are open and will be ended.`,
    worksNow ? '' : 'The given password does not work now, so a later refusal is weaker proof.',
    members.length === 0 ? '' : `${members.length} other login(s) may become this role and stay.`,
    mints ? 'It may have made other roles: check them.' : '',
  ];
  return said('ok', parts.filter((part) => part !== '').join(' '), {
    'works before': worksNow ? 'yes' : 'no',
    'open sessions': String(toldSessions(asked).length),
    'other logins with its rights': members.slice(0, 20).join(' ').slice(0, 400) || 'none',
    'creates roles': mints ? 'yes' : 'no',
    'objects that name it': toldOnce(asked, 'owns') ?? 'unknown',
  });
}

export function readApply(outputs: Outputs): Reading {
  const [set] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const admin = pgLogin(set);
  if (admin !== 'accepted')
    return said(admin === 'unclear' ? 'unclear' : 'failed', `Not confirmed: ${pgAdminTrouble(set)}.`);
  const error = pgError(set);
  if (error !== undefined) return said('failed', `The server refused the change: ${error}.`);
  const login = toldOnce(set, 'login');
  if (login === 'true') return said('failed', 'The server still lets the role log in.');
  if (login !== 'false') return said('unclear', 'The server did not confirm that the role may not log in.');
  return said(
    'done',
    'The role may not log in any more and has no password. Open sessions go on until they are ended.',
    {
      login: 'no',
    },
  );
}

export function readMustFail(outputs: Outputs): Reading {
  const [tried, back] = outputs;
  const answer = pgLogin(tried);
  if (answer === 'accepted') return said('passed', 'The compromised role still logs in.');
  if (answer === 'unclear') return said('unclear', 'No proof: the server gave no clear answer to the login.');
  if (answer === 'no-login') return said('blocked', 'The server says that the role is not permitted to log in.');
  const login = toldOnce(back, 'login');
  if (login === 'true')
    return said('unclear', 'This password is refused, but the role may log in: another password may work.');
  return login === 'false'
    ? said('blocked', 'The password is refused, and the server shows the role as one that may not log in.')
    : said('unclear', `This password is refused; whether the role may log in is not known: ${pgAdminTrouble(back)}.`);
}

export function readMustWork(outputs: Outputs): Reading {
  const answer = pgLogin(outputs[0]);
  if (answer === 'accepted') return said('passed', 'The control role logs in and asks a question.');
  return answer === 'unclear'
    ? said('unclear', 'No proof: the server gave no clear answer to the control role.')
    : said('blocked', 'The control role is refused too.');
}

export function readResidual(outputs: Outputs): Reading {
  const [listed] = outputs;
  // An empty list is an answer only when the server says that it listed, for a role it knows.
  if (toldOnce(listed, 'listed') !== 'yes' || toldOnce(listed, 'of') === undefined)
    return said('unclear', `No list of sessions: ${pgAdminTrouble(listed)}.`);
  const sessions = toldSessions(listed);
  if (sessions.length !== told(listed, 'session').length)
    return said('unclear', 'The list of sessions could not be read whole.');
  return sessions.length > 0
    ? { ...said('live', `${sessions.length} session(s) of the role are still open.`), sessions }
    : { ...said('none', 'No session of the role is left on this server.'), sessions: [] };
}

export function readKill(outputs: Outputs): Reading {
  const [ended] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const admin = pgLogin(ended);
  if (admin !== 'accepted')
    return said(admin === 'unclear' ? 'unclear' : 'failed', `Not confirmed: ${pgAdminTrouble(ended)}.`);
  if (pgError(ended) !== undefined) return said('failed', 'The administrator may not end these sessions.');
  const count = toldOnce(ended, 'ended');
  return count !== undefined && /^\d{1,9}$/.test(count)
    ? said('done', `${count} session(s) were ended.`, { ended: count })
    : said('unclear', 'The server did not say how many sessions it ended.');
}

export function readUndo(outputs: Outputs): Reading {
  const [set, login] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const admin = pgLogin(set);
  if (admin !== 'accepted')
    return said(admin === 'unclear' ? 'unclear' : 'failed', `Not confirmed: ${pgAdminTrouble(set)}.`);
  const answer = pgLogin(login);
  if (answer === 'accepted') return said('done', 'The role logs in again, with the new password only.');
  return answer === 'unclear'
    ? said('unclear', 'The new password got no clear answer.')
    : said('failed', 'The new password does not work.');
}
