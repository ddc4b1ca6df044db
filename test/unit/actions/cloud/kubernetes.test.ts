import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { answered, exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Shapes: kubectl 1.32 and the v1 API as documented (ServiceAccount, RoleBindingList, PodList, custom columns, NotFound errors).
const uid = '0b9c3f62-8a2e-4f0e-9d0c-3f1a2b4c5d6e';
const account = printed(
  JSON.stringify(
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'model-loader', namespace: 'inference', uid } },
    null,
    4,
  ),
);
function binding(kind: string, name: string, namespace = 'inference') {
  return {
    kind,
    metadata: { name, namespace },
    subjects: [{ kind: 'ServiceAccount', name: 'model-loader', namespace }],
  };
}
const bound = printed(
  JSON.stringify({
    kind: 'List',
    items: [binding('RoleBinding', 'model-loader'), binding('ClusterRoleBinding', 'readers')],
  }),
);
const unbound = printed(
  JSON.stringify({
    kind: 'List',
    items: [binding('RoleBinding', 'model-loader', 'elsewhere'), { kind: 'RoleBinding', metadata: { name: 'empty' } }],
  }),
);
const heading = 'NAME                 TYPE                                  ACCOUNT';
const legacy = printed(
  `${heading}\nmodel-loader-token   kubernetes.io/service-account-token   model-loader\ntls                  kubernetes.io/tls                     <none>`,
);
const forgotten = printed(`${heading}\nold-ci-token         kubernetes.io/service-account-token   model-loader`);
const noSecrets = printed('No resources found in inference namespace.');
const pod = (name: string, id: string) => ({ metadata: { name, uid: id, creationTimestamp: '2026-11-20T08:00:00Z' } });
const pods = printed(
  JSON.stringify({ kind: 'List', items: [pod('loader-7f9c-abcde', 'aa-1'), pod('loader-0', 'bb-2')] }),
);
const noPods = printed(JSON.stringify({ kind: 'List', items: [] }));
const replaced = printed(
  JSON.stringify({ kind: 'List', items: [pod('loader-7f9c-xyz12', 'cc-3'), pod('loader-0', 'dd-4')] }),
);
const notFound = printed('Error from server (NotFound): serviceaccounts "model-loader" not found', 1);
const forbidden = printed(
  'Error from server (Forbidden): serviceaccounts "model-loader" is forbidden: User "ir" cannot delete resource',
  1,
);
const unreachable = printed(
  'The connection to the server k8s.example:6443 was refused - did you specify the right host or port?',
  1,
);
const hung: Output = { text: '', exit: 128, timedOut: true };
const ok = answered(200);
const dead = answered(401);
const noRights = answered(403);
const down = answered(0);
const deleted = printed('rolebinding.rbac.authorization.k8s.io "model-loader" deleted');
const created = printed('serviceaccount/model-loader created');

describe('K20, Kubernetes service account', () => {
  test.each<Case>([
    ['kept', 'collect', [account, bound, pods], 'done'],
    ['no such account', 'collect', [notFound, bound, noPods], 'failed'],
    ['cluster down', 'collect', [unreachable, unreachable, unreachable], 'unclear'],
    ['possible', 'dryRun', [account, bound, legacy, pods, ok, ok], 'ok'],
    ['another binding gives the rights', 'dryRun', [account, unbound, legacy, pods, ok, ok], 'refused'],
    ['a token Secret nobody named', 'dryRun', [account, bound, forgotten, pods, ok, ok], 'refused'],
    ['the control token is dead', 'dryRun', [account, bound, legacy, pods, ok, dead], 'refused'],
    ['done', 'apply', [deleted, deleted, deleted, created, account], 'done'],
    ['not allowed', 'apply', [deleted, deleted, forbidden, created, account], 'failed'],
    ['a command hung', 'apply', [deleted, deleted, hung, hung, hung], 'unclear'],
    ['dead, unbound, no Secret', 'mustFail', [dead, unbound, noSecrets], 'blocked'],
    ['the trap: rights gone, token alive', 'mustFail', [noRights, unbound, noSecrets], 'passed'],
    ['still works', 'mustFail', [ok, bound, noSecrets], 'passed'],
    ['dead, but a Secret holds another that never expires', 'mustFail', [dead, unbound, forgotten], 'unclear'],
    ['dead, but the binding is back', 'mustFail', [dead, bound, noSecrets], 'unclear'],
    ['API server down', 'mustFail', [down, unreachable, unreachable], 'unclear'],
    ['control works', 'mustWork', [ok], 'passed'],
    ['control refused', 'mustWork', [noRights], 'blocked'],
    ['the trap: pods from before are given new tokens', 'residual', [pods], 'live'],
    ['no pods', 'residual', [noPods], 'none'],
    ['not listed', 'residual', [forbidden], 'unclear'],
    [
      'pods deleted',
      'killSessions',
      [printed('pod "loader-0" deleted'), printed('pod "loader-7f9c-abcde" deleted from inference namespace')],
      'done',
    ],
    ['bound again', 'undo', [created, bound], 'done'],
    ['not bound', 'undo', [forbidden, unbound], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('K20', step, outputs, exampleParams('K20')).verdict).toBe(verdict);
  });

  test('pods that replaced the old ones are not taken for them, even under the same name', () => {
    const params = exampleParams('K20');
    const { sessions = [] } = readingOf('K20', 'residual', [pods], params);
    expect(readingOf('K20', 'residual', [replaced], params, sessions).verdict).toBe('none');
    expect(readingOf('K20', 'residual', [pods], params, sessions).verdict).toBe('live');
    const kill = findTemplate('K20')?.steps.killSessions.commands({ params, actionId: 'a1', sessions }) ?? [];
    expect(kill.map(({ argv }) => argv[argv.indexOf('delete') + 1])).toEqual(['pod', 'pod']);
  });

  test('"default" is refused: pods that name no account use it', () => {
    const params = exampleParams('K20', { account: 'default' });
    expect(readingOf('K20', 'dryRun', [account, bound, legacy, pods, ok, ok], params).verdict).toBe('refused');
  });
});
