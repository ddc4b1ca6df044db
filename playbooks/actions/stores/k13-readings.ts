import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { param } from '../param.ts';
import { codeOf, lets } from './registry-calls.ts';
import { HUNG, said } from './said.ts';

type Outputs = readonly Output[];

/** Whether the user stands in the list; `unclear` unless the control user does: then it is a list. */
function listed(output: Output | undefined, context: StepContext): 'yes' | 'no' | 'unclear' {
  const names = isIncomplete(output) ? [] : linesOf(output);
  if (!names.includes(param(context, 'controlUser')) || param(context, 'controlUser') === '') return 'unclear';
  return names.includes(param(context, 'user')) ? 'yes' : 'no';
}

export function readCollect(outputs: Outputs): Reading {
  const sum = capture(isIncomplete(outputs[0]) ? [] : linesOf(outputs[0]), /^([0-9a-f]{64}) {2}\//);
  if (sum === undefined)
    return outputs[0] !== undefined && has(linesOf(outputs[0]), /^sha256sum: /)
      ? said('failed', 'The password file could not be read.')
      : said('unclear', 'Nothing shows that the password file was read.');
  const requests = linesOf(outputs[2]).filter((line) => line.includes('auth.user.name=')).length;
  return said('done', `Kept: the hash of the password file and ${requests} log line(s) of the user.`, {
    'password file before': sum,
    'log lines': String(requests),
  });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [users, anonymous, compromised, control] = outputs;
  const user = param(context, 'user');
  if (user === param(context, 'controlUser'))
    return said('refused', 'The compromised user must differ from the control user.');
  if (lets(codeOf(anonymous)) === 'in')
    return said('refused', 'The registry answers without a login: taking a user out changes nothing.');
  if (lets(codeOf(anonymous)) !== 'out') return said('unclear', 'The registry gave no clear answer without a login.');
  // Trap: a bearer token that was issued stays valid until it expires, whatever becomes of the password.
  if (has(linesOf(anonymous), /^www-authenticate: bearer/i))
    return said('refused', 'This registry takes tokens of a token service: end them there, and wait for those issued.');
  const there = listed(users, context);
  if (there === 'unclear')
    return said('refused', 'The password file cannot be read here, or the control user is not in it.');
  if (there === 'no') return said('refused', `There is no user ${user} in this password file.`);
  const works = lets(codeOf(control));
  if (works === 'unclear') return said('unclear', 'The control user got no clear answer.');
  if (works === 'out') return said('refused', 'The control user is refused now: without it a refusal proves nothing.');
  const before = lets(codeOf(compromised));
  return said(
    'ok',
    `User ${user} can be taken out.${before === 'in' ? ' Its password works now.' : ' The given password does not work now, so a later refusal is weaker proof.'}`,
    { 'works before': before === 'in' ? 'yes' : before === 'out' ? 'no' : 'unknown' },
  );
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const [removed, users, sum] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const there = listed(users, context);
  // htpasswd ends with 0 also when there was no such user: the file says what is the case.
  if (there === 'yes') return said('failed', 'The user still stands in the password file.');
  if (there === 'unclear') return said('unclear', 'The password file could not be read back.');
  const known = !has(linesOf(removed), /^User .* not found$/);
  return said('done', known ? 'The user is out of the password file.' : 'The user was not in the password file.', {
    'password file after': capture(linesOf(sum), /^([0-9a-f]{64}) {2}\//) ?? 'unknown',
  });
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const [compromised, users, anonymous, mirror] = outputs;
  const answer = lets(codeOf(compromised));
  if (answer === 'in') return said('passed', 'The registry still takes the compromised password.');
  if (lets(codeOf(anonymous)) === 'in') return said('passed', 'The registry answers without a login.');
  const asksMirror = param(context, 'mirror') !== '';
  if (asksMirror && lets(codeOf(mirror)) === 'in') return said('passed', 'The mirror still serves this user.');
  if (answer !== 'out' || lets(codeOf(anonymous)) !== 'out' || (asksMirror && lets(codeOf(mirror)) !== 'out'))
    return said('unclear', 'No proof: the registry or its mirror gave no clear answer.');
  const there = listed(users, context);
  if (there === 'no') return said('blocked', 'The login is refused (401) and the user is out of the password file.');
  return there === 'yes'
    ? said('unclear', 'This password is refused, but the user is in the password file: another password may work.')
    : said('unclear', 'This password is refused; whether the user is in the password file is not known.');
}

export function readMustWork(outputs: Outputs): Reading {
  const answer = lets(codeOf(outputs[0]));
  if (answer === 'in') return said('passed', 'The control user is let in.');
  return answer === 'out'
    ? said('blocked', 'The control user is refused too.')
    : said('unclear', 'No proof: the registry gave no clear answer to the control user.');
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const [, users, login] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const answer = lets(codeOf(login));
  if (answer === 'in' && listed(users, context) === 'yes')
    return said('done', 'The user is in the password file again, with the new password only.');
  return answer === 'out'
    ? said('failed', 'The new password does not work.')
    : said('unclear', 'The new password got no clear answer.');
}
