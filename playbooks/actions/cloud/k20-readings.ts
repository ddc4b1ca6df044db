import type { LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { at, jsonOf, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { answerOf, callTrouble } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { isNotFound, itemsOf, kubectlError, kubectlTrouble } from './kubectl.ts';

type Outputs = readonly Output[];

/**
 * 401: the API server does not know the token. 403: it knows it and only refuses this request, so the token still logs in; rights may
 * come back with any binding.
 */
function admission(output: Output | undefined): 'in' | 'known' | 'out' | 'unclear' {
  const code = answerOf(output)?.code;
  if (code === 401) return 'out';
  if (code === 403) return 'known';
  return code !== undefined && (code === 404 || (code >= 200 && code < 300)) ? 'in' : 'unclear';
}

/** Secrets with a token of this account that never expires; names and kinds were asked for alone, never what they hold. */
function tokenSecrets(output: Output | undefined, context: StepContext): readonly string[] | undefined {
  if (isIncomplete(output)) return undefined;
  const lines = linesOf(output);
  if (!has(lines, /^NAME +TYPE +ACCOUNT$/)) return has(lines, /^No resources found/) ? [] : undefined;
  return lines.flatMap((line) => {
    const found = /^(\S{1,253}) +kubernetes\.io\/service-account-token +(\S{1,253})$/.exec(line);
    return found !== null && found[2] === param(context, 'account') ? [found[1] ?? ''] : [];
  });
}

/** Bindings of any kind that name the account, as `kind/name`. */
function bindings(output: Output | undefined, context: StepContext): readonly string[] | undefined {
  return itemsOf(output)?.flatMap((item) => {
    const subjects = at(item, 'subjects');
    const named = (Array.isArray(subjects) ? (subjects as readonly unknown[]) : []).some(
      (subject) =>
        textAt(subject, 'kind') === 'ServiceAccount' &&
        textAt(subject, 'name') === param(context, 'account') &&
        (textAt(subject, 'namespace') || textAt(item, 'metadata', 'namespace')) === param(context, 'namespace'),
    );
    return named ? [`${textAt(item, 'kind')}/${textAt(item, 'metadata', 'name')}`] : [];
  });
}

function uidOf(output: Output | undefined): string {
  return textAt(jsonOf(output), 'metadata', 'uid');
}

export function readCollect([account, bound]: Outputs, context: StepContext): Reading {
  const uid = uidOf(account);
  if (uid === '')
    return isNotFound(account)
      ? said('failed', 'There is no such service account.')
      : said('unclear', `Nothing was kept: ${kubectlTrouble(account)}.`);
  return said('done', 'Kept: the service account, what binds it, and its pods.', {
    uid,
    bindings: bindings(bound, context)?.join(' ').slice(0, 450) || 'none',
  });
}

export function readDryRun([account, bound, secrets, pods, leaked, control]: Outputs, context: StepContext): Reading {
  const name = param(context, 'account');
  if (name === 'default')
    return said('refused', 'Every pod that names no account of its own uses "default": do those first.');
  if (uidOf(account) === '')
    return isNotFound(account)
      ? said('refused', `There is no service account ${name}.`)
      : said('unclear', `The account cannot be read: ${kubectlTrouble(account)}.`);
  const by = bindings(bound, context);
  const held = tokenSecrets(secrets, context);
  const running = itemsOf(pods);
  if (by === undefined || held === undefined || running === undefined)
    return said('unclear', 'Bindings, token Secrets or pods could not be listed.');
  if (!by.includes(`RoleBinding/${param(context, 'binding')}`))
    return said(
      'refused',
      `This RoleBinding does not name the account; these do: ${by.join(' ').slice(0, 200) || 'none'}.`,
    );
  const extra = held.filter((secret) => !legacyOf(context).includes(secret));
  if (extra.length > 0)
    return said('refused', `Token Secrets nobody named: ${extra.join(' ').slice(0, 250)}. They never expire.`);
  if (admission(control) === 'unclear') return said('unclear', `The control token: ${callTrouble(answerOf(control))}.`);
  if (admission(control) !== 'in')
    return said('refused', 'The control token is refused now: a refusal proves nothing.');
  const works = admission(leaked) === 'in' || admission(leaked) === 'known';
  const others = by.filter((one) => one !== `RoleBinding/${param(context, 'binding')}`);
  return said(
    'ok',
    `${running.length} pod(s) use the account and will be replaced.${others.length === 0 ? '' : ` ${others.length} other binding(s) stay: new pods have those rights.`}${works ? '' : ' The token does not log in now, so a later refusal is weaker proof.'}`,
    { 'works before': works ? 'yes' : 'no', 'other bindings': others.join(' ').slice(0, 450) || 'none' },
  );
}

export function legacyOf(context: StepContext): readonly string[] {
  return param(context, 'tokenSecrets')
    .split(',')
    .filter((name) => name !== '');
}

export function readApply(outputs: Outputs): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const account = outputs.at(-1);
  const errors = outputs.slice(0, -1).flatMap((output) => (isNotFound(output) ? [] : (kubectlError(output) ?? [])));
  if (errors[0] !== undefined) return said('failed', `The server refused: ${errors[0]}`);
  const uid = uidOf(account);
  return uid === ''
    ? said('unclear', `The new account was not read back: ${kubectlTrouble(account)}.`)
    : said('done', 'The binding is gone and the account is a new one.', { 'new uid': uid });
}

export function readMustFail([leaked, bound, secrets]: Outputs, context: StepContext): Reading {
  const answer = admission(leaked);
  if (answer === 'in') return said('passed', 'The leaked token still works.');
  // The trap: without its rights the token is refused (403), yet it is alive and waits for the next binding.
  if (answer === 'known') return said('passed', 'The leaked token still logs in; only its rights are gone (403).');
  if (answer === 'unclear') return said('unclear', `No proof: ${callTrouble(answerOf(leaked))}.`);
  const held = tokenSecrets(secrets, context);
  const by = bindings(bound, context);
  if (held === undefined || by === undefined)
    return said('unclear', 'The token is refused; bindings and token Secrets could not be listed.');
  if (held.length > 0)
    return said('unclear', `This token is dead, but Secrets hold others: ${held.join(' ').slice(0, 200)}.`);
  return by.includes(`RoleBinding/${param(context, 'binding')}`)
    ? said('unclear', 'This token is dead, but the binding is still there.')
    : said('blocked', 'The API server does not know the token (401), no Secret holds another, the binding is gone.');
}

export function readMustWork([control]: Outputs): Reading {
  const answer = admission(control);
  if (answer === 'in') return said('passed', 'The control token works.');
  return answer === 'unclear'
    ? said('unclear', `No proof: ${callTrouble(answerOf(control))}.`)
    : said('blocked', 'The control token is refused too.');
}

/** Pods that ran before: the kubelet fetches each a token of the new account, so whoever sits in one is served again. */
function podsOf(output: Output | undefined): readonly LiveSession[] | undefined {
  return itemsOf(output)?.flatMap((item) => {
    const name = textAt(item, 'metadata', 'name');
    const uid = textAt(item, 'metadata', 'uid');
    if (!/^[a-z0-9.-]{1,253}$/.test(name) || !/^[0-9a-f-]{1,40}$/.test(uid)) return [];
    return [
      {
        id: `${name}:${uid}`,
        label: `pod ${name}, since ${textAt(item, 'metadata', 'creationTimestamp') || 'unknown'}`,
      },
    ];
  });
}

export function readResidual([listed]: Outputs, { sessions }: StepContext): Reading {
  const pods = podsOf(listed);
  if (pods === undefined) return said('unclear', `The pods cannot be listed: ${kubectlTrouble(listed)}.`);
  const before = new Set(sessions.map(({ id }) => id));
  const left = before.size === 0 ? pods : pods.filter(({ id }) => before.has(id));
  return left.length === 0
    ? { ...said('none', 'No pod from before is left.'), sessions: [] }
    : {
        ...said('live', `${left.length} pod(s) from before would be given tokens of the new account.`),
        sessions: left,
      };
}

export function readEnded(outputs: Outputs): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const error = outputs.flatMap((output) => (isNotFound(output) ? [] : (kubectlError(output) ?? [])))[0];
  if (error !== undefined) return said('failed', `The server refused: ${error}`);
  if (
    outputs.length > 0 &&
    !outputs.some((output) => isNotFound(output) || has(linesOf(output), /^pod "[^"]+" .*deleted/))
  )
    return said('unclear', 'kubectl did not confirm that pods were deleted.');
  return said('done', 'The pods were deleted; the next list shows whether any is left.');
}

export function readUndo([made, bound]: Outputs, context: StepContext): Reading {
  if (made?.timedOut === true || bound?.timedOut === true) return said('unclear', HUNG);
  const by = bindings(bound, context);
  if (by === undefined) return said('unclear', `The bindings cannot be listed: ${kubectlTrouble(bound)}.`);
  return by.includes(`RoleBinding/${param(context, 'binding')}`)
    ? said('done', 'The new account has its rights again; old tokens stay dead.')
    : said('failed', `The binding was not made: ${kubectlTrouble(made)}.`);
}
