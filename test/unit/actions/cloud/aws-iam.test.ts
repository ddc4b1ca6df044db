import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { quarantine } from '../../../../playbooks/actions/cloud/k08-policies.ts';
import { exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Shapes: AWS CLI 2 command reference (iam, organizations, cloudtrail, s3api) and the IAM guide's access-denied messages.
const params = exampleParams('K08');
const context = { params, actionId: 'a1', sessions: [] };
const json = (value: unknown) => printed(JSON.stringify(value, null, 4));
const failed = (code: string, operation: string, message: string) =>
  printed(`\nAn error occurred (${code}) when calling the ${operation} operation: ${message}`, 254);
const policy = (content: string) =>
  json({ Policy: { PolicySummary: { Id: 'p-examplepolicyid111' }, Content: content } });
const nobody = policy(quarantine(context, 'nobody'));
const denies = policy(quarantine(context, 'principal'));
const another = policy(quarantine({ ...context, params: { ...params, principal: 'other' } }, 'principal'));
const foreign = policy(
  '{"Version":"2012-10-17","Statement":[{"Sid":"Regions","Effect":"Deny","NotAction":"iam:*","Resource":"*"}]}',
);
const targets = json({ Targets: [{ TargetId: '111122223333', Type: 'ACCOUNT' }] });
const elsewhere = json({ Targets: [{ TargetId: '999988887777', Type: 'ACCOUNT' }] });
const organisation = json({ Organization: { Id: 'o-a1', MasterAccountId: '444455556666' } });
const managed = json({ Organization: { Id: 'o-a1', MasterAccountId: '111122223333' } });
const user = json({ User: { Path: '/', UserName: 'svc-training' } });
const teamUser = json({ User: { Path: '/ml/', UserName: 'svc-training' } });
const key = (id: string, status: string) => ({ UserName: 'svc-training', AccessKeyId: id, Status: status });
const active = json({ AccessKeyMetadata: [key('AKIAIOSFODNN7EXAMPLE', 'Active')] });
const inactive = json({ AccessKeyMetadata: [key('AKIAIOSFODNN7EXAMPLE', 'Inactive')] });
const second = json({
  AccessKeyMetadata: [key('AKIAIOSFODNN7EXAMPLE', 'Inactive'), key('AKIAI44QH8DHBEXAMPLE', 'Active')],
});
const trail = json({
  Events: [
    { EventName: 'CreateAccessKey', EventTime: 1764030000 },
    { EventName: 'ListBuckets', EventTime: 1764030001 },
  ],
});
const older = json({
  UserName: 'svc-training',
  PolicyName: 'AWSRevokeOlderSessions',
  PolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: ['*'],
        Resource: ['*'],
        Condition: { DateLessThan: { 'aws:TokenIssueTime': '1764111600' } },
      },
    ],
  },
});
const noOlder = failed(
  'NoSuchEntity',
  'GetUserPolicy',
  'The user policy with name AWSRevokeOlderSessions cannot be found.',
);
const buckets = json({ Buckets: [], Owner: { ID: 'abc' } });
const keyRefused = failed(
  'InvalidAccessKeyId',
  'ListBuckets',
  'The AWS Access Key Id you provided does not exist in our records.',
);
const deniedByScp = failed(
  'AccessDenied',
  'ListBuckets',
  'User: arn:aws:iam::111122223333:user/svc-training is not authorized to perform: s3:ListAllMyBuckets with an explicit deny in a service control policy',
);
const neverAllowed = failed(
  'AccessDenied',
  'ListBuckets',
  'User: arn:aws:iam::111122223333:user/svc-training is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action',
);
const whoami = json({ UserId: 'AIDA', Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/svc-training' });
const offline = printed('\nCould not connect to the endpoint URL: "https://s3.eu-central-1.amazonaws.com/"', 255);
const hung: Output = { text: '', exit: 128, timedOut: true };
const silent = printed('');

describe('K08, AWS users and roles', () => {
  test.each<Case>([
    ['kept', 'collect', [nobody, active, trail], 'done'],
    ['offline', 'collect', [offline, offline, offline], 'unclear'],
    ['possible', 'dryRun', [nobody, targets, organisation, user, active, buckets, buckets], 'ok'],
    [
      'the policy keeps another out already',
      'dryRun',
      [another, targets, organisation, user, active, buckets, buckets],
      'refused',
    ],
    [
      'the policy is somebody else’s',
      'dryRun',
      [foreign, targets, organisation, user, active, buckets, buckets],
      'refused',
    ],
    ['attached elsewhere', 'dryRun', [nobody, elsewhere, organisation, user, active, buckets, buckets], 'refused'],
    [
      'the management account is bound by no policy',
      'dryRun',
      [nobody, targets, managed, user, active, buckets, buckets],
      'refused',
    ],
    ['the path was left out', 'dryRun', [nobody, targets, organisation, teamUser, active, buckets, buckets], 'refused'],
    [
      'the probe is refused anyway',
      'dryRun',
      [nobody, targets, organisation, user, active, neverAllowed, buckets],
      'refused',
    ],
    ['done', 'apply', [silent, silent, silent, silent, denies, older, inactive], 'done'],
    [
      'the policy was not changed',
      'apply',
      [
        failed('AccessDeniedException', 'UpdatePolicy', 'You don’t have permissions to access this resource.'),
        silent,
        silent,
        silent,
        nobody,
        older,
        inactive,
      ],
      'failed',
    ],
    [
      'sessions from before are not denied',
      'apply',
      [silent, silent, silent, silent, denies, noOlder, inactive],
      'failed',
    ],
    ['the key is still active', 'apply', [silent, silent, silent, silent, denies, older, active], 'failed'],
    ['hung', 'apply', [hung, hung, hung, hung, hung, hung, hung], 'unclear'],
    ['key not taken, denied, sessions void', 'mustFail', [keyRefused, denies, older], 'blocked'],
    ['a session is denied by the organisation', 'mustFail', [deniedByScp, denies, older], 'blocked'],
    ['still reads', 'mustFail', [buckets, denies, older], 'passed'],
    [
      'the trap: the key is inactive, but nothing ends its sessions',
      'mustFail',
      [keyRefused, denies, noOlder],
      'unclear',
    ],
    [
      'the trap: a policy of the account alone, which it can take off',
      'mustFail',
      [keyRefused, nobody, older],
      'unclear',
    ],
    ['refused for want of a right it never had', 'mustFail', [neverAllowed, denies, older], 'unclear'],
    ['get-caller-identity is no probe', 'mustFail', [whoami, denies, older], 'unclear'],
    ['offline', 'mustFail', [offline, denies, older], 'unclear'],
    ['control works', 'mustWork', [buckets], 'passed'],
    ['control is denied too', 'mustWork', [deniedByScp], 'blocked'],
    ['a second key was made', 'residual', [second, trail], 'live'],
    ['no active key', 'residual', [inactive, trail], 'none'],
    ['keys not listed', 'residual', [offline, trail], 'unclear'],
    ['lifted', 'undo', [silent, nobody], 'done'],
    ['not lifted', 'undo', [silent, denies], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K08', step, outputs, params).verdict).toBe(verdict);
  });

  test('says what the principal made that outlives it', () => {
    const { facts } = readingOf('K08', 'residual', [inactive, trail], params);
    expect(facts).toEqual([{ name: 'made by it', value: 'CreateAccessKey 1764030000' }]);
  });

  test('a service-linked role is refused, a role needs no key', () => {
    const role = { ...params, kind: 'role', principal: 'training', accessKeyId: '' };
    const plain = json({ Role: { Path: '/', RoleName: 'training' } });
    const ask = [nobody, targets, organisation] as const;
    expect(readingOf('K08', 'dryRun', [...ask, plain, plain, buckets, buckets], role).verdict).toBe('ok');
    const linked = json({ Role: { Path: '/aws-service-role/ecs.amazonaws.com/', RoleName: 'training' } });
    expect(readingOf('K08', 'dryRun', [...ask, linked, linked, buckets, buckets], role).verdict).toBe('refused');
  });

  test('the organisation denies first, then a wait, then the key, which is never deleted', () => {
    const words = (findTemplate('K08')?.steps.apply.commands(context) ?? []).map(({ argv }) => argv.join(' '));
    const order = ['update-policy', 'sleep 15', 'update-access-key', 'put-user-policy'].map((word) =>
      words.findIndex((line) => line.includes(word)),
    );
    expect(order).toEqual([0, 1, 2, 3]);
    expect(words.join('\n')).not.toContain('delete');
    const probes = findTemplate('K08')?.steps.mustFail.commands(context) ?? [];
    expect(JSON.stringify(probes)).not.toContain('get-caller-identity');
  });
});
