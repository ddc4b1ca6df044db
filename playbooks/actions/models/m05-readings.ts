import type { LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { readEnded } from '../cloud/k20-readings.ts';
import { isNotFound, itemsOf, kubectlError, kubectlTrouble } from '../cloud/kubectl.ts';
import { at, jsonOf, listAt, textAt } from '../json-answers.ts';
import { nameOf } from '../network/kubectl.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { HUNG, said } from '../stores/said.ts';
import { DIGEST_REFUSED, TAG_REFUSED } from './m05-policy.ts';

type Outputs = readonly Output[];

interface Pod {
  readonly id: string;
  readonly label: string;
  readonly old: boolean;
  readonly byTag: boolean;
  /** By tag, and the node does not say which digest it pulled, or has not pulled yet. */
  readonly untold: boolean;
}

/** What became of a pod that was asked for: let in, refused by us (with our words), refused by another policy, or nobody knows. */
function asked(
  output: Output | undefined,
  context: StepContext,
): 'in' | 'other' | 'unclear' | { readonly ours: string } {
  if (isIncomplete(output)) return 'unclear';
  const lines = linesOf(output);
  const ours = lines.flatMap((line) => {
    const found =
      /^The pods "[^"]*" is invalid: : ValidatingAdmissionPolicy '([^']*)' with binding '[^']*' denied request: (.*)$/.exec(
        line,
      );
    return found === null ? [] : [{ policy: found[1], why: found[2] ?? '' }];
  })[0];
  if (ours !== undefined) return ours.policy === nameOf(context) ? { ours: ours.why } : 'other';
  if (has(lines, /^Error from server/)) return 'other';
  return has(lines, /^pod\/bulkhead-(?:old|tag|control) created \(server dry run\)$/) ? 'in' : 'unclear';
}

/** Pods that have not ended, with what they name and what runs; undefined when they were not listed. */
function podsIn(output: Output | undefined, context: StepContext): readonly Pod[] | undefined {
  if (isIncomplete(output) || kubectlError(output) !== undefined) return undefined;
  const lines = linesOf(output);
  if (!has(lines, /^NAMESPACE +NAME +PHASE +IMAGES +INIT +EPHEMERAL +VOLUMES +RUNNING$/)) return undefined;
  const [digest, repository] = [param(context, 'digest'), param(context, 'repository')];
  return lines.flatMap((line) => {
    const [namespace = '', name = '', phase = '', ...rest] = line.split(/ +/);
    if (rest.length !== 5 || !/^[a-z0-9-]{1,63}$/.test(namespace) || !/^[a-z0-9.-]{1,253}$/.test(name)) return [];
    if (phase === 'Succeeded' || phase === 'Failed') return [];
    const named = rest.slice(0, 4).flatMap((images) => images.split(','));
    const running = (rest[4] ?? '').split(',');
    const byTag = named.some(
      (image) => (image === repository || image.startsWith(`${repository}:`)) && !image.includes('@'),
    );
    return [
      {
        id: `${namespace}:${name}`,
        label: `pod ${name} in ${namespace}`,
        // A pod that names a tag runs whatever the tag meant when it started: only what runs tells.
        old: [...named, ...running].some((image) => image.endsWith(`@${digest}`)),
        byTag,
        untold: byTag && !running.some((image) => image.includes('@')),
      },
    ];
  });
}

export function readCollect([policies, pods]: Outputs, context: StepContext): Reading {
  const [kept, running] = [itemsOf(policies), podsIn(pods, context)];
  if (kept === undefined || running === undefined)
    return said('unclear', `Nothing was kept: ${kubectlTrouble(kept === undefined ? policies : pods)}.`);
  return said('done', `Kept: ${kept.length} policies and bindings, and the images of ${running.length} pods.`);
}

