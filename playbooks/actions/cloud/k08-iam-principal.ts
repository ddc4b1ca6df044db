import type { ActionTemplate, Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { accountFields, aws, profileField } from './aws.ts';
import { isUser, nameOf, quarantine, revokeOlderSessions } from './k08-policies.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readEnded,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './k08-readings.ts';

const INLINE = 'AWSRevokeOlderSessions';

function admin(context: StepContext, title: string, ...words: readonly string[]): Command {
  return aws(context, title, 'adminCredentials', words);
}

function organisation(context: StepContext, title: string, ...words: readonly string[]): Command {
  return aws(context, title, 'organisationCredentials', ['organizations', ...words]);
}

function readPolicy(context: StepContext): Command {
  return organisation(
    context,
    'Read the prepared policy',
    'describe-policy',
    '--policy-id',
    param(context, 'policyId'),
  );
}

function setPolicy(context: StepContext, title: string, whom: 'principal' | 'nobody'): Command {
  const content = ['--content', quarantine(context, whom)];
  return organisation(context, title, 'update-policy', '--policy-id', param(context, 'policyId'), ...content);
}

function named(context: StepContext): readonly string[] {
  return [isUser(context) ? '--user-name' : '--role-name', nameOf(context)];
}

/** A role has no keys to list. */
function listKeys(context: StepContext): Command {
  return isUser(context)
    ? admin(context, 'List the access keys', 'iam', 'list-access-keys', ...named(context))
    : admin(context, 'Read the role again', 'iam', 'get-role', ...named(context));
}

/** What a user did; of a role what was done to it, as its sessions have names of their own. */
function trail(context: StepContext): Command {
  const by = `AttributeKey=${isUser(context) ? 'Username' : 'ResourceName'},AttributeValue=${nameOf(context)}`;
  const words = [
    'lookup-events',
    '--lookup-attributes',
    by,
    '--start-time',
    param(context, 'since'),
    '--max-items',
    '500',
  ];
  return admin(context, 'Read the trail since', 'cloudtrail', ...words);
}

/** A read of S3 or EC2, never `sts get-caller-identity`: that answers whoever is denied everything. */
function probe(context: StepContext, title: string, credentials: string): Command {
  const words = param(context, 'probe') === 'ec2' ? ['ec2', 'describe-regions'] : ['s3api', 'list-buckets'];
  return aws(context, title, credentials, words);
}

function asLeaked(context: StepContext): Command {
  return probe(context, 'Read with the leaked credentials', 'leakedCredentials');
}

function asControl(context: StepContext): Command {
  return probe(context, 'Read with the control credentials', 'controlCredentials');
}

function olderSessions(context: StepContext): Command {
  const words = [isUser(context) ? 'get-user-policy' : 'get-role-policy', ...named(context), '--policy-name', INLINE];
  return admin(context, 'Read what denies sessions from before', 'iam', ...words);
}

function deactivate(context: StepContext, id: string): Command {
  const words = ['update-access-key', '--access-key-id', id, '--status', 'Inactive', ...named(context)];
  return admin(context, `Make access key ${id} inactive`, 'iam', ...words);
}

/** What the principal cannot take off itself comes first; then a wait, because identity changes take seconds to be everywhere. */
function applyCommands(context: StepContext): readonly Command[] {
  const put = [isUser(context) ? 'put-user-policy' : 'put-role-policy', ...named(context), '--policy-name', INLINE];
  return [
    setPolicy(context, 'Have the organisation deny the principal everything', 'principal'),
    { title: 'Wait until it is in force everywhere', argv: ['sleep', '15'], timeoutMs: 20_000 },
    ...(isUser(context) ? [deactivate(context, param(context, 'accessKeyId'))] : []),
    admin(context, 'Deny sessions from before', 'iam', ...put, '--policy-document', revokeOlderSessions(context)),
    readPolicy(context),
    olderSessions(context),
    listKeys(context),
  ];
}

function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    readPolicy(context),
    organisation(
      context,
      'Look where it is attached',
      'list-targets-for-policy',
      '--policy-id',
      param(context, 'policyId'),
    ),
    organisation(context, 'Ask which account manages the organisation', 'describe-organization'),
    admin(context, 'Read the user or role', 'iam', isUser(context) ? 'get-user' : 'get-role', ...named(context)),
    listKeys(context),
    asLeaked(context),
    asControl(context),
  ];
}

