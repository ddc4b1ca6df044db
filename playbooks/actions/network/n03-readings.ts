import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { jsonOf, objectOf, type Json } from '../gateways/json-body.ts';
import { param } from '../param.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { sessionOf } from './flows.ts';
import { itemsIn, labelsOf, metadataName, nameOf, selects } from './kubectl.ts';
import { socketsIn } from './sockets.ts';
import { seenBy } from './zone-probe.ts';

type Outputs = readonly Output[];

function podIn(output: Output | undefined, context: StepContext): Json | undefined {
  const pod = jsonOf(output);
  return pod?.['kind'] === 'Pod' && metadataName(pod) === param(context, 'pod') ? pod : undefined;
}

/** Labels as they will be in quarantine. */
function quarantined(pod: Json, context: StepContext): Readonly<Record<string, string>> {
  const { [param(context, 'label')]: _left, ...rest } = labelsOf(pod);
  return { ...rest, 'bulkhead.io/quarantine': nameOf(context) };
}

/**
 * Policies of others that take the pod and let something through. They only ever add (reference N03): what one of them allows, ours
 * cannot forbid.
 */
function holes(policies: readonly Json[], labels: Readonly<Record<string, string>>, own: string): readonly string[] {
  return policies.flatMap((policy) => {
    const spec = objectOf(policy['spec']);
    const lets = (way: string): boolean => Array.isArray(spec?.[way]) && spec[way].length > 0;
    const name = metadataName(policy);
    const taken = name !== own && selects(objectOf(spec?.['podSelector']), labels);
    return taken && (lets('ingress') || lets('egress')) ? [name] : [];
  });
}

function holesText(names: readonly string[]): string {
  return `Another policy takes this pod and lets traffic through, which a policy that denies cannot take back: ${names.join(', ').slice(0, 200)}.`;
}

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const pod = podIn(outputs[2], context);
  const policies = itemsIn(outputs[3]);
  if (outputs.some(isIncomplete) || pod === undefined || policies === undefined)
    return { verdict: 'unclear', summary: 'Pod and policies could not be read.' };
  const sockets = socketsIn(outputs[0]);
  return {
    verdict: 'done',
    summary: `Kept: the pod, ${policies.length} policies, the events${sockets === undefined ? '; its connections could not be listed' : ` and ${sockets.length} connection(s)`}.`,
    facts: [
      { name: 'policies', value: String(policies.length) },
      { name: 'connections', value: sockets === undefined ? 'not known' : String(sockets.length) },
    ],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [podOutput, policyOutput, check] = outputs;
  const pod = podIn(podOutput, context);
  const policies = itemsIn(policyOutput);
  if (pod === undefined || policies === undefined)
    return { verdict: 'unclear', summary: 'Pod and policies could not be read.' };
  const label = param(context, 'label');
  const value = labelsOf(pod)[label];
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  if (value !== param(context, 'labelValue'))
    return refuse(`The pod has ${label}=${(value ?? 'nothing').slice(0, 63)}: undo would put back something else.`);
  if (objectOf(pod['spec'])?.['hostNetwork'] === true)
    return refuse('The pod uses the network of its host: no policy applies to it. Contain the host.');
  const open = holes(policies, quarantined(pod, context), nameOf(context));
  if (open.length > 0) return refuse(holesText(open));
  if (has(linesOf(check), /^(?:Error|error: |The NetworkPolicy .* is invalid)/))
    return refuse('The server refuses the policy.');
  if (
    !has(
      linesOf(check),
      /^networkpolicy\.networking\.k8s\.io\/\S+ (?:created|configured|unchanged) \(server dry run\)$/,
    )
  )
    return { verdict: 'unclear', summary: 'The server gave no answer about the policy.' };
  if (seenBy('control', outputs[4]) !== 'open')
    return refuse('The control pod does not reach the target now, so a later refusal would prove nothing.');
  return {
    verdict: 'ok',
    summary: 'The pod can be quarantined. Its ReplicaSet starts another one: patch or scale that too.',
    facts: [{ name: 'target from the pod now', value: seenBy('quarantined', outputs[3]) }],
  };
}

