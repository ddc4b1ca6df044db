import type { LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { listAt, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { HUNG, said } from '../stores/said.ts';
import { awsAnswer, awsError, awsTrouble, isExplicitDeny, isKeyRefused } from './aws.ts';
import { isUser, nameOf, olderSessionsDenied, pathOf, principalArn, quarantined } from './k08-policies.ts';

type Outputs = readonly Output[];

interface Key {
  readonly id: string;
  readonly active: boolean;
}

/** Access keys of the user; undefined when they could not be listed. A role has none. */
function keysOf(output: Output | undefined): readonly Key[] | undefined {
  return listAt(awsAnswer(output), 'AccessKeyMetadata')?.map((row) => ({
    id: textAt(row, 'AccessKeyId'),
    active: textAt(row, 'Status') !== 'Inactive',
  }));
}

/** `refused`: by an order to deny, or because the key is not taken. A right the caller never had proves nothing: `unclear`. */
function probe(output: Output | undefined): 'in' | 'refused' | 'unclear' {
  const error = awsError(output);
  if (isExplicitDeny(error) || isKeyRefused(error)) return 'refused';
  const answer = awsAnswer(output);
  return listAt(answer, 'Buckets') === undefined && listAt(answer, 'Regions') === undefined ? 'unclear' : 'in';
}

const MINTS =
  /^(?:CreateAccessKey|CreateLoginProfile|UpdateLoginProfile|UpdateAssumeRolePolicy|PutUserPolicy|PutRolePolicy|AttachUserPolicy|AttachRolePolicy|CreateUser|CreateRole)$/;

/** What the principal made that outlives it, as far as the trail tells; it lags by up to 15 minutes. */
function minted(output: Output | undefined): string {
  const events = listAt(awsAnswer(output), 'Events');
  if (events === undefined) return 'unknown';
  const found = events.filter((event) => MINTS.test(textAt(event, 'EventName')));
  return (
    found
      .map((event) => `${textAt(event, 'EventName')} ${textAt(event, 'EventTime')}`)
      .join('; ')
      .slice(0, 480) || 'none'
  );
}

export function readCollect([policy, keys, trail]: Outputs, context: StepContext): Reading {
  const listed = keysOf(keys);
  if (quarantined(policy) === undefined || (isUser(context) && listed === undefined))
    return said(
      'unclear',
      `Not everything was kept: ${awsTrouble(quarantined(policy) === undefined ? policy : keys)}.`,
    );
  return said('done', 'Kept: the prepared policy, the access keys and what the trail tells.', {
    keys: listed?.map(({ id, active }) => `${id} ${active ? 'active' : 'inactive'}`).join(' ') ?? 'none: a role',
    'made by it': minted(trail),
  });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [policy, targets, organisation, principal, keys, leaked, control] = outputs;
  const denied = quarantined(policy);
  if (denied === undefined)
    return awsAnswer(policy) === undefined
      ? said('unclear', `The prepared policy cannot be read: ${awsTrouble(policy)}.`)
      : said('refused', 'The policy holds something else than the prepared quarantine: it would be overwritten.');
  const others = denied.filter((arn) => arn !== principalArn(context));
  if (others.length > 0)
    return said('refused', `This policy keeps ${others.join(' ').slice(0, 200)} out: take another prepared one.`);
  if (textAt(awsAnswer(organisation), 'Organization', 'MasterAccountId') === param(context, 'account'))
    return said('refused', 'Policies of the organisation do not bind its management account.');
  const attached = listAt(awsAnswer(targets), 'Targets');
  if (attached === undefined)
    return said('unclear', `Where the policy is attached is not known: ${awsTrouble(targets)}.`);
  if (!attached.some((target) => textAt(target, 'TargetId') === param(context, 'account')))
    return said('refused', 'The prepared policy is not attached to this account: it would deny nobody.');
  const refusal = principalRefusal(principal, keys, context);
  if (refusal !== undefined) return refusal;
  if (probe(control) !== 'in')
    return said(probe(control) === 'unclear' ? 'unclear' : 'refused', `The control probe: ${awsTrouble(control)}.`);
  // Trap: a probe the principal may not do anyway is refused before and after.
  if (probe(leaked) === 'unclear' && awsError(leaked) !== undefined)
    return said('refused', 'The principal has no right to what the probe asks for: choose the other probe.');
  const works = probe(leaked) === 'in';
  return said(
    'ok',
    `${principalArn(context)} would be denied everything.${works ? ' Its key works now.' : ' Its key does not work now, so a later refusal is weaker proof.'}`,
    { 'works before': works ? 'yes' : 'no' },
  );
}

function principalRefusal(
  principal: Output | undefined,
  keys: Output | undefined,
  context: StepContext,
): Reading | undefined {
  const found = awsAnswer(principal);
  if (awsError(principal)?.code === 'NoSuchEntity') return said('refused', 'There is no such user or role.');
  const path = textAt(found, isUser(context) ? 'User' : 'Role', 'Path');
  if (path === '') return said('unclear', `The user or role cannot be read: ${awsTrouble(principal)}.`);
  if (path.startsWith('/aws-service-role/'))
    return said('refused', 'Sessions of a service-linked role cannot be revoked: stop the service that uses it.');
  if (path !== pathOf(context))
    return said('refused', `The path is part of the name: write ${path.slice(1, 100)}${nameOf(context)}.`);
  if (!isUser(context)) return undefined;
  const listed = keysOf(keys);
  if (listed === undefined) return said('unclear', `The access keys cannot be listed: ${awsTrouble(keys)}.`);
  return listed.some(({ id }) => id === param(context, 'accessKeyId'))
    ? undefined
    : said('refused', 'This access key is not one of the user.');
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const [changed] = outputs;
  const back = outputs.slice(-3);
  const denied = quarantined(back[0]);
  if (awsError(changed) !== undefined)
    return said('failed', `The organisation’s policy was not changed: ${awsTrouble(changed)}.`);
  if (denied === undefined) return said('unclear', `The policy was not read back: ${awsTrouble(back[0])}.`);
  if (!denied.includes(principalArn(context)))
    return said('failed', 'The organisation’s policy does not deny the principal.');
  if (!olderSessionsDenied(back[1], context))
    return said(
      awsError(back[1]) === undefined ? 'unclear' : 'failed',
      `Sessions from before are not denied: ${awsTrouble(back[1])}.`,
    );
  if (!isUser(context)) return said('done', 'The role is denied everything, sessions from before too.');
  const key = keysOf(back[2])?.find(({ id }) => id === param(context, 'accessKeyId'));
  if (key === undefined) return said('unclear', `The access key was not read back: ${awsTrouble(back[2])}.`);
  return key.active
    ? said('failed', 'The access key is still active.')
    : said('done', 'The user is denied everything, sessions from before too, and its key is inactive.');
}

export function readMustFail([leaked, policy, older]: Outputs, context: StepContext): Reading {
  const answer = probe(leaked);
  if (answer === 'in') return said('passed', 'The leaked credentials still read.');
  if (answer === 'unclear') return said('unclear', `No proof: ${awsTrouble(leaked)}.`);
  if (quarantined(policy)?.includes(principalArn(context)) !== true)
    return said('unclear', 'The credentials are refused, but the organisation’s policy does not show the principal.');
  return olderSessionsDenied(older, context)
    ? said('blocked', 'The credentials are refused, by the organisation’s policy and for sessions from before.')
    : said('unclear', 'The credentials are refused; that sessions from before are denied is not shown.');
}

export function readMustWork([control]: Outputs): Reading {
  const answer = probe(control);
  if (answer === 'in') return said('passed', 'The control credentials read.');
  return answer === 'refused'
    ? said('blocked', `The control credentials are refused too: ${awsTrouble(control)}.`)
    : said('unclear', `No proof: ${awsTrouble(control)}.`);
}

/** A second key the attacker made for the same user is denied by the policy, and lives again the day it is lifted. */
export function readResidual([keys, trail]: Outputs, context: StepContext): Reading {
  const facts = { 'made by it': minted(trail) };
  if (!isUser(context) && listAt(awsAnswer(trail), 'Events') !== undefined)
    return { ...said('none', 'A role has no keys; sessions from before are denied.', facts), sessions: [] };
  const listed = keysOf(keys);
  if (!isUser(context) || listed === undefined)
    return said('unclear', `Not known: ${awsTrouble(isUser(context) ? keys : trail)}.`);
  const sessions: readonly LiveSession[] = listed
    .filter(({ id, active }) => active && /^\w{16,128}$/.test(id))
    .map(({ id }) => ({ id, label: `active access key ${id}` }));
  return sessions.length === 0
    ? { ...said('none', 'No access key of the user is active.', facts), sessions }
    : { ...said('live', `${sessions.length} other access key(s) of the user are active.`, facts), sessions };
}

export function readEnded(outputs: Outputs): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const failed = outputs.find((output) => awsError(output) !== undefined);
  // update-access-key says nothing when it succeeds; the next list is the proof.
  return failed === undefined
    ? said('done', 'The keys were told to be inactive; the next list shows it.')
    : said('failed', `A key: ${awsTrouble(failed)}.`);
}

export function readUndo([changed, policy]: Outputs): Reading {
  if (changed?.timedOut === true || policy?.timedOut === true) return said('unclear', HUNG);
  const denied = quarantined(policy);
  if (denied === undefined) return said('unclear', `The policy was not read back: ${awsTrouble(policy)}.`);
  return denied.length === 0
    ? said(
        'done',
        'The organisation denies the principal no more; its key stays inactive, sessions from before stay denied.',
      )
    : said('failed', `The policy still denies: ${awsTrouble(changed)}.`);
}
