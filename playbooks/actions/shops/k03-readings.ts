import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { answerOf, callTrouble } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { wpList, wpSaid, wpSessions, wpTrouble } from './wp-cli.ts';

type Outputs = readonly Output[];

/**
 * 401 alone does not say that the password was looked at: WordPress answers `rest_not_logged_in` when none arrived, as behind a web
 * server that drops the header, and `application_passwords_disabled` when no password of this kind is taken at all.
 */
export function admission(output: Output | undefined): 'in' | 'refused' | 'not-read' | 'unclear' {
  const answer = answerOf(output);
  if (answer?.code === 200 && textAt(answer.body, 'id') !== '') return 'in';
  if (answer?.code !== 401) return 'unclear';
  return /^(?:incorrect_password|invalid_username|invalid_email)$/.test(textAt(answer.body, 'code'))
    ? 'refused'
    : 'not-read';
}

export function readCollect([passwords, sessions]: Outputs): Reading {
  const kept = wpList(passwords);
  if (kept === undefined)
    return said(wpSaid(passwords) === 'failed' ? 'failed' : 'unclear', `Nothing was kept: ${wpTrouble(passwords)}.`);
  return said('done', `Kept: ${kept.length} application password(s), without the passwords themselves.`, {
    passwords: String(kept.length),
    names:
      kept
        .map((row) => textAt(row, 'name'))
        .join(', ')
        .slice(0, 400) || 'none',
    sessions: String(wpSessions(sessions)?.length ?? 'unknown'),
  });
}

export function readDryRun([passwords, leaked, control]: Outputs, context: StepContext): Reading {
  if (param(context, 'user') === param(context, 'controlUser'))
    return said('refused', 'The control user must be another user: all passwords of this one are deleted.');
  if (!param(context, 'site').startsWith('https://'))
    return said('refused', 'Over http WordPress takes no application password at all: a refusal would prove nothing.');
  const kept = wpList(passwords);
  if (kept === undefined)
    return said(
      wpSaid(passwords) === 'failed' ? 'refused' : 'unclear',
      `The list cannot be read: ${wpTrouble(passwords)}.`,
    );
  if (kept.length === 0) return said('refused', 'This user has no application password.');
  const works = admission(control);
  if (works === 'unclear') return said('unclear', `The control user: ${callTrouble(answerOf(control))}.`);
  if (works !== 'in')
    return said(
      'refused',
      'The control user is refused now, or the site does not see the header: a refusal proves nothing.',
    );
  const before = admission(leaked) === 'in';
  return said(
    'ok',
    `${kept.length} application password(s) would be deleted.${before ? ' The leaked one works now.' : ' The leaked one does not work now, so a later refusal is weaker proof.'}`,
    { passwords: String(kept.length), 'works before': before ? 'yes' : 'no' },
  );
}

export function readApply([deleted, passwords]: Outputs): Reading {
  if (deleted?.timedOut === true || passwords?.timedOut === true) return said('unclear', HUNG);
  const left = wpList(passwords);
  if (left === undefined) return said('unclear', 'The list could not be read back.');
  return left.length === 0
    ? said('done', 'The user has no application password any more.')
    : said('failed', `${left.length} application password(s) are still there.`);
}

export function readMustFail([leaked, passwords]: Outputs): Reading {
  const answer = admission(leaked);
  if (answer === 'in') return said('passed', 'The leaked application password still logs in.');
  if (answer === 'unclear') return said('unclear', `No proof: ${callTrouble(answerOf(leaked))}.`);
  if (answer === 'not-read') return said('unclear', 'No proof: the site refused without looking at the password.');
  const left = wpList(passwords);
  if (left === undefined) return said('unclear', 'This password is refused; whether the user has others is not known.');
  return left.length === 0
    ? said('blocked', 'The password is refused (401) and the user has none left.')
    : said('unclear', `This password is refused, but the user has ${left.length} other(s).`);
}

export function readMustWork([control]: Outputs): Reading {
  const answer = admission(control);
  if (answer === 'in') return said('passed', 'The control user logs in.');
  return answer === 'refused'
    ? said('blocked', 'The control user is refused too.')
    : said('unclear', `No proof: ${callTrouble(answerOf(control))}.`);
}

/** Whoever is logged in as this user makes the next application password in a minute. */
export function readResidual([listed]: Outputs): Reading {
  const sessions = wpSessions(listed);
  if (sessions === undefined) return said('unclear', `The sessions cannot be listed: ${wpTrouble(listed)}.`);
  return sessions.length === 0
    ? { ...said('none', 'The user is logged in nowhere.'), sessions: [] }
    : { ...said('live', `The user is logged in ${sessions.length} time(s) and could make new passwords.`), sessions };
}

export function readEnded(outputs: Outputs): Reading {
  if (outputs.length === 0) return said('done', 'There was nothing to end.');
  const verdict = wpSaid(outputs[0]);
  if (verdict === 'done') return said('done', 'The sessions were told to end; the next list shows whether they did.');
  return said(verdict, `The sessions: ${wpTrouble(outputs[0])}.`);
}
