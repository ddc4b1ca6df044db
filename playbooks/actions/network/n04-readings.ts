import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { jsonOf, objectOf, type Json } from '../gateways/json-body.ts';
import { param } from '../param.ts';
import { has, linesOf } from '../pasted-text.ts';
import { isInAny, listed } from './cidr.ts';
import { sessionOf } from './flows.ts';
import { itemsIn, metadataName, nameOf } from './kubectl.ts';
import { socketsIn } from './sockets.ts';
import { seenBy } from './zone-probe.ts';

type Outputs = readonly Output[];

/** Whether the policy as the server keeps it leaves the default alone. An older Cilium drops the field without a word. */
function leavesDefault(policy: Json | undefined): boolean {
  const spec = objectOf(policy?.['spec']);
  const setting = objectOf(spec?.['enableDefaultDeny']);
  return Array.isArray(spec?.['egressDeny']) && setting?.['egress'] === false;
}

export function readCollect(outputs: Outputs): Reading {
  const policies = itemsIn(outputs[1]);
  if (policies === undefined) return { verdict: 'unclear', summary: 'The policies could not be read.' };
  const open = socketsIn(outputs[0]);
  return {
    verdict: 'done',
    summary: `Kept: ${policies.length} Cilium policies${open === undefined ? '; the connections could not be listed' : ` and ${open.length} connection(s)`}.`,
    facts: [{ name: 'policies', value: String(policies.length) }],
  };
}

const WOULD_FLIP =
  'This Cilium does not keep enableDefaultDeny: its pods would deny by default, and checkout would stop. Use an allow-list instead.';

export function readDryRun(outputs: Outputs): Reading {
  const [check, , outside, kept] = outputs;
  const stored = jsonOf(check);
  if (has(linesOf(check), /^(?:Error|error: )/))
    return { verdict: 'refused', summary: 'The server refuses the policy, or does not know Cilium.' };
  if (stored?.['kind'] !== 'CiliumNetworkPolicy' || itemsIn(outputs[1]) === undefined)
    return { verdict: 'unclear', summary: 'The server gave no answer about the policy.' };
  if (!leavesDefault(stored)) return { verdict: 'refused', summary: WOULD_FLIP };
  if (seenBy('kept', kept) !== 'open')
    return {
      verdict: 'refused',
      summary: 'What has to stay open does not work now, so a later success would prove nothing.',
    };
  return {
    verdict: 'ok',
    summary: 'Egress to outside can be denied; the default of the pods stays as it is.',
    facts: [{ name: 'outside now', value: seenBy('outside', outside) }],
  };
}

function ownIn(output: Output | undefined, context: StepContext): Json | 'gone' | 'unclear' {
  const policies = itemsIn(output);
  if (policies === undefined) return 'unclear';
  return policies.find((policy) => metadataName(policy) === nameOf(context)) ?? 'gone';
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const own = ownIn(outputs[1], context);
  if (outputs.some((output) => output.timedOut) || own === 'unclear')
    return { verdict: 'unclear', summary: 'The policy could not be read back.' };
  if (own === 'gone') return { verdict: 'failed', summary: 'The policy is not there.' };
  return leavesDefault(own)
    ? { verdict: 'done', summary: 'The policy is in place and leaves the default of the pods alone.' }
    : { verdict: 'failed', summary: WOULD_FLIP };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const way = seenBy('outside', outputs[1]);
  const facts = [{ name: 'outside', value: way }];
  if (way === 'open') return { verdict: 'passed', summary: 'The pod still reaches the host outside.', facts };
  const own = ownIn(outputs[0], context);
  if (way === 'unclear' || typeof own === 'string')
    return {
      verdict: 'unclear',
      summary: 'No proof: no clear answer from inside the pod, or the policy is not there.',
      facts,
    };
  // Hubble names the reason; other drops (no route, wrong port) are not this policy's.
  return has(linesOf(outputs[2]), /"drop_reason_desc":\s?"POLICY_DEN(?:Y|IED)"/)
    ? { verdict: 'blocked', summary: 'The host outside is out of reach, and Hubble says by policy.', facts }
    : { verdict: 'unclear', summary: 'Out of reach, but Hubble does not say that a policy dropped it.', facts };
}

export function readMustWork(outputs: Outputs): Reading {
  const way = seenBy('kept', outputs[0]);
  if (way === 'open') return { verdict: 'passed', summary: 'What is kept is reached.' };
  return way === 'unclear'
    ? { verdict: 'unclear', summary: 'No clear answer from inside the pod.' }
    : { verdict: 'blocked', summary: 'What has to stay open is cut off too.' };
}

/** Cilium judges every packet, so an open connection stops; its socket goes on waiting until it is closed. */
export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const open = socketsIn(outputs[0]);
  if (open === undefined) return { verdict: 'unclear', summary: 'The connections of the pod could not be listed.' };
  const inside = [...listed(param(context, 'kept')), ...listed(param(context, 'cluster'))];
  const left = open.filter(({ target }) => !isInAny(target, inside));
  const facts = [{ name: 'connections to outside', value: String(left.length) }];
  return left.length === 0
    ? { verdict: 'none', summary: 'No connection of the pod leads outside.', sessions: [], facts }
    : {
        verdict: 'live',
        summary: `${left.length} connection(s) to outside are still open on the side of the pod.`,
        sessions: left.slice(0, 200).map(sessionOf),
        facts,
      };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const own = ownIn(outputs[1], context);
  if (outputs[0]?.timedOut === true || own === 'unclear')
    return { verdict: 'unclear', summary: 'Whether the policy is gone could not be read.' };
  return own === 'gone'
    ? { verdict: 'done', summary: 'The policy is gone.' }
    : { verdict: 'failed', summary: 'The policy is still there.' };
}
