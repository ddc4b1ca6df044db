import type { ActionTemplate, Command, ParamField, StepContext } from '../../../shared/domain/action.ts';
import { HOUR } from '../../../shared/domain/instant.ts';
import { contextField, inContext } from '../cloud/kubectl.ts';
import { param } from '../param.ts';
import { through } from '../via.ts';
import { familyOf, listed } from './cidr.ts';
import { flowOf } from './flows.ts';
import { inPod, kubectl, nameOf } from './kubectl.ts';
import { readKill } from './n03-readings.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './n04-readings.ts';
import { closeSocket } from './sockets.ts';
import { tcpProbe, url } from './zone-probe.ts';

const KIND = 'ciliumnetworkpolicies.cilium.io';

/**
 * Everything outside of the cluster denied, the kept ranges left out; a deny beats every allow (reference N04). Trap: without
 * `enableDefaultDeny` a policy of denies alone turns its pods to deny by default in that direction, and checkout stops.
 */
export function ciliumPolicy(context: StepContext): string {
  const name = nameOf(context);
  const kept = (family: 4 | 6): string => {
    const ranges = listed(param(context, 'kept')).filter((range) => familyOf(range) === family);
    return ranges.length === 0 ? '' : `, except: [${ranges.map((range) => `"${range}"`).join(', ')}]`;
  };
  return [
    'apiVersion: cilium.io/v2',
    'kind: CiliumNetworkPolicy',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${param(context, 'namespace')}`,
    `  labels: {bulkhead.io/incident: ${name}}`,
    'spec:',
    `  endpointSelector: {matchLabels: {${param(context, 'label')}: "${param(context, 'labelValue')}"}}`,
    '  enableDefaultDeny: {egress: false, ingress: false}',
    '  egressDeny:',
    '    - toCIDRSet:',
    `        - {cidr: "0.0.0.0/0"${kept(4)}}`,
    `        - {cidr: "::/0"${kept(6)}}`,
    '',
  ].join('\n');
}

function getPolicies(context: StepContext): Command {
  return kubectl(context, 'Read the Cilium policies of the namespace', ['get', KIND, '-o', 'json']);
}

function tryFrom(context: StepContext, name: 'outside' | 'kept'): Command {
  const target = url(param(context, `${name}Host`), param(context, `${name}Port`));
  const title = name === 'outside' ? 'In a pod: try the host outside' : 'In a pod: try the host that is kept';
  return inPod(context, title, param(context, 'pod'), tcpProbe(name, '', '', target).argv);
}

function sockets(context: StepContext): Command {
  return inPod(context, 'In a pod: list its open connections', param(context, 'pod'), [
    'ss',
    '-tn',
    'state',
    'established',
  ]);
}

/** What Hubble saw dropped from the pod: the proof that it was a policy. */
function drops(context: StepContext): Command {
  const from = `${param(context, 'namespace')}/${param(context, 'pod')}`;
  const words = ['observe', '--from-pod', from, '--verdict', 'DROPPED', '--last', '20', '-o', 'jsonpb'];
  const argv = ['kubectl', ...inContext(context), '-n', 'kube-system', 'exec', 'ds/cilium', '--', 'hubble', ...words];
  return { title: 'Ask Hubble what was dropped', argv: through(param(context, 'kubectlVia'), argv), timeoutMs: 20_000 };
}

function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap(({ id, label }) => {
    const flow = flowOf(id);
    return flow === undefined
      ? []
      : [inPod(context, `In a pod: close ${label}`, param(context, 'pod'), closeSocket(flow))];
  });
}

function field(name: string, label: string, kind: ParamField['kind'], hint: string, example: string): ParamField {
  return { name, label, kind, hint, example };
}

/** N04 (reference PB4): egress of pods to outside of the cluster denied by Cilium. */
export const n04Cilium: ActionTemplate = {
  id: 'N04',
  version: 4,
  title: 'Cilium: deny egress',
  purpose: 'Pods of one label reach the cluster and the kept ranges, and nothing else outside.',
  risk: 'R2',
  reversal: 'undo',
  reversalNote: 'The policy is deleted.',
  tested: 'contract',
  targets: ['segment', 'cluster'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: 4 * HOUR,
  blastRadius: 'Every service outside that is not kept is out of reach for these pods.',
  trap: 'A policy of denies alone turns its pods to deny by default unless enableDefaultDeny is off, and an older Cilium drops that field without a word: checkout stops. Pods on the network of their host are not touched.',
  programs: ['kubectl', 'ssh'],
  quorum: { distinct: 2, seats: [['commander'], ['containment-lead']] },
  fields: [
    { ...field('kubectlVia', 'Way to kubectl', 'via', 'Empty: here.', 'ssh/ir@jump.example'), optional: true },
    contextField,
    field('namespace', 'Namespace', 'name', 'Where the pods run.', 'ai'),
    field('label', 'Label of the pods', 'text', 'Usually app.', 'app'),
    field('labelValue', 'Its value', 'name', 'Which pods.', 'llm'),
    field('pod', 'One of them', 'name', 'The probes run in it.', 'llm-7d9f-x2x4z'),
    field('kept', 'Ranges kept', 'cidr-list', 'Payment and name servers outside of the cluster.', '198.51.100.0/28'),
    field('cluster', 'Ranges of the cluster', 'cidr-list', 'Pods, services, nodes.', '10.42.0.0/16,10.43.0.0/16'),
    field('outsideHost', 'Host outside to try', 'host', 'One of your own, answering now.', '203.0.113.2'),
    field('outsidePort', 'Port of the host outside', 'port', 'Must be out of reach.', '443'),
    field('keptHost', 'Kept host to try', 'host', 'In the kept ranges.', '198.51.100.2'),
    field('keptPort', 'Port of the kept host', 'port', 'Must go on answering.', '443'),
  ],
  steps: {
    collect: { commands: (context) => [sockets(context), getPolicies(context)], parse: readCollect },
    dryRun: {
      commands: (context) => [
        kubectl(
          context,
          'See what the server would keep',
          ['apply', '--dry-run=server', '-o', 'json', '-f', '-'],
          ciliumPolicy(context),
        ),
        getPolicies(context),
        tryFrom(context, 'outside'),
        tryFrom(context, 'kept'),
      ],
      parse: readDryRun,
    },
    apply: {
      commands: (context) => [
        kubectl(context, 'Create the policy', ['apply', '-f', '-'], ciliumPolicy(context)),
        getPolicies(context),
      ],
      parse: readApply,
    },
    mustFail: {
      commands: (context) => [getPolicies(context), tryFrom(context, 'outside'), drops(context)],
      parse: readMustFail,
    },
    mustWork: { commands: (context) => [tryFrom(context, 'kept')], parse: readMustWork },
    residual: { commands: (context) => [sockets(context)], parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: {
      commands: (context) => [
        kubectl(context, 'Delete the policy', ['delete', KIND, '-l', `bulkhead.io/incident=${nameOf(context)}`]),
        getPolicies(context),
      ],
      parse: readUndo,
    },
  },
};
