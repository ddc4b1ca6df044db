import { describe, expect, test } from 'vitest';
import type { Output } from '../../../../shared/domain/action.ts';
import { findTemplate } from '../../../../playbooks/actions/registry.ts';
import { answered, exampleParams, printed, readingOf, type Case } from '../expect-reading.ts';

// Documented: the apps/v1, autoscaling/v2, Flux, Argo CD and KEDA fields read here, and vLLM's list of models (id, root, parent).
// From memory, not from a cluster: the exact lines kubectl 1.32 prints for scale, rollout undo and their server dry runs.
const list = (...items: readonly unknown[]): Output => printed(JSON.stringify({ kind: 'List', items }, null, 4));
const served = (...ids: readonly string[]): Output =>
  answered(200, {
    object: 'list',
    data: ids.map((id) => ({ id, object: 'model', root: `/models/${id}`, parent: null })),
  });
const NUMBER = 'deployment.kubernetes.io/revision';
const deploymentOf = (replicas: number, revision: string, meta: object = {}): Output =>
  printed(
    JSON.stringify({
      kind: 'Deployment',
      metadata: { name: 'wealth-llm', namespace: 'inference', annotations: { [NUMBER]: revision }, ...meta },
      spec: { replicas },
    }),
  );
const set = (name: string, revision: string, replicas: number, history = '', owner = 'wealth-llm') => ({
  metadata: {
    name,
    annotations: { [NUMBER]: revision, ...(history === '' ? {} : { [`${NUMBER}-history`]: history }) },
    ownerReferences: [{ kind: 'Deployment', name: owner }],
  },
  spec: { replicas },
});
const pod = (name: string, owner: string, more: object = {}, phase = 'Running') => ({
  metadata: { name, uid: 'aa-1', ownerReferences: [{ kind: 'ReplicaSet', name: owner }], ...more },
  spec: { nodeName: 'gpu-1' },
  status: { phase },
});
const other = set('fraud-1', '2', 4, '', 'fraud-llm');
const running = list(set('wealth-7', '7', 3), set('wealth-5', '5', 0), other);
const stopped = list(set('wealth-7', '7', 0), set('wealth-5', '5', 0), other);
const rolledBack = list(set('wealth-7', '7', 0), set('wealth-5', '8', 3, '5'), other);
const restored = list(set('wealth-7', '9', 1, '7'), set('wealth-5', '8', 2, '5'), other);
const target = { scaleTargetRef: { kind: 'Deployment', name: 'wealth-llm' } };
const hpa = (more: object = {}, meta: object = {}): Output =>
  list({ metadata: { name: 'wealth', ...meta }, spec: { ...target, ...more } });
const keda = (annotations: object): Output =>
  list({ metadata: { name: 'wealth', annotations }, spec: { scaleTargetRef: { name: 'wealth-llm' } } });
const labels = {
  labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' },
};
const fluxed = deploymentOf(3, '7', { ...labels, annotations: { [NUMBER]: '7' } });
const flux = (suspend: boolean): Output =>
  list({ metadata: { name: 'apps', namespace: 'flux-system' }, spec: { suspend } });
const argo = (syncPolicy: object): Output =>
  list({
    metadata: { name: 'llm' },
    spec: { syncPolicy },
    status: { resources: [{ kind: 'Deployment', namespace: 'inference', name: 'wealth-llm' }] },
  });
const absent = printed('error: the server doesn\'t have a resource type "applications"', 1);
const forbidden = printed('Error from server (Forbidden): applications.argoproj.io is forbidden: User "ir"', 1);
const noServer = printed(
  'The connection to the server k8s.example:6443 was refused - did you specify the right host?',
  1,
);
const notFound = printed('Error from server (NotFound): deployments.apps "wealth-llm" not found', 1);
const rehearsed = printed('deployment.apps/wealth-llm scaled (server dry run)');
const hung: Output = { text: '', exit: 128, timedOut: true };
const leaked = served('wealth-llm-v7', 'fraud');
const clean = served('wealth-llm-v5');
const ok = answered(200);
const refused = printed(
  "\nhttp_code=000 to=\ncurl: (7) Failed to connect to llm.example port 443 after 1 ms: Couldn't connect to server",
  7,
);
const silent = printed('\nhttp_code=000 to=\ncurl: (28) Connection timed out after 10001 milliseconds', 28);
const before = deploymentOf(3, '7');
const none = [list(), absent, absent, absent, absent] as const;
const dry = (deployment: Output, ...lists: readonly Output[]): readonly Output[] => [
  deployment,
  running,
  leaked,
  ok,
  rehearsed,
  ...lists,
];
const ROLLBACK = { way: 'rollback', revision: '7', safeRevision: '5' };

