import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { kubectl } from '../cloud/kubectl.ts';
import { nameOf } from '../network/kubectl.ts';
import { param } from '../param.ts';
import { policyList, probePod } from './m05-policy.ts';

function sending(context: StepContext, title: string, words: readonly string[], text: string): Command {
  return { ...kubectl(context, title, [...words, '-f', '-']), stdin: [{ text }] };
}

function probe(context: StepContext, name: 'old' | 'tag' | 'control'): Command {
  const repository = param(context, 'repository');
  const [title, image] = {
    old: ['Ask for a pod with the old digest, as a dry run', `${repository}@${param(context, 'digest')}`],
    tag: ['Ask for a pod by tag, as a dry run', `${repository}:${param(context, 'tag')}`],
    control: ['Ask for a pod with the current digest, as a dry run', `${repository}@${param(context, 'current')}`],
  }[name] as [string, string];
  return sending(context, title, ['create', '--dry-run=server'], probePod(`bulkhead-${name}`, image));
}

/** Images alone: the JSON of a pod would bring what its environment holds into the record. */
function pods(context: StepContext): Command {
  const images = (list: string) => `.spec.${list}[*].image`;
  const columns = [
    'NAMESPACE:.metadata.namespace',
    'NAME:.metadata.name',
    'PHASE:.status.phase',
    `IMAGES:${images('containers')}`,
    `INIT:${images('initContainers')}`,
    `EPHEMERAL:${images('ephemeralContainers')}`,
    'VOLUMES:.spec.volumes[*].image.reference',
    'RUNNING:.status.containerStatuses[*].imageID',
  ];
  const words = ['get', 'pods', '--all-namespaces', '-o', `custom-columns=${columns.join(',')}`];
  return kubectl(context, 'List the images of all pods', words);
}

function read(context: StepContext, kind: 'policy' | 'binding'): Command {
  const what = kind === 'policy' ? 'validatingadmissionpolicy' : 'validatingadmissionpolicybinding';
  return kubectl(context, `Read our ${kind}`, ['get', what, nameOf(context), '-o', 'json']);
}

export function collectCommands(context: StepContext): readonly Command[] {
  const kinds = 'validatingadmissionpolicies,validatingadmissionpolicybindings';
  return [kubectl(context, 'Keep the policies as they are', ['get', kinds, '-o', 'json']), pods(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    sending(context, 'Let the server check the policy', ['apply', '--dry-run=server'], policyList(context)),
    probe(context, 'old'),
    probe(context, 'control'),
    pods(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    sending(context, 'Create policy and binding', ['apply'], policyList(context)),
    read(context, 'policy'),
    read(context, 'binding'),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [probe(context, 'old'), probe(context, 'tag')];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [probe(context, 'control')];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [pods(context)];
}

/** One call a namespace, since a step on record has 20 commands of 60 words; the next look finds those that are left. */
export function killCommands(context: StepContext): readonly Command[] {
  const byNamespace = new Map<string, string[]>();
  for (const { id } of context.sessions) {
    const [namespace = '', pod = ''] = id.split(':');
    if (namespace !== '' && pod !== '') byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), pod]);
  }
  return [...byNamespace].slice(0, 20).map(([namespace, names]) => {
    const there = { ...context, params: { ...context.params, namespace } };
    const some = names.slice(0, 40);
    return kubectl(there, `Delete ${some.length} pod(s) in ${namespace}`, ['delete', 'pod', ...some, '--wait=false']);
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  const remove = (kind: string) => ['delete', kind, nameOf(context), '--ignore-not-found'];
  return [
    kubectl(context, 'Delete our binding', remove('validatingadmissionpolicybinding')),
    kubectl(context, 'Delete our policy', remove('validatingadmissionpolicy')),
    read(context, 'policy'),
    read(context, 'binding'),
  ];
}
