import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { through } from '../via.ts';
import { listed } from './cidr.ts';
import { flowOf } from './flows.ts';
import { closeSocket } from './sockets.ts';
import { tcpProbe, url } from './zone-probe.ts';

function ec2(context: StepContext, title: string, words: readonly string[]): Command {
  const profile = param(context, 'awsProfile');
  const whose = profile === '' ? [] : ['--profile', profile];
  const argv = ['aws', 'ec2', ...words, '--region', param(context, 'region'), ...whose, '--output', 'json'];
  return { title, argv: through(param(context, 'awsVia'), argv), timeoutMs: 30_000 };
}

function describeInstance(context: StepContext): Command {
  return ec2(context, 'Read the instance', ['describe-instances', '--instance-ids', param(context, 'instance')]);
}

function describeAcl(context: StepContext): Command {
  return ec2(context, 'Read the network ACL', ['describe-network-acls', '--network-acl-ids', param(context, 'acl')]);
}

function groups(context: StepContext, title: string, names: readonly string[], ...more: readonly string[]): Command {
  const words = ['modify-instance-attribute', '--instance-id', param(context, 'instance'), '--groups', ...names];
  return ec2(context, title, [...words, ...more]);
}

function tryOut(context: StepContext): Command {
  const target = url(param(context, 'outsideHost'), param(context, 'outsidePort'));
  return tcpProbe('outside', 'On the instance: try the host outside', param(context, 'instanceVia'), target);
}

function tryIn(context: StepContext): Command {
  const target = url(param(context, 'instanceHost'), param(context, 'instancePort'));
  return tcpProbe('forensic', 'On a forensics host: try the instance', param(context, 'forensicVia'), target);
}

function sockets(context: StepContext): Command {
  const argv = through(param(context, 'instanceVia'), ['ss', '-tn', 'state', 'established']);
  return { title: 'On the instance: list its open connections', argv, timeoutMs: 10_000 };
}

/** Rules of ours: forensics first, both ways and all ports, because an ACL knows no answers; then nobody, IPv6 too. */
const RULES = [
  { number: '1', action: 'allow', block: 'forensic' },
  { number: '2', action: 'deny', block: '0.0.0.0/0' },
  { number: '3', action: 'deny', block: '::/0' },
] as const;
export const OUR_RULES: readonly number[] = RULES.map(({ number }) => Number(number));
const WAYS = ['--egress', '--ingress'] as const;

function entries(context: StepContext): readonly Command[] {
  return RULES.flatMap(({ number, action, block }) =>
    WAYS.map((way) => {
      const range = block === 'forensic' ? param(context, 'forensic') : block;
      const cidr = range.includes(':') ? ['--ipv6-cidr-block', range] : ['--cidr-block', range];
      const rule = ['--rule-number', number, '--protocol', '-1', '--rule-action', action];
      const words = ['create-network-acl-entry', '--network-acl-id', param(context, 'acl'), ...rule, ...cidr, way];
      return ec2(context, `Network ACL, rule ${number} ${way.slice(2)}: ${action} ${range}`, words);
    }),
  );
}

function removed(context: StepContext): readonly Command[] {
  return RULES.flatMap(({ number }) =>
    WAYS.map((way) => {
      const words = [
        'delete-network-acl-entry',
        '--network-acl-id',
        param(context, 'acl'),
        '--rule-number',
        number,
        way,
      ];
      return ec2(context, `Network ACL: remove rule ${number} ${way.slice(2)}`, words);
    }),
  );
}

export function collectCommands(context: StepContext): readonly Command[] {
  return [sockets(context), describeInstance(context), describeAcl(context)];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    describeInstance(context),
    describeAcl(context),
    groups(context, 'Ask whether the groups could be changed', [param(context, 'quarantineGroup')], '--dry-run'),
    tryOut(context),
    tryIn(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    groups(context, 'Give the instance the quarantine group alone', [param(context, 'quarantineGroup')]),
    ...entries(context),
    describeInstance(context),
    describeAcl(context),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [tryOut(context), describeInstance(context), describeAcl(context)];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [tryIn(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [sockets(context)];
}

export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap(({ id, label }) => {
    const flow = flowOf(id);
    if (flow === undefined) return [];
    const argv = through(param(context, 'instanceVia'), closeSocket(flow));
    return [{ title: `On the instance: close ${label}`, argv, timeoutMs: 10_000 }];
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [
    groups(context, 'Give the instance its groups back', listed(param(context, 'groups'))),
    ...removed(context),
    describeInstance(context),
    describeAcl(context),
  ];
}