describe('M03, serving stopped', () => {
  test.each<Case>([
    ['kept', 'collect', [before, running, list(), leaked], 'done'],
    ['no such Deployment', 'collect', [notFound, running, list(), leaked], 'failed'],
    ['nothing restores it', 'dryRun', dry(before, ...none), 'ok'],
    ['the trap: an autoscaler', 'dryRun', dry(before, hpa(), absent, absent, absent, absent), 'refused'],
    [
      'its scaling up is disabled',
      'dryRun',
      dry(before, hpa({ behavior: { scaleUp: { selectPolicy: 'Disabled' } } }), absent, absent, absent, absent),
      'ok',
    ],
    ['KEDA', 'dryRun', dry(before, list(), keda({}), absent, absent, absent), 'refused'],
    [
      'KEDA, paused; its autoscaler does not count',
      'dryRun',
      dry(
        before,
        hpa({}, { ownerReferences: [{ kind: 'ScaledObject', name: 'wealth' }] }),
        keda({ 'autoscaling.keda.sh/paused': 'true' }),
        absent,
        absent,
        absent,
      ),
      'ok',
    ],
    [
      'KEDA, paused at 2 replicas',
      'dryRun',
      dry(before, list(), keda({ 'autoscaling.keda.sh/paused-replicas': '2' }), absent, absent, absent),
      'refused',
    ],
    ['the trap: Flux', 'dryRun', dry(fluxed, list(), absent, flux(false), absent, absent), 'refused'],
    ['Flux, suspended', 'dryRun', dry(fluxed, list(), absent, flux(true), absent, absent), 'ok'],
    ['Flux of another cluster', 'dryRun', dry(fluxed, list(), absent, absent, absent, absent), 'refused'],
    ['the trap: Argo CD', 'dryRun', dry(before, list(), absent, absent, absent, argo({ automated: {} })), 'refused'],
    ['Argo CD, by hand only', 'dryRun', dry(before, list(), absent, absent, absent, argo({})), 'ok'],
    ['Argo CD cannot be listed', 'dryRun', dry(before, list(), absent, absent, absent, forbidden), 'unclear'],
    [
      'an operator owns it',
      'dryRun',
      dry(deploymentOf(3, '7', { ownerReferences: [{ kind: 'InferenceService', name: 'wealth' }] }), ...none),
      'refused',
    ],
    ['control down', 'dryRun', [before, running, leaked, silent, rehearsed, ...none], 'refused'],
    ['not listed before', 'dryRun', [before, running, clean, ok, rehearsed, ...none], 'refused'],
    ['not allowed', 'dryRun', [before, running, leaked, ok, forbidden, ...none], 'refused'],
    ['cluster down', 'dryRun', [noServer, noServer, leaked, ok, noServer, ...none], 'unclear'],
    ['scaled', 'apply', [printed('deployment.apps/wealth-llm scaled'), stopped], 'done'],
    ['forbidden', 'apply', [forbidden, running], 'failed'],
    ['unreachable', 'apply', [noServer, noServer], 'unclear'],
    ['hung', 'apply', [hung, running], 'unclear'],
    ['Service without pods', 'mustFail', [refused, stopped], 'blocked'],
    ['gateway without a backend', 'mustFail', [answered(503, 'no healthy upstream'), stopped], 'blocked'],
    ['another Deployment serves it still', 'mustFail', [leaked, stopped], 'passed'],
    ['the trap: silent, but scaled up again', 'mustFail', [refused, running], 'passed'],
    ['a time-out is no refusal', 'mustFail', [silent, stopped], 'unclear'],
    ['the key is refused', 'mustFail', [answered(401), stopped], 'unclear'],
    ['cluster down', 'mustFail', [refused, noServer], 'unclear'],
    ['control answers', 'mustWork', [ok], 'passed'],
    ['control fails', 'mustWork', [answered(503)], 'blocked'],
    ['control silent', 'mustWork', [silent], 'unclear'],
    [
      'the trap: alive until exit',
      'residual',
      [stopped, list(pod('w-1', 'wealth-7', { deletionTimestamp: 'x' }))],
      'live',
    ],
    [
      'pods of others, and dead ones',
      'residual',
      [stopped, list(pod('f', 'fraud-1'), pod('w', 'wealth-7', {}, 'Failed'))],
      'none',
    ],
    ['pods not listed', 'residual', [stopped, forbidden], 'unclear'],
    ['deleted', 'killSessions', [printed('pod "w-1" deleted from inference namespace')], 'done'],
    ['scaled back', 'undo', [printed('deployment.apps/wealth-llm scaled'), before, running], 'done'],
    ['not scaled back', 'undo', [forbidden, deploymentOf(0, '7'), stopped], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('M03', step, outputs, exampleParams('M03')).verdict).toBe(verdict);
  });

  test('what would bring it back is named', () => {
    const summary = readingOf(
      'M03',
      'dryRun',
      dry(fluxed, hpa(), absent, flux(false), absent, absent),
      exampleParams('M03'),
    );
    expect(summary.summary).toContain('HorizontalPodAutoscaler wealth; Kustomization flux-system/apps');
  });

  test('pods are deleted by name and never by force', () => {
    const params = exampleParams('M03');
    const { sessions = [] } = readingOf('M03', 'residual', [stopped, list(pod('w-1', 'wealth-7'))], params);
    const [kill] = findTemplate('M03')?.steps.killSessions.commands({ params, actionId: 'a1', sessions }) ?? [];
    expect(kill?.argv).toContain('w-1');
    expect(kill?.argv).not.toContain('--force');
  });
});

