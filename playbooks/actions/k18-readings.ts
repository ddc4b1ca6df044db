import type { LiveSession, Output, Reading, StepContext } from '../../shared/domain/action.ts';
import { param } from './param.ts';
import { authAnswer, isError, repliesAfterAuth, replyLines, userState } from './redis-replies.ts';

type Outputs = readonly Output[];

const HUNG = 'A command hung: read the state again before anything is repeated.';

/** Why an administrator's session gave no replies. */
function adminTrouble(output: Output | undefined): string {
  if (output?.timedOut === true) return 'the server did not answer in time';
  return authAnswer(output) === 'wrong-password'
    ? 'the administrator login was refused'
    : 'the server gave no answer to the administrator';
}

function listedClients(
  lines: readonly string[],
): readonly { readonly id: string; readonly user: string; readonly address: string }[] {
  return lines.flatMap((line) => {
    const found = /^id=(\d{1,20}) addr=(\S+) .*? user=(\S+)(?: |$)/.exec(line);
    return found === null ? [] : [{ id: found[1] ?? '', address: found[2] ?? '', user: found[3] ?? '' }];
  });
}

export function readCollect(outputs: Outputs): Reading {
  const replies = repliesAfterAuth(outputs[0]);
  if (replies === undefined)
    return {
      verdict: authAnswer(outputs[0]) === 'wrong-password' ? 'failed' : 'unclear',
      summary: `Nothing was kept: ${adminTrouble(outputs[0])}.`,
    };
  const clients = listedClients(replies);
  if (clients.length === 0)
    return { verdict: 'failed', summary: 'The client list could not be read: the administrator may lack the right.' };
  return {
    verdict: 'done',
    summary: `Kept: ${clients.length} connection(s) and the ACL log.`,
    facts: [{ name: 'connections', value: String(clients.length) }],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [anonymous, users, storage, compromised, control] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  const user = param(context, 'user');
  if (user === 'default')
    return refuse('The default user cannot be taken out this way: give it a password or switch it off by hand.');
  if (user === param(context, 'adminUser') || user === param(context, 'controlUser'))
    return refuse('The compromised user must differ from the administrator and the control user.');

  const first = replyLines(anonymous)?.[0];
  if (first === undefined) return unclear('The server gave no answer.');
  // Trap: with a default user that needs no password, whoever fails to log in simply goes on as that user.
  if (first === 'PONG' || /^(?:\(error\) )?NOPERM /.test(first)) {
    return refuse('The server answers without a login: switch the default user off or give it a password first.');
  }
  if (!/^(?:\(error\) )?NOAUTH /.test(first)) return unclear('The server gave an unexpected answer without a login.');

  const names = repliesAfterAuth(users);
  if (names === undefined)
    return authAnswer(users) === 'wrong-password'
      ? refuse('The administrator login was refused.')
      : unclear(`No list of users: ${adminTrouble(users)}.`);
  if (isError(names[0])) return refuse('The administrator may not read the users.');
  const known = names.map((line) => line.replace(/^\s*\d+\)\s*/, '').replace(/^"(.*)"$/, '$1'));
  if (!known.includes(user)) return refuse(`There is no user ${user}.`);

  if (authAnswer(control) === 'wrong-password')
    return refuse('The control user cannot log in now: without it a refusal proves nothing.');
  if (authAnswer(control) !== 'accepted') return unclear('The control user got no clear answer.');
  const before = authAnswer(compromised);
  const worksNow = before === 'accepted' ? 'yes' : before === 'wrong-password' ? 'no' : 'unknown';
  const file = (repliesAfterAuth(storage) ?? []).some((line) => /^(?:\s*2\)\s*)?"?\/\S+"?$/.test(line));
  return {
    verdict: 'ok',
    summary: `User ${user} can be switched off.${worksNow === 'yes' ? ' Its password works now.' : ' The given password does not work now, so a later refusal is weaker proof.'}${file ? '' : ' No ACL file: after a restart the user is back.'}`,
    facts: [
      { name: 'works before', value: worksNow },
      { name: 'acl file', value: file ? 'yes' : 'no' },
    ],
  };
}

export function readApply(outputs: Outputs): Reading {
  const [set, save, back] = outputs;
  if (outputs.some((output) => output.timedOut)) return { verdict: 'unclear', summary: HUNG };
  const reply = repliesAfterAuth(set);
  if (reply === undefined)
    return {
      verdict: authAnswer(set) === 'wrong-password' ? 'failed' : 'unclear',
      summary: `Not confirmed: ${adminTrouble(set)}.`,
    };
  if (isError(reply[0])) return { verdict: 'failed', summary: 'The server refused to change the user.' };
  const state = userState(repliesAfterAuth(back) ?? []);
  if (state === 'on') return { verdict: 'failed', summary: 'The server still shows the user as on.' };
  if (state === 'unclear' || reply[0] !== 'OK')
    return { verdict: 'unclear', summary: 'The server did not confirm that the user is off.' };
  const saved = repliesAfterAuth(save)?.[0] === 'OK';
  return {
    verdict: 'done',
    summary: saved
      ? 'The user is off, its passwords are gone, and the ACL file is saved.'
      : 'The user is off, but nothing was saved: after a restart it is back.',
    facts: [
      { name: 'user state', value: 'off' },
      { name: 'saved', value: saved ? 'yes' : 'no' },
    ],
  };
}

