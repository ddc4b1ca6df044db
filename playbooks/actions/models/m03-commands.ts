import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { kubectl } from '../cloud/kubectl.ts';
import { param } from '../param.ts';
import { NOTHING_SHOWN, secretCall } from '../secret-call.ts';
import { serverCall } from './served-models.ts';
import { listRestorers } from './serving-restorers.ts';

export function isStop(context: StepContext): boolean {
  return param(context, 'way') === 'stop';
}

function deployment(context: StepContext): Command {
  return kubectl(context, 'Read the Deployment', ['get', 'deployment', param(context, 'deployment'), '-o', 'json']);
}

function replicaSets(context: StepContext): Command {
  return kubectl(context, 'List its revisions', ['get', 'replicasets', '-o', 'json']);
}

function pods(context: StepContext): Command {
  return kubectl(context, 'List the pods', ['get', 'pods', '-o', 'json']);
}

function models(context: StepContext): Command {
  return serverCall(context, 'Ask the endpoint what it serves', param(context, 'endpoint'), '/v1/models');
}

function control(context: StepContext): Command {
  return secretCall('Ask the control endpoint', param(context, 'controlUrl'), NOTHING_SHOWN, ['-o', '/dev/null']);
}

function scale(context: StepContext, title: string, replicas: string, more: readonly string[] = []): Command {
  return kubectl(context, title, [
    'scale',
    'deployment',
    param(context, 'deployment'),
    `--replicas=${replicas}`,
    ...more,
  ]);
}

function rollTo(context: StepContext, title: string, revision: string, more: readonly string[] = []): Command {
  const name = `deployment/${param(context, 'deployment')}`;
  return kubectl(context, title, ['rollout', 'undo', name, `--to-revision=${revision}`, ...more]);
}

function change(context: StepContext, more: readonly string[] = []): Command {
  const rehearsed = more.length === 0 ? '' : ', as a rehearsal by the server';
  return isStop(context)
    ? scale(context, `Scale to 0${rehearsed}`, '0', more)
    : rollTo(context, `Roll back${rehearsed}`, param(context, 'safeRevision'), more);
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [deployment(context), replicaSets(context), pods(context), models(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    deployment(context),
    replicaSets(context),
    models(context),
    control(context),
    change(context, ['--dry-run=server']),
    ...listRestorers(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [change(context), replicaSets(context)];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [models(context), replicaSets(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [control(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [replicaSets(context), pods(context)];
}

/** Never by force: that takes a pod off the list while its process, and the model in it, may run on. */
export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.map(({ id }) => {
    const name = id.split(':')[0] ?? '';
    return kubectl(context, `Delete pod ${name}`, ['delete', 'pod', name, '--grace-period=5', '--timeout=20s']);
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  const back = isStop(context)
    ? scale(context, 'Scale back', param(context, 'undoReplicas'))
    : rollTo(context, 'Return to the revision from before', param(context, 'revision'));
  return [back, deployment(context), replicaSets(context)];
}
