import type { Output, StepContext } from '../../../shared/domain/action.ts';
import { at, listAt, parsed, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { awsAnswer } from './aws.ts';

const SID = 'BulkheadQuarantine';
const NOBODY = 'user/bulkhead-nobody';

export function isUser(context: StepContext): boolean {
  return param(context, 'kind') !== 'role';
}

export function principalArn(context: StepContext): string {
  return `arn:aws:iam::${param(context, 'account')}:${isUser(context) ? 'user' : 'role'}/${param(context, 'principal')}`;
}

/** IAM and the trail name a principal without its path; an ARN has both. */
export function nameOf(context: StepContext): string {
  return param(context, 'principal').split('/').at(-1) ?? '';
}

/** The path as IAM writes it: `/`, or `/division/team/`. */
export function pathOf(context: StepContext): string {
  const folders = param(context, 'principal').split('/').slice(0, -1);
  return folders.length === 0 ? '/' : `/${folders.join('/')}/`;
}

/** The organisation's policy while it denies somebody, or nobody. A policy of this kind needs a statement, so nobody has a name. */
export function quarantine(context: StepContext, whom: 'principal' | 'nobody'): string {
  const arn = whom === 'principal' ? principalArn(context) : `arn:aws:iam::${param(context, 'account')}:${NOBODY}`;
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: SID, Effect: 'Deny', Action: '*', Resource: '*', Condition: { ArnEquals: { 'aws:PrincipalArn': [arn] } } },
    ],
  });
}

/** What AWS itself writes for "revoke active sessions": whoever got a session before that moment is denied everything. */
export function revokeOlderSessions(context: StepContext): string {
  const before = { DateLessThan: { 'aws:TokenIssueTime': param(context, 'revokeBefore') } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'], Condition: before }],
  });
}

/** Whom the policy of `describe-policy` denies; undefined when it is not ours: another statement, another sense. */
export function quarantined(output: Output | undefined): readonly string[] | undefined {
  const document = parsed(textAt(awsAnswer(output), 'Policy', 'Content'));
  const statements = listAt(document, 'Statement');
  if (statements?.length !== 1) return undefined;
  const [only] = statements;
  if (textAt(only, 'Sid') !== SID || textAt(only, 'Effect') !== 'Deny' || at(only, 'Action') !== '*') return undefined;
  const arns = listAt(only, 'Condition', 'ArnEquals', 'aws:PrincipalArn');
  return arns?.filter((arn) => typeof arn === 'string').filter((arn) => !arn.endsWith(`:${NOBODY}`));
}

/** Whether the inline policy denies sessions from before; AWS shows the document as JSON. */
export function olderSessionsDenied(output: Output | undefined, context: StepContext): boolean {
  const document = at(awsAnswer(output), 'PolicyDocument');
  const [only] = listAt(document, 'Statement') ?? [];
  const since = textAt(only, 'Condition', 'DateLessThan', 'aws:TokenIssueTime');
  return textAt(only, 'Effect') === 'Deny' && since !== '' && since === param(context, 'revokeBefore');
}