export function readDryRun([checked, old, control, pods]: Outputs, context: StepContext): Reading {
  if (param(context, 'digest') === param(context, 'current'))
    return said('refused', 'Old and current digest are the same.');
  if (has(linesOf(checked), /no matches for kind "ValidatingAdmissionPolicy/))
    return said('refused', 'The cluster has no ValidatingAdmissionPolicy v1: it is older than Kubernetes 1.30.');
  const error = kubectlError(checked);
  if (error?.startsWith('Error from server') === true)
    return said('refused', `The server refuses the policy: ${error}`);
  const accepted = linesOf(checked).filter((line) =>
    /^validatingadmissionpolic(?:y|ybinding)\.admissionregistration\.k8s\.io\/\S+ (?:created|configured|unchanged) \(server dry run\)$/.test(
      line,
    ),
  );
  const running = podsIn(pods, context);
  if (isIncomplete(checked) || accepted.length !== 2 || running === undefined)
    return said('unclear', `The policy was not checked, or the pods were not listed: ${kubectlTrouble(checked)}.`);
  const [before, works] = [asked(old, context), asked(control, context)];
  if (before === 'unclear' || works === 'unclear')
    return said('unclear', `The probes were not answered: ${kubectlTrouble(before === 'unclear' ? old : control)}.`);
  if (works !== 'in')
    return said('refused', 'A pod with the current digest is refused now: the control would prove nothing.');
  if (before !== 'in')
    return said('refused', 'A pod with the old digest is refused already: a refusal would prove nothing.');
  const broken = running.filter((pod) => pod.old || pod.byTag);
  return said(
    'ok',
    `${broken.length} of ${running.length} pod(s) go on running and could not be started again: old digest, or by tag.`,
    {
      'would break':
        broken
          .map(({ id }) => id)
          .join(' ')
          .slice(0, 450) || 'none',
    },
  );
}

/** Whether policy and binding are ours as sent: failing closed, both rules, Deny, and no scope that leaves a namespace out. */
function inForce(policy: unknown, binding: unknown, context: StepContext): boolean {
  const rules = listAt(policy, 'spec', 'validations')?.map((rule) => textAt(rule, 'message')) ?? [];
  const actions = listAt(binding, 'spec', 'validationActions') ?? [];
  return (
    textAt(policy, 'spec', 'failurePolicy') === 'Fail' &&
    [DIGEST_REFUSED, TAG_REFUSED].every((message) => rules.includes(message)) &&
    textAt(binding, 'spec', 'policyName') === nameOf(context) &&
    actions.includes('Deny') &&
    at(binding, 'spec', 'matchResources', 'namespaceSelector', 'matchLabels') === undefined &&
    at(binding, 'spec', 'matchResources', 'namespaceSelector', 'matchExpressions') === undefined
  );
}

export function readApply([sent, policy, binding]: Outputs, context: StepContext): Reading {
  if ([sent, policy, binding].some((output) => output?.timedOut === true)) return said('unclear', HUNG);
  const [made, bound] = [jsonOf(policy), jsonOf(binding)];
  if (
    textAt(made, 'kind') === 'ValidatingAdmissionPolicy' &&
    textAt(bound, 'kind') === 'ValidatingAdmissionPolicyBinding'
  )
    return inForce(made, bound, context)
      ? said(
          'done',
          'Policy and binding are there as sent. They act within seconds, on pods that are created from now on.',
        )
      : said('failed', 'Policy or binding are not as sent: they may refuse less.');
  return isNotFound(policy) || isNotFound(binding)
    ? said('failed', `Policy or binding were not created: ${kubectlTrouble(sent)}.`)
    : said('unclear', `Policy and binding were not read back: ${kubectlTrouble(policy)}.`);
}

export function readMustFail([old, tag]: Outputs, context: StepContext): Reading {
  const [byDigest, byTag] = [asked(old, context), asked(tag, context)];
  if (byDigest === 'in')
    return said('passed', 'A pod with the old digest is admitted. A new policy needs some seconds.');
  if (byTag === 'in')
    return said('passed', 'A pod that names the repository by tag is admitted: the tag may mean the old digest.');
  // Refused by quota, rights or an error in the expression is no proof that the digest is refused.
  return typeof byDigest === 'object' &&
    byDigest.ours === DIGEST_REFUSED &&
    typeof byTag === 'object' &&
    byTag.ours === TAG_REFUSED
    ? said('blocked', 'Our policy refuses the old digest and references by tag.')
    : said('unclear', `No proof that our policy refused: ${capture(linesOf(old), /^.{1,200}/) ?? 'no answer'}`);
}

export function readMustWork([control]: Outputs, context: StepContext): Reading {
  const answer = asked(control, context);
  if (answer === 'in') return said('passed', 'A pod with the current digest is admitted.');
  return answer === 'unclear'
    ? said('unclear', `No proof: ${kubectlTrouble(control)}.`)
    : said('blocked', 'A pod with the current digest is refused, too.');
}

export function readResidual([pods]: Outputs, context: StepContext): Reading {
  const running = podsIn(pods, context);
  if (running === undefined) return said('unclear', `The pods were not listed: ${kubectlTrouble(pods)}.`);
  const sessions: readonly LiveSession[] = running.filter(({ old }) => old).map(({ id, label }) => ({ id, label }));
  const untold = running.filter((pod) => pod.untold);
  if (sessions.length === 0 && untold.length > 0)
    return said('unclear', `${untold.length} pod(s) by tag do not say which digest they run.`);
  return sessions.length === 0
    ? { ...said('none', 'No pod has the old digest.'), sessions: [] }
    : {
        ...said('live', `${sessions.length} pod(s) with the old digest go on: admission does not look at them again.`),
        sessions: sessions.slice(0, 200),
      };
}

/** Sessions that a person told us about name no pod: nothing was deleted for them. */
export function readKill(outputs: Outputs, { sessions }: StepContext): Reading {
  return sessions.length > 0 && outputs.length === 0
    ? said('unclear', 'No pod was deleted: what is left is not known by namespace and name.')
    : readEnded(outputs);
}

export function readUndo(outputs: Outputs): Reading {
  const [, , policy, binding] = outputs;
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  if (isNotFound(policy) && isNotFound(binding))
    return said('done', 'Our policy and binding are gone; the policies of before were not touched.');
  return textAt(jsonOf(policy), 'kind') !== '' || textAt(jsonOf(binding), 'kind') !== ''
    ? said('failed', 'Policy or binding are still there.')
    : said('unclear', `It cannot be read whether they are gone: ${kubectlTrouble(policy)}.`);
}
