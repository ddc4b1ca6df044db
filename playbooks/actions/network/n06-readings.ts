import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { jsonOf, listOf, textOf, type Json } from '../gateways/json-body.ts';
import { param } from '../param.ts';
import { has, linesOf } from '../pasted-text.ts';
import { isIn, listed } from './cidr.ts';
import { sessionOf } from './flows.ts';
import { OUR_RULES } from './n06-commands.ts';
import { socketsIn } from './sockets.ts';
import { seenBy } from './zone-probe.ts';

type Outputs = readonly Output[];

/** Security groups of the instance; undefined when the answer is not about it. */
function groupsIn(output: Output | undefined, context: StepContext): readonly string[] | undefined {
  const instances = (listOf(jsonOf(output)?.['Reservations']) ?? []).flatMap((one) => listOf(one['Instances']) ?? []);
  const instance = instances.find((one) => textOf(one['InstanceId']) === param(context, 'instance'));
  return listOf(instance?.['SecurityGroups'])
    ?.map((group) => textOf(group['GroupId']))
    .toSorted();
}

function aclIn(output: Output | undefined, context: StepContext): Json | undefined {
  return listOf(jsonOf(output)?.['NetworkAcls'])?.find((one) => textOf(one['NetworkAclId']) === param(context, 'acl'));
}

/** Rules of the numbers that are ours: `egress` or `ingress`, number, action, range. */
function ours(acl: Json): readonly string[] {
  return (listOf(acl['Entries']) ?? []).flatMap((entry) => {
    const number = entry['RuleNumber'];
    if (typeof number !== 'number' || !OUR_RULES.includes(number)) return [];
    const range = textOf(entry['CidrBlock']) || textOf(entry['Ipv6CidrBlock']);
    return [`${entry['Egress'] === true ? 'egress' : 'ingress'} ${number} ${textOf(entry['RuleAction'])} ${range}`];
  });
}

function wanted(context: StepContext): readonly string[] {
  return ['egress', 'ingress'].flatMap((way) => [
    `${way} 1 allow ${param(context, 'forensic')}`,
    `${way} 2 deny 0.0.0.0/0`,
    `${way} 3 deny ::/0`,
  ]);
}

type State = 'in force' | 'partly' | 'not read';

function stateOf(instance: Output | undefined, acl: Output | undefined, context: StepContext): State {
  const [groups, list] = [groupsIn(instance, context), aclIn(acl, context)];
  if (groups === undefined || list === undefined) return 'not read';
  const there = ours(list);
  const all = wanted(context).every((rule) => there.includes(rule));
  return all && groups.join() === param(context, 'quarantineGroup') ? 'in force' : 'partly';
}

const NOT_READ: Reading = { verdict: 'unclear', summary: 'Instance and network ACL could not be read.' };

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const [groups, acl] = [groupsIn(outputs[1], context), aclIn(outputs[2], context)];
  if (groups === undefined || acl === undefined) return NOT_READ;
  return {
    verdict: 'done',
    summary: 'Kept: groups, network ACL and what the instance has open.',
    facts: [{ name: 'groups', value: groups.join(',') || 'none' }],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [groups, acl] = [groupsIn(outputs[0], context), aclIn(outputs[1], context)];
  if (groups === undefined || acl === undefined) return NOT_READ;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  if (groups.join() !== listed(param(context, 'groups')).toSorted().join())
    return refuse('The instance has other groups than those that undo would put back.');
  if (ours(acl).length > 0) return refuse('Rules 1 to 3 of the network ACL are taken: make room for ours first.');
  const subnets = listOf(acl['Associations'])?.length ?? 0;
  if (subnets === 0) return refuse('This network ACL belongs to no subnet, so it would stop nothing.');
  const said = linesOf(outputs[2]);
  if (has(said, /\(UnauthorizedOperation\)/)) return refuse('The account may not change the groups of the instance.');
  if (!has(said, /\(DryRunOperation\)/))
    return { verdict: 'unclear', summary: 'The account gave no answer about the change.' };
  if (seenBy('forensic', outputs[4]) !== 'open') return refuse('Forensics do not reach the instance now.');
  return {
    verdict: 'ok',
    summary: `Can be done. The network ACL is for ${subnets} subnet(s) with everything in them.`,
    facts: [
      { name: 'outside now', value: seenBy('outside', outputs[3]) },
      { name: 'subnets', value: String(subnets) },
    ],
  };
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const state = stateOf(outputs.at(-2), outputs.at(-1), context);
  if (state === 'not read' || outputs.some((output) => output.timedOut)) return NOT_READ;
  return state === 'in force'
    ? {
        verdict: 'done',
        summary: 'The instance has the quarantine group alone, and the network ACL lets forensics only.',
      }
    : { verdict: 'failed', summary: 'Groups or network ACL are not as they were ordered.' };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const way = seenBy('outside', outputs[0]);
  if (way === 'open') return { verdict: 'passed', summary: 'The instance still reaches the host outside.' };
  const state = stateOf(outputs[1], outputs[2], context);
  // Trap: a group alone leaves tracked connections running; only the ACL cuts at once.
  return way !== 'unclear' && state === 'in force'
    ? {
        verdict: 'blocked',
        summary: 'The instance does not reach the host outside, and both group and network ACL are in force.',
      }
    : {
        verdict: 'unclear',
        summary: 'No proof: no clear answer from the instance, or group and network ACL are not both in force.',
      };
}

export function readMustWork(outputs: Outputs): Reading {
  const way = seenBy('forensic', outputs[0]);
  if (way === 'open') return { verdict: 'passed', summary: 'Forensics reach the instance.' };
  return way === 'unclear'
    ? { verdict: 'unclear', summary: 'No clear answer from the forensics host.' }
    : { verdict: 'blocked', summary: 'Forensics do not reach the instance.' };
}

export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const open = socketsIn(outputs[0]);
  if (open === undefined)
    return { verdict: 'unclear', summary: 'The connections of the instance could not be listed.' };
  const left = open.filter(({ target }) => !isIn(target, param(context, 'forensic')));
  return left.length === 0
    ? { verdict: 'none', summary: 'Only forensics have a connection to the instance.', sessions: [] }
    : {
        verdict: 'live',
        summary: `${left.length} connection(s) from before are still open on the instance.`,
        sessions: left.slice(0, 200).map(sessionOf),
      };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const [groups, acl] = [groupsIn(outputs.at(-2), context), aclIn(outputs.at(-1), context)];
  if (groups === undefined || acl === undefined || outputs.some((output) => output.timedOut)) return NOT_READ;
  return groups.join() === listed(param(context, 'groups')).toSorted().join() && ours(acl).length === 0
    ? { verdict: 'done', summary: 'The instance has its groups again, and our rules are gone.' }
    : { verdict: 'failed', summary: 'Groups or network ACL are not as they were before.' };
}
