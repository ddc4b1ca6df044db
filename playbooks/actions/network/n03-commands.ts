import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { flowOf } from './flows.ts';
import { inPod, kubectl, nameOf } from './kubectl.ts';
import { closeSocket } from './sockets.ts';
import { tcpProbe, url } from './zone-probe.ts';

/** Nothing out, and in only from the forensics namespace (reference N03). Name resolution is not let out either. */
export function policy(context: StepContext): string {
  const name = nameOf(context);
  return [
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${param(context, 'namespace')}`,
    `  labels: {bulkhead.io/incident: ${name}}`,
    'spec:',
    `  podSelector: {matchLabels: {bulkhead.io/quarantine: ${name}}}`,
    '  policyTypes: [Ingress, Egress]',
    '  ingress:',
    `    - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${param(context, 'forensicNamespace')}}}}]`,
    '  egress: []',
    '',
  ].join('\n');
}

function getPod(context: StepContext): Command {
  return kubectl(context, 'Read the pod', ['get', 'pod', param(context, 'pod'), '-o', 'json']);
}

function getPolicies(context: StepContext): Command {
  return kubectl(context, 'Read all network policies of the namespace', ['get', 'networkpolicies', '-o', 'json']);
}

function tryOut(context: StepContext, name: 'quarantined' | 'control', pod: string): Command {
  const target = url(param(context, 'targetHost'), param(context, 'targetPort'));
  const { argv } = tcpProbe(name, '', '', target);
  return inPod(
    context,
    name === 'control' ? 'In the control pod: try the target' : 'In the pod: try the target',
    pod,
    argv,
  );
}

function sockets(context: StepContext): Command {
  return inPod(context, 'In the pod: list its open connections', param(context, 'pod'), [
    'ss',
    '-tn',
    'state',
    'established',
  ]);
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [
    sockets(context),
    kubectl(context, 'Keep the events', ['get', 'events', '-o', 'wide']),
    getPod(context),
    getPolicies(context),
    kubectl(context, 'Keep the versions', ['version']),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    getPod(context),
    getPolicies(context),
    kubectl(context, 'Let the server check the policy', ['apply', '--dry-run=server', '-f', '-'], policy(context)),
    tryOut(context, 'quarantined', param(context, 'pod')),
    tryOut(context, 'control', param(context, 'controlPod')),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  // The policy first: a pod that is labelled before it exists would be outside of its service and still connected.
  return [
    kubectl(context, 'Create the policy', ['apply', '-f', '-'], policy(context)),
    kubectl(context, 'Take the pod out of its service and into quarantine', [
      'label',
      'pod',
      param(context, 'pod'),
      `${param(context, 'label')}-`,
      `bulkhead.io/quarantine=${nameOf(context)}`,
      '--overwrite',
    ]),
    getPod(context),
    getPolicies(context),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [getPod(context), getPolicies(context), tryOut(context, 'quarantined', param(context, 'pod'))];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [tryOut(context, 'control', param(context, 'controlPod'))];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [sockets(context)];
}

export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap(({ id, label }) => {
    const flow = flowOf(id);
    return flow === undefined
      ? []
      : [inPod(context, `In the pod: close ${label}`, param(context, 'pod'), closeSocket(flow))];
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [
    kubectl(context, 'Put the pod back into its service', [
      'label',
      'pod',
      param(context, 'pod'),
      `${param(context, 'label')}=${param(context, 'labelValue')}`,
      'bulkhead.io/quarantine-',
      '--overwrite',
    ]),
    kubectl(context, 'Delete the policy', [
      'delete',
      'networkpolicies',
      '-l',
      `bulkhead.io/incident=${nameOf(context)}`,
    ]),
    getPod(context),
    getPolicies(context),
  ];
}