describe('M03, serving rolled back', () => {
  const back = printed('deployment.apps/wealth-llm rolled back');
  test.each<Case>([
    ['possible; an autoscaler does not matter', 'dryRun', dry(before, hpa(), absent, absent, absent, absent), 'ok'],
    ['Argo CD', 'dryRun', dry(before, list(), absent, absent, absent, argo({ automated: {} })), 'refused'],
    ['another revision runs', 'dryRun', dry(deploymentOf(3, '8'), ...none), 'refused'],
    ['rolled back', 'apply', [back, rolledBack], 'done'],
    [
      'no such revision',
      'apply',
      [printed('error: unable to find specified revision 5 in history', 1), running],
      'failed',
    ],
    ['gone', 'mustFail', [clean, rolledBack], 'blocked'],
    ['the trap: restored under a new number', 'mustFail', [clean, restored], 'passed'],
    ['endpoint down is no proof', 'mustFail', [refused, rolledBack], 'unclear'],
    ['only old pods count', 'residual', [rolledBack, list(pod('w', 'wealth-5'))], 'none'],
    ['an old pod', 'residual', [rolledBack, list(pod('w', 'wealth-7'), pod('v', 'wealth-5'))], 'live'],
    ['returned', 'undo', [back, deploymentOf(3, '9'), restored], 'done'],
    ['not returned', 'undo', [forbidden, deploymentOf(3, '8'), rolledBack], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('M03', step, outputs, exampleParams('M03', ROLLBACK)).verdict).toBe(verdict);
  });

  test('one id for both revisions: the root path tells them apart', () => {
    const same = (root: string): Output => answered(200, { object: 'list', data: [{ id: 'wealth-llm', root }] });
    const params = exampleParams('M03', { ...ROLLBACK, model: '/models/v7' });
    expect(readingOf('M03', 'mustFail', [same('/models/v7'), rolledBack], params).verdict).toBe('passed');
    expect(readingOf('M03', 'mustFail', [same('/models/v5'), rolledBack], params).verdict).toBe('blocked');
  });
});

// Documented by vLLM: the two routes and their success lines, the list of models, the gauge vllm:lora_requests_info. Read in its source
// (0.8 and later): the texts of errors, and that the routes are not registered without runtime updating. From memory: that FastAPI answers
// 405 to a GET of a route that takes POST alone, and 404 {"detail":"Not Found"} where there is none.
const lora = (root: string): Output =>
  answered(200, {
    object: 'list',
    data: [
      { id: 'base-8b', root: '/models/base-8b', parent: null },
      { id: 'wealth-advice', root, parent: 'base-8b' },
    ],
  });
const loaded = lora('/srv/lora/wealth-v4');
const approved = lora('/approved/wealth-advice-v3');
const unloaded = served('base-8b');
const enabled = answered(405, { detail: 'Method Not Allowed' });
const disabled = answered(404, { detail: 'Not Found' });
const reply = answered(200, { object: 'text_completion', choices: [{ index: 0, text: ' a' }] });
const unknown = { message: 'The model `wealth-advice` does not exist.', type: 'NotFoundError', code: 404 };
const gone = answered(404, { error: unknown });
const goneBefore010 = answered(404, { object: 'error', ...unknown });
const removed = answered(200, "Success: LoRA adapter 'wealth-advice' removed successfully.");
const notLoaded = answered(404, {
  error: { message: "The lora adapter 'wealth-advice' cannot be found.", type: 'NotFoundError', code: 404 },
});
const added = answered(200, "Success: LoRA adapter 'wealth-advice' added successfully.");
const already = answered(400, { error: { message: "The lora adapter 'wealth-advice' has already been loaded." } });
const metrics = (...states: readonly (readonly [names: string, time: string])[]): Output =>
  answered(
    200,
    [
      '# HELP vllm:lora_requests_info Running stats on lora requests.',
      '# TYPE vllm:lora_requests_info gauge',
      ...states.map(
        ([names, time]) =>
          `vllm:lora_requests_info{max_lora="2",running_lora_adapters="${names}",waiting_lora_adapters=""} ${time}`,
      ),
    ].join('\n'),
  );
