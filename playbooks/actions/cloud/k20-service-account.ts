import type { ActionTemplate, Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { header, secretCall } from '../secret-call.ts';
import {
  legacyOf,
  readApply,
  readCollect,
  readDryRun,
  readEnded,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './k20-readings.ts';
import { clusterFields, kubectl } from './kubectl.ts';

function account(context: StepContext): Command {
  return kubectl(context, 'Read the service account', [
    'get',
    'serviceaccount',
    param(context, 'account'),
    '-o',
    'json',
  ]);
}

function bindingsList(context: StepContext): Command {
  const words = ['get', 'rolebindings,clusterrolebindings', '--all-namespaces', '-o', 'json'];
  return kubectl(context, 'List what binds service accounts', words);
}

/** Names and kinds alone: the JSON of a Secret would bring its token into the record. */
function secretsList(context: StepContext): Command {
  const owner = '.metadata.annotations.kubernetes\\.io/service-account\\.name';
  const columns = `custom-columns=NAME:.metadata.name,TYPE:.type,ACCOUNT:${owner}`;
  return kubectl(context, 'List token Secrets, without what they hold', ['get', 'secrets', '-o', columns]);
}

function pods(context: StepContext): Command {
  const selector = `--field-selector=spec.serviceAccountName=${param(context, 'account')}`;
  return kubectl(context, 'List the pods of the account', ['get', 'pods', selector, '-o', 'json']);
}

/** A request of the token itself, not `kubectl auth can-i`: that asks what rights a name has, not whether a token is alive. */
function withToken(context: StepContext, title: string, tokenFile: string): Command {
  const url = `${param(context, 'apiServer').replace(/\/+$/, '')}/api/v1/namespaces/${param(context, 'namespace')}/configmaps?limit=1`;
  return secretCall(title, url, header('Authorization: Bearer ', param(context, tokenFile)), [
    '--cacert',
    param(context, 'caFile'),
    '-o',
    '/dev/null',
  ]);
}

function asLeaked(context: StepContext): Command {
  return withToken(context, 'Ask the API server with the leaked token', 'tokenFile');
}

function asControl(context: StepContext): Command {
  return withToken(context, 'Ask the API server with the control token', 'controlTokenFile');
}

function applyCommands(context: StepContext): readonly Command[] {
  const name = param(context, 'account');
  return [
    kubectl(context, 'Delete the RoleBinding', [
      'delete',
      'rolebinding',
      param(context, 'binding'),
      '--ignore-not-found',
    ]),
    ...legacyOf(context).map((secret) =>
      kubectl(context, `Delete token Secret ${secret}`, ['delete', 'secret', secret, '--ignore-not-found']),
    ),
    kubectl(context, 'Delete the service account: its tokens die with its uid', [
      'delete',
      'serviceaccount',
      name,
      '--ignore-not-found',
    ]),
    kubectl(context, 'Create it anew', ['create', 'serviceaccount', name]),
    account(context),
  ];
}

function undoCommands(context: StepContext): readonly Command[] {
  const role = `--${param(context, 'roleKind') === 'ClusterRole' ? 'clusterrole' : 'role'}=${param(context, 'role')}`;
  const subject = `--serviceaccount=${param(context, 'namespace')}:${param(context, 'account')}`;
  return [
    kubectl(context, 'Bind the new account', ['create', 'rolebinding', param(context, 'binding'), role, subject]),
    bindingsList(context),
  ];
}

/** Reference PB1, K20. Shapes after the documentation, not captured: kubectl and API server 1.32. */
export const k20ServiceAccount: ActionTemplate = {
  id: 'K20',
  version: 2,
  title: 'Replace a Kubernetes service account',
  purpose: 'Takes the rights of a service account, makes all its tokens void by a new account, and replaces its pods.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote:
    'Undo binds the new account to its role again. Labels and annotations of the old account are in the evidence.',
  tested: 'contract',
  targets: ['credential', 'cluster'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Every pod of this account is replaced and has no rights until the binding is made again.',
  trap: 'Without its binding a token is refused (403) but alive: only 401 is proof. The kubelet gives running pods tokens of the new account, and token Secrets never expire.',
  programs: ['kubectl', 'curl'],
  quorum: { distinct: 2, seats: [['commander'], ['key-custodian', 'containment-lead']] },
  fields: [
    ...clusterFields,
    { name: 'account', label: 'Service account', kind: 'name', hint: 'The compromised one.', example: 'model-loader' },
    { name: 'binding', label: 'RoleBinding', kind: 'name', hint: 'That gives it its rights.', example: 'model-loader' },
    {
      name: 'roleKind',
      label: 'Kind of its role',
      kind: 'choice',
      choices: ['Role', 'ClusterRole'],
      hint: 'For undo.',
      example: 'Role',
    },
    {
      name: 'role',
      label: 'Role',
      kind: 'name',
      hint: 'That the binding refers to, for undo.',
      example: 'model-reader',
    },
    {
      name: 'tokenSecrets',
      label: 'Token Secrets',
      kind: 'name-list',
      hint: 'Secrets with tokens of this account that never expire; the dry run names those you leave out.',
      example: 'model-loader-token',
      optional: true,
    },
    {
      name: 'apiServer',
      label: 'API server',
      kind: 'url',
      hint: 'As the holder of the token reaches it.',
      example: 'https://k8s.example:6443',
    },
    {
      name: 'caFile',
      label: 'CA certificate of the cluster',
      kind: 'path',
      hint: 'On this machine.',
      example: '/run/ir/cluster-ca.pem',
    },
    {
      name: 'tokenFile',
      label: 'Leaked token',
      kind: 'secret-file',
      hint: 'For the probe that must fail. One line.',
      example: '/run/ir/leaked.token',
    },
    {
      name: 'controlTokenFile',
      label: 'Control token',
      kind: 'secret-file',
      hint: 'Of another account that may list config maps in this namespace.',
      example: '/run/ir/control.token',
    },
  ],
  steps: {
    collect: { commands: (context) => [account(context), bindingsList(context), pods(context)], parse: readCollect },
    dryRun: {
      commands: (context) => [
        account(context),
        bindingsList(context),
        secretsList(context),
        pods(context),
        asLeaked(context),
        asControl(context),
      ],
      parse: readDryRun,
    },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: {
      commands: (context) => [asLeaked(context), bindingsList(context), secretsList(context)],
      parse: readMustFail,
    },
    mustWork: { commands: (context) => [asControl(context)], parse: readMustWork },
    residual: { commands: (context) => [pods(context)], parse: readResidual },
    killSessions: {
      commands: (context) =>
        context.sessions.map(({ id }) => {
          const pod = id.split(':')[0] ?? '';
          return kubectl(context, `Delete pod ${pod}`, ['delete', 'pod', pod, '--wait=false', '--ignore-not-found']);
        }),
      parse: readEnded,
    },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