export function readMustFail(outputs: Outputs): Reading {
  const answer = authAnswer(outputs[0]);
  if (answer === 'accepted') return { verdict: 'passed', summary: 'The compromised user still logs in.' };
  if (answer === 'unclear')
    return {
      verdict: 'unclear',
      summary:
        outputs[0]?.timedOut === true
          ? 'No proof: the server did not answer in time.'
          : 'No proof: the server gave no answer to the login.',
    };
  const state = userState(repliesAfterAuth(outputs[1]) ?? []);
  if (state === 'on')
    return { verdict: 'unclear', summary: 'This password is refused, but the user is on: another password may work.' };
  if (state === 'unclear')
    return {
      verdict: 'unclear',
      summary: `This password is refused; whether the user is off is not known: ${adminTrouble(outputs[1])}.`,
    };
  return { verdict: 'blocked', summary: 'The login is refused (WRONGPASS) and the server shows the user as off.' };
}

export function readMustWork(outputs: Outputs): Reading {
  const answer = authAnswer(outputs[0]);
  if (answer === 'wrong-password') return { verdict: 'blocked', summary: 'The control user is refused too.' };
  if (answer === 'unclear')
    return { verdict: 'unclear', summary: 'No proof: the server gave no clear answer to the control user.' };
  const ping = repliesAfterAuth(outputs[1])?.[0];
  if (ping === 'PONG') return { verdict: 'passed', summary: 'The control user logs in and gets PONG.' };
  if (ping !== undefined && /^(?:\(error\) )?NOPERM /.test(ping))
    return { verdict: 'passed', summary: 'The control user logs in; it may not PING.' };
  return { verdict: 'unclear', summary: 'The control user logs in, but its PING got no clear answer.' };
}

export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const clients = listedClients(repliesAfterAuth(outputs[0]) ?? []);
  // The administrator's own connection is always in the list: an empty list is not an answer.
  if (clients.length === 0)
    return { verdict: 'unclear', summary: `No list of connections: ${adminTrouble(outputs[0])}.` };
  const user = param(context, 'user');
  const sessions: LiveSession[] = clients
    .filter((client) => client.user === user)
    .map((client) => ({ id: client.id, label: `${user} from ${client.address}` }));
  const facts = [{ name: 'connections', value: String(clients.length) }];
  if (sessions.length > 0)
    return {
      verdict: 'live',
      summary: `${sessions.length} connection(s) of the user are still open.`,
      sessions,
      facts,
    };
  return { verdict: 'none', summary: 'No connection of the user is left.', sessions: [], facts };
}

export function readKill(outputs: Outputs): Reading {
  const replies = repliesAfterAuth(outputs[0]);
  if (replies === undefined)
    return {
      verdict: authAnswer(outputs[0]) === 'wrong-password' ? 'failed' : 'unclear',
      summary: `Not confirmed: ${adminTrouble(outputs[0])}.`,
    };
  const count = /^\(integer\) (\d{1,10})$/.exec(replies[0] ?? '')?.[1];
  if (count !== undefined)
    return { verdict: 'done', summary: `${count} connection(s) were ended.`, facts: [{ name: 'ended', value: count }] };
  return isError(replies[0])
    ? { verdict: 'failed', summary: 'The server refused to end the connections.' }
    : { verdict: 'unclear', summary: 'The server did not say how many connections it ended.' };
}

export function readUndo(outputs: Outputs): Reading {
  const [set, save, login] = outputs;
  if (outputs.some((output) => output.timedOut)) return { verdict: 'unclear', summary: HUNG };
  const reply = repliesAfterAuth(set);
  if (reply === undefined)
    return {
      verdict: authAnswer(set) === 'wrong-password' ? 'failed' : 'unclear',
      summary: `Not confirmed: ${adminTrouble(set)}.`,
    };
  if (isError(reply[0]) || authAnswer(login) === 'wrong-password')
    return {
      verdict: 'failed',
      summary:
        'The new password does not work. Passwords with quotes, backslashes or line ends cannot be sent this way.',
    };
  if (authAnswer(login) !== 'accepted') return { verdict: 'unclear', summary: 'The new password got no clear answer.' };
  const saved = repliesAfterAuth(save)?.[0] === 'OK';
  return {
    verdict: 'done',
    summary: saved
      ? 'The user is on again with the new password only, and the ACL file is saved.'
      : 'The user is on again with the new password only, but nothing was saved: after a restart the old state is back.',
    facts: [{ name: 'saved', value: saved ? 'yes' : 'no' }],
  };
}