/** Whether the pod is in quarantine and nothing of others reaches past ours. */
function inQuarantine(pod: Json, policies: readonly Json[], context: StepContext): 'yes' | 'no' | readonly string[] {
  const labels = labelsOf(pod);
  const own = nameOf(context);
  const there = labels['bulkhead.io/quarantine'] === own && !Object.hasOwn(labels, param(context, 'label'));
  if (!there || !policies.some((policy) => metadataName(policy) === own)) return 'no';
  const open = holes(policies, labels, own);
  return open.length > 0 ? open : 'yes';
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const pod = podIn(outputs[2], context);
  const policies = itemsIn(outputs[3]);
  if (outputs.some((output) => output.timedOut) || pod === undefined || policies === undefined)
    return { verdict: 'unclear', summary: 'Pod and policies could not be read back.' };
  const state = inQuarantine(pod, policies, context);
  if (state === 'yes') return { verdict: 'done', summary: 'The pod is out of its service, and the policy takes it.' };
  return state === 'no'
    ? { verdict: 'failed', summary: 'The pod is not in quarantine: label or policy is missing.' }
    : { verdict: 'failed', summary: holesText(state) };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const way = seenBy('quarantined', outputs[2]);
  const facts = [{ name: 'target from the pod', value: way }];
  if (way === 'open') return { verdict: 'passed', summary: 'The pod still reaches the target.', facts };
  const pod = podIn(outputs[0], context);
  const policies = itemsIn(outputs[1]);
  if (way === 'unclear' || pod === undefined || policies === undefined)
    return {
      verdict: 'unclear',
      summary: 'No proof: no clear answer from inside the pod, or about its policies.',
      facts,
    };
  const state = inQuarantine(pod, policies, context);
  if (state === 'yes')
    return { verdict: 'blocked', summary: 'The pod does not reach the target, and only our policy takes it.', facts };
  return {
    verdict: 'unclear',
    summary:
      state === 'no' ? 'Not reached, but the pod is not in quarantine.' : `Not reached, but: ${holesText(state)}`,
    facts,
  };
}

export function readMustWork(outputs: Outputs): Reading {
  const way = seenBy('control', outputs[0]);
  if (way === 'open') return { verdict: 'passed', summary: 'The control pod reaches the target.' };
  return way === 'unclear'
    ? { verdict: 'unclear', summary: 'No clear answer from inside the control pod.' }
    : { verdict: 'blocked', summary: 'The control pod is cut off too.' };
}

/** What a policy does to open connections is left to the network plugin: some keep them (Calico, Antrea), some judge every packet (Cilium). */
export function readResidual(outputs: Outputs): Reading {
  const open = socketsIn(outputs[0]);
  if (open === undefined) return { verdict: 'unclear', summary: 'The connections of the pod could not be listed.' };
  const facts = [{ name: 'connections', value: String(open.length) }];
  if (open.length === 0) return { verdict: 'none', summary: 'No connection of the pod is left.', sessions: [], facts };
  return {
    verdict: 'live',
    summary: `${open.length} connection(s) from before are open: the network plugin may keep them. Deleting the pod ends them, after its copy.`,
    sessions: open.slice(0, 200).map(sessionOf),
    facts,
  };
}

export function readKill(outputs: Outputs, context: StepContext): Reading {
  if (context.sessions.length === 0) return { verdict: 'done', summary: 'There was nothing to end.' };
  if (outputs.length === 0 || outputs.some(isIncomplete))
    return { verdict: 'unclear', summary: 'Whether the connections were closed could not be read.' };
  return outputs.every((output) => has(linesOf(output), /^(?:Netid|State|Recv-Q)\b/))
    ? { verdict: 'done', summary: 'ss was told to close them; the next look shows whether it could.' }
    : { verdict: 'unclear', summary: 'ss could not be run in the pod.' };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const pod = podIn(outputs[2], context);
  const policies = itemsIn(outputs[3]);
  if (outputs.some((output) => output.timedOut) || pod === undefined || policies === undefined)
    return { verdict: 'unclear', summary: 'Pod and policies could not be read back.' };
  const labels = labelsOf(pod);
  const back =
    labels[param(context, 'label')] === param(context, 'labelValue') && labels['bulkhead.io/quarantine'] === undefined;
  return back && !policies.some((policy) => metadataName(policy) === nameOf(context))
    ? { verdict: 'done', summary: 'The pod is back in its service, and the policy is gone.' }
    : { verdict: 'failed', summary: 'Label or policy is not as it was before.' };
}