/** Reference PB1, K08. Shapes after the documentation, not captured: AWS CLI 2 with IAM, Organizations, CloudTrail, S3 and EC2. */
export const k08IamPrincipal: ActionTemplate = {
  id: 'K08',
  version: 2,
  title: 'Cut an AWS user or role off',
  purpose: 'Has the organisation deny the principal everything, then makes its key inactive and its sessions void.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote:
    'Undo takes the organisation’s denial back. The key stays inactive and old sessions stay denied: issue a new key.',
  tested: 'contract',
  targets: ['credential'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Everything that runs as this user or role stops, in every region of the account.',
  trap: 'A policy on the principal alone can be taken off by it within seconds, and does not end sessions it handed out. get-caller-identity answers whoever is denied. Service-linked roles cannot be cut.',
  programs: ['aws', 'env', 'sleep'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    ...accountFields,
    {
      name: 'organisationCredentials',
      label: 'Credentials for the organisation',
      kind: 'path',
      hint: 'A credentials file of the management account or its delegate for policies.',
      example: '/run/ir/aws-org.credentials',
    },
    profileField('organisationProfile', 'Profile for the organisation'),
    { name: 'account', label: 'Account', kind: 'name', hint: 'Twelve digits.', example: '111122223333' },
    {
      name: 'kind',
      label: 'Kind of principal',
      kind: 'choice',
      choices: ['user', 'role'],
      hint: 'A user has access keys, a role has sessions alone.',
      example: 'user',
    },
    {
      name: 'principal',
      label: 'Name of the user or role',
      kind: 'text',
      hint: 'With its path, if it has one.',
      example: 'svc-training',
    },
    {
      name: 'accessKeyId',
      label: 'Leaked access key',
      kind: 'name',
      hint: 'Its id, AKIA…; empty for a role.',
      example: 'AKIAIOSFODNN7EXAMPLE',
      optional: true,
    },
    {
      name: 'policyId',
      label: 'Prepared policy of the organisation',
      kind: 'name',
      hint: 'Made and attached to the account beforehand; it denies nobody so far.',
      example: 'p-examplepolicyid111',
    },
    {
      name: 'revokeBefore',
      label: 'Sessions from before',
      kind: 'number',
      hint: 'Now, in seconds since 1970 (date +%s): who got a session earlier is denied.',
      example: '1764111600',
    },
    {
      name: 'since',
      label: 'First sign of abuse',
      kind: 'number',
      hint: 'In seconds since 1970: from then on the trail is read.',
      example: '1764025200',
    },
    {
      name: 'probe',
      label: 'What the probe reads',
      kind: 'choice',
      choices: ['s3', 'ec2'],
      hint: 'Something both principals may do now: list buckets, or list regions.',
      example: 's3',
    },
    {
      name: 'leakedCredentials',
      label: 'Leaked credentials',
      kind: 'path',
      hint: 'A credentials file with the leaked key or session, for the probe that must fail.',
      example: '/run/ir/leaked.credentials',
    },
    {
      name: 'controlCredentials',
      label: 'Control credentials',
      kind: 'path',
      hint: 'Of another principal in the same account, which must keep working.',
      example: '/run/ir/control.credentials',
    },
  ],
  steps: {
    collect: { commands: (context) => [readPolicy(context), listKeys(context), trail(context)], parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: {
      commands: (context) => [asLeaked(context), readPolicy(context), olderSessions(context)],
      parse: readMustFail,
    },
    mustWork: { commands: (context) => [asControl(context)], parse: readMustWork },
    residual: { commands: (context) => [listKeys(context), trail(context)], parse: readResidual },
    killSessions: {
      commands: (context) => context.sessions.map(({ id }) => deactivate(context, id)),
      parse: readEnded,
    },
    undo: {
      commands: (context) => [setPolicy(context, 'Have the organisation deny nobody', 'nobody'), readPolicy(context)],
      parse: readUndo,
    },
  },
};