const idle = metrics(['wealth-advice', '1.7886264546318772e+09'], ['', '1.7886264577368872e+09']);
const busy = metrics(['', '1.7886264546318772e+09'], ['tax,wealth-advice', '1.7886264577368872e+09']);

/** With two replicas: what the first answers, then the second. */
describe('M04, LoRA adapter', () => {
  test.each<Case>([
    ['kept', 'collect', [loaded, unloaded], 'done'],
    ['one replica silent', 'collect', [loaded, silent], 'unclear'],
    ['possible', 'dryRun', [loaded, enabled, reply, loaded, enabled, reply], 'ok'],
    ['loaded at one only', 'dryRun', [loaded, enabled, reply, unloaded, enabled, reply], 'ok'],
    ['the trap: runtime updating is off', 'dryRun', [loaded, disabled, reply, loaded, disabled, reply], 'refused'],
    ['the trap, at one replica of two', 'dryRun', [loaded, enabled, reply, loaded, disabled, reply], 'refused'],
    ['key refused', 'dryRun', [answered(401), answered(401), answered(401), loaded, enabled, reply], 'unclear'],
    ['not loaded', 'dryRun', [unloaded, enabled, reply, unloaded, enabled, reply], 'refused'],
    ['base model silent', 'dryRun', [loaded, enabled, silent, loaded, enabled, reply], 'refused'],
    ['unloaded', 'apply', [removed, removed], 'done'],
    ['was not loaded at one', 'apply', [removed, notLoaded], 'done'],
    ['no such route', 'apply', [removed, disabled], 'failed'],
    ['one replica silent', 'apply', [removed, silent], 'unclear'],
    ['one replica hung', 'apply', [removed, hung], 'unclear'],
    ['gone at both', 'mustFail', [gone, unloaded, goneBefore010, unloaded], 'blocked'],
    ['the second replica serves it', 'mustFail', [gone, unloaded, reply, loaded], 'passed'],
    ['a resolver loads it again when asked', 'mustFail', [gone, unloaded, reply, unloaded], 'passed'],
    ['listed still', 'mustFail', [gone, loaded, gone, unloaded], 'passed'],
    ['404 of something else', 'mustFail', [disabled, unloaded, gone, unloaded], 'unclear'],
    ['one replica down', 'mustFail', [gone, unloaded, refused, refused], 'unclear'],
    ['the second was not asked', 'mustFail', [gone, unloaded], 'unclear'],
    ['base answers', 'mustWork', [reply, reply], 'passed'],
    ['base gone', 'mustWork', [reply, gone], 'blocked'],
    ['base silent', 'mustWork', [reply, silent], 'unclear'],
    ['an older state of the metric does not count', 'residual', [idle, metrics()], 'none'],
    ['requests in progress', 'residual', [idle, busy], 'live'],
    ['another name that contains it', 'residual', [idle, metrics(['wealth-advice-v2', '2'])], 'none'],
    ['no such metric', 'residual', [idle, answered(200, '# HELP other x')], 'unclear'],
    ['ended by themselves', 'killSessions', [idle, idle], 'done'],
    ['cannot be ended', 'killSessions', [idle, busy], 'failed'],
    ['loaded from the approved path', 'undo', [added, approved, added, approved], 'done'],
    ['the leaked files are loaded still', 'undo', [already, loaded, added, approved], 'failed'],
    ['not loaded', 'undo', [disabled, unloaded, added, approved], 'failed'],
  ])('%s (%s)', (_name, step, outputs, verdict) => {
    expect(readingOf('M04', step, outputs, exampleParams('M04')).verdict).toBe(verdict);
  });

  test('each replica is asked by its own address, the key by standard input', () => {
    const params = exampleParams('M04', { replicas: '10.20.0.11,2001:db8::7' });
    const commands = findTemplate('M04')?.steps.apply.commands({ params, actionId: 'a1', sessions: [] }) ?? [];
    expect(commands.map(({ argv }) => argv.at(-1))).toEqual([
      'http://10.20.0.11:8000/v1/unload_lora_adapter',
      'http://[2001:db8::7]:8000/v1/unload_lora_adapter',
    ]);
    expect(commands[0]?.argv).toContain('{"lora_name":"wealth-advice"}');
    expect(commands[0]?.stdin).toContainEqual({ secretFile: '/run/ir/vllm.key' });
  });

  test('the dry run names the replica without runtime updating, and tells when undo would load the same files', () => {
    const off = [loaded, enabled, reply, loaded, disabled, reply];
    expect(readingOf('M04', 'dryRun', off, exampleParams('M04')).summary).toContain('off at 10.20.0.12:');
    const same = readingOf('M04', 'dryRun', [approved, enabled, reply, unloaded, enabled, reply], exampleParams('M04'));
    expect(same.facts).toContainEqual({ name: 'undo loads the same files', value: 'yes' });
  });
});
