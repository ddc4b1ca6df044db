import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { itemsOf, isNotFound, kubectlError, kubectlTrouble } from '../cloud/kubectl.ts';
import { at, jsonOf, listAt, textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { has, isIncomplete, linesOf } from '../pasted-text.ts';
import { answerOf, callTrouble } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { isStop } from './m03-commands.ts';
import { servedModels } from './served-models.ts';
import { restorersOf } from './serving-restorers.ts';

type Outputs = readonly Output[];

function revisionsOf(set: unknown): readonly string[] {
  const mark = (name: string): string => textAt(set, 'metadata', 'annotations', `deployment.kubernetes.io/${name}`);
  // A set that is used again gets a new number and keeps the old ones here: how a restored revision is still known.
  return [mark('revision'), ...mark('revision-history').split(',')].filter((one) => one !== '');
}

function ownSets(output: Output | undefined, context: StepContext): readonly unknown[] | undefined {
  return itemsOf(output)?.filter((set) =>
    (listAt(set, 'metadata', 'ownerReferences') ?? []).some(
      (owner) => textAt(owner, 'kind') === 'Deployment' && textAt(owner, 'name') === param(context, 'deployment'),
    ),
  );
}

/** The sets whose pods have to go: all of them for a stop, the leaked revision for a rollback. */
function leakedSets(output: Output | undefined, context: StepContext): readonly unknown[] | undefined {
  const own = ownSets(output, context);
  const leaked = isStop(context) ? own : own?.filter((set) => revisionsOf(set).includes(param(context, 'revision')));
  return leaked === undefined || leaked.length === 0 ? undefined : leaked;
}

function wanted(sets: readonly unknown[]): number {
  return sets.reduce<number>((sum, set) => sum + (Number(textAt(set, 'spec', 'replicas')) || 0), 0);
}

/** Whether the endpoint serves the model; `down` where nobody takes the request, as behind a Service without pods. */
function serves(output: Output | undefined, context: StepContext): 'yes' | 'no' | 'down' | 'unclear' {
  const model = param(context, 'model');
  const list = servedModels(output);
  if (list !== undefined) return list.some(({ id, root }) => id === model || root === model) ? 'yes' : 'no';
  const code = answerOf(output)?.code;
  if (code === 502 || code === 503 || code === 504) return 'down';
  return code === 0 && has(linesOf(output), /^curl: \(7\) Failed to connect to /) ? 'down' : 'unclear';
}

export function readCollect([deployment, sets, pods, models]: Outputs): Reading {
  const replicas = textAt(jsonOf(deployment), 'spec', 'replicas');
  if (isNotFound(deployment)) return said('failed', 'There is no such Deployment.');
  if (replicas === '' || itemsOf(sets) === undefined || itemsOf(pods) === undefined)
    return said('unclear', `Nothing was kept: ${kubectlTrouble(deployment)}.`);
  const served = servedModels(models);
  return said('done', 'Kept: the Deployment, its revisions, the pods, and what the endpoint lists.', {
    replicas,
    revision: revisionsOf(jsonOf(deployment))[0] ?? 'unknown',
    served:
      served
        ?.map(({ id }) => id)
        .join(' ')
        .slice(0, 400) || 'not read',
    images: (listAt(jsonOf(deployment), 'spec', 'template', 'spec', 'containers') ?? [])
      .map((container) => textAt(container, 'image'))
      .join(' ')
      .slice(0, 400),
  });
}

/** What is wrong with the way chosen; undefined when nothing is. */
function wayProblem(
  deployment: Output | undefined,
  sets: readonly unknown[],
  context: StepContext,
): string | undefined {
  const keeps = (field: string): boolean => sets.some((set) => revisionsOf(set).includes(param(context, field)));
  const current = revisionsOf(jsonOf(deployment))[0];
  if (isStop(context))
    return Number(param(context, 'undoReplicas')) > 0 ? undefined : 'Say how many replicas undo brings back.';
  if (param(context, 'revision') === '' || param(context, 'safeRevision') === '')
    return 'A rollback needs the leaked revision and the one to go back to.';
  if (current !== param(context, 'revision')) return `Revision ${current ?? 'unknown'} runs now, not the leaked one.`;
  if (param(context, 'revision') === param(context, 'safeRevision')) return 'Both revisions are the same.';
  if (!keeps('safeRevision')) return 'The revision to go back to is not kept any more.';
  return at(jsonOf(deployment), 'spec', 'paused') === true ? 'The Deployment is paused: resume it first.' : undefined;
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [deployment, sets, models, control, rehearsal, ...lists] = outputs;
  if (isNotFound(deployment)) return said('refused', 'There is no such Deployment.');
  const own = ownSets(sets, context);
  const restorers = restorersOf(deployment, lists, context);
  if (textAt(jsonOf(deployment), 'spec', 'replicas') === '' || own === undefined)
    return said('unclear', `The Deployment cannot be read: ${kubectlTrouble(deployment)}.`);
  const problem = wayProblem(deployment, own, context);
  if (problem !== undefined) return said('refused', problem);
  if (restorers === undefined)
    return said('unclear', 'Autoscalers or GitOps objects cannot be listed: what is not seen may bring it back.');
  // The trap: whatever reconciles the Deployment undoes the change within minutes.
  const active = restorers.filter(({ state }) => state !== 'suspended');
  if (active.length > 0) {
    const names = active.map(({ name, state }) => (state === 'unseen' ? `${name} (not in this cluster)` : name));
    return said('refused', `Would bring it back: ${names.join('; ').slice(0, 280)}. Suspend first, then look again.`);
  }
  const refusal = kubectlError(rehearsal);
  if (refusal !== undefined) return said('refused', `The server would not do it: ${refusal}`);
  if (isIncomplete(rehearsal) || !has(linesOf(rehearsal), /\(server dry run\)$/))
    return said('unclear', 'The server did not confirm the rehearsal.');
  if (!isUp(control)) return said('refused', `The control endpoint proves nothing: ${callTrouble(answerOf(control))}.`);
  const now = serves(models, context);
  if (now === 'unclear') return said('unclear', `The endpoint: ${callTrouble(answerOf(models))}.`);
  if (now !== 'yes') return said('refused', 'The endpoint does not list the model now: its absence proves nothing.');
  const suspended = restorers.map(({ name }) => name).join('; ');
  return said(
    'ok',
    `The endpoint serves the model; ${wanted(own)} pod(s) are wanted now. Nothing active restores them.`,
    {
      suspended: suspended.slice(0, 400) || 'nothing found',
    },
  );
}

function isUp(output: Output | undefined): boolean {
  const code = answerOf(output)?.code ?? 0;
  return code >= 200 && code < 300;
}

export function readApply([change, sets]: Outputs, context: StepContext): Reading {
  if (change?.timedOut !== false) return said('unclear', HUNG);
  const error = kubectlError(change);
  if (error !== undefined) return said(/^Error from|^error: /.test(error) ? 'failed' : 'unclear', `Not done: ${error}`);
  if (!has(linesOf(change), /^deployment\.apps\/\S+ (?:scaled|rolled back|skipped rollback )/))
    return said('unclear', 'kubectl did not confirm the change.');
  const leaked = leakedSets(sets, context);
  return said('done', isStop(context) ? 'Scaled to 0.' : 'Rolled back; pods are being replaced.', {
    'still wanted': leaked === undefined ? 'not read' : String(wanted(leaked)),
  });
}

export function readMustFail([models, sets]: Outputs, context: StepContext): Reading {
  const now = serves(models, context);
  if (now === 'yes') return said('passed', 'The endpoint still lists the model.');
  const leaked = leakedSets(sets, context);
  if (leaked === undefined) return said('unclear', `The revisions cannot be read: ${kubectlTrouble(sets)}.`);
  // The trap: while its pods start, the endpoint is silent, and something has already brought it back.
  if (wanted(leaked) > 0)
    return said(
      'passed',
      `${wanted(leaked)} pod(s) with the model are wanted: not done yet, or something restored it.`,
    );
  if (now === 'no')
    return said('blocked', 'The endpoint answers and does not list the model; none of its pods is wanted.');
  return now === 'down' && isStop(context)
    ? said('blocked', 'Nobody takes requests at the endpoint, and no pod is wanted.')
    : said('unclear', `No proof: ${callTrouble(answerOf(models))}.`);
}

export function readMustWork([control]: Outputs): Reading {
  if (isUp(control)) return said('passed', 'The control endpoint answers.');
  const code = answerOf(control)?.code ?? 0;
  return code >= 500
    ? said('blocked', `The control endpoint fails too (${code}).`)
    : said('unclear', `No proof: ${callTrouble(answerOf(control))}.`);
}

/** A pod stays listed until its process has ended, and the model is in its memory until then. */
export function readResidual([sets, listed]: Outputs, context: StepContext): Reading {
  const names = leakedSets(sets, context)?.map((set) => textAt(set, 'metadata', 'name'));
  const pods = itemsOf(listed);
  if (names === undefined || pods === undefined)
    return said('unclear', `The pods cannot be listed: ${kubectlTrouble(names === undefined ? sets : listed)}.`);
  const left = pods.flatMap((pod) => {
    const owned = (listAt(pod, 'metadata', 'ownerReferences') ?? []).some((owner) =>
      names.includes(textAt(owner, 'name')),
    );
    const ended = ['Succeeded', 'Failed'].includes(textAt(pod, 'status', 'phase'));
    const name = textAt(pod, 'metadata', 'name');
    const uid = textAt(pod, 'metadata', 'uid');
    if (!owned || ended || !/^[a-z0-9.-]{1,253}$/.test(name) || !/^[0-9a-f-]{1,40}$/.test(uid)) return [];
    const ending = textAt(pod, 'metadata', 'deletionTimestamp') === '' ? 'running' : 'terminating';
    return [
      { id: `${name}:${uid}`, label: `pod ${name}, ${ending}, on ${textAt(pod, 'spec', 'nodeName') || 'no node'}` },
    ];
  });
  return left.length === 0
    ? {
        ...said('none', 'No pod with the model is left. Image and files on the nodes are not seen here.'),
        sessions: [],
      }
    : { ...said('live', `${left.length} pod(s) still hold the model in memory.`), sessions: left };
}

export function readUndo([back, deployment, sets]: Outputs, context: StepContext): Reading {
  if (back?.timedOut !== false) return said('unclear', HUNG);
  const replicas = textAt(jsonOf(deployment), 'spec', 'replicas');
  const leaked = leakedSets(sets, context);
  if (replicas === '' || leaked === undefined) return said('unclear', `Not confirmed: ${kubectlTrouble(back)}.`);
  const current = revisionsOf(jsonOf(deployment))[0] ?? '';
  const there = isStop(context)
    ? replicas === param(context, 'undoReplicas')
    : leaked.some((set) => revisionsOf(set)[0] === current);
  return there
    ? said(
        'done',
        isStop(context) ? `${replicas} replica(s) are wanted again.` : 'The revision from before is current.',
      )
    : said('failed', `Not undone: ${kubectlError(back) ?? 'the Deployment is as it was'}.`);
}
