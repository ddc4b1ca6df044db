import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { textAt } from '../json-answers.ts';
import { param } from '../param.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';
import { answerOf, callTrouble } from '../secret-call.ts';
import { HUNG, said } from '../stores/said.ts';
import { replicasOf } from './m04-commands.ts';
import { servedModels } from './served-models.ts';

type Outputs = readonly Output[];

interface Replica {
  readonly host: string;
  readonly outputs: readonly (Output | undefined)[];
}

/** Outputs by replica, `calls` each. */
function byReplica(outputs: Outputs, context: StepContext, calls: number): readonly Replica[] {
  return replicasOf(context).map((host, at) => ({
    host,
    outputs: Array.from({ length: calls }, (_, call) => outputs[at * calls + call]),
  }));
}

function names(replicas: readonly Replica[]): string {
  return replicas
    .map(({ host }) => host)
    .join(' ')
    .slice(0, 200);
}

/** vLLM's words for an error; newer versions put them under `error`. */
function messageOf(output: Output | undefined): string {
  const body = answerOf(output)?.body;
  return textAt(body, 'error', 'message') || textAt(body, 'message');
}

/** A 404 alone may be a wrong address: only vLLM's own words say that it does not know the name. */
function answers(output: Output | undefined): 'yes' | 'no' | 'unclear' {
  const code = answerOf(output)?.code;
  if (code === 200) return 'yes';
  return code === 404 && / does not exist\.?$/.test(messageOf(output)) ? 'no' : 'unclear';
}

/** Where the adapter was loaded from; '' when it is not listed, undefined when there is no list. */
function rootOf(output: Output | undefined, context: StepContext): string | undefined {
  const found = servedModels(output);
  if (found === undefined) return undefined;
  const adapter = found.find(({ id }) => id === param(context, 'adapter'));
  return adapter === undefined ? '' : adapter.root || 'unknown';
}

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const all = byReplica(outputs, context, 1).map(({ host, outputs: [list] }) => ({
    host,
    root: rootOf(list, context),
  }));
  const silent = all.filter(({ root }) => root === undefined);
  if (all.length === 0 || silent.length > 0)
    return said(
      'unclear',
      `Not every replica gave its list: ${silent
        .map(({ host }) => host)
        .join(' ')
        .slice(0, 200)}.`,
    );
  const loaded = all.flatMap(({ host, root }) => (root === '' ? [] : [`${host}:${root}`]));
  return said('done', 'Kept: where each replica loaded the adapter from.', {
    loaded: loaded.join(' ').slice(0, 450) || 'nowhere',
  });
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const all = byReplica(outputs, context, 3);
  if (param(context, 'adapter') === param(context, 'baseModel'))
    return said('refused', 'The adapter and the base model have the same name.');
  // The trap: without runtime updating the server has no such route, and only a restart without the adapter helps.
  const off = all.filter(({ outputs: [, route] }) => answerOf(route)?.code === 404);
  if (off.length > 0)
    return said(
      'refused',
      `Runtime updating is off at ${names(off)}: restart without --lora-modules, or stop serving (M03).`,
    );
  const unknown = all.filter(
    ({ outputs: [list, route] }) => rootOf(list, context) === undefined || answerOf(route)?.code !== 405,
  );
  if (all.length === 0 || unknown.length > 0)
    return said('unclear', `Cannot be read: ${names(unknown)}. ${callTrouble(answerOf(unknown[0]?.outputs[0]))}.`);
  const noControl = all.filter(({ outputs: [, , base] }) => answers(base) !== 'yes');
  if (noControl.length > 0) return said('refused', `The base model does not answer now at ${names(noControl)}.`);
  const loaded = all.filter(({ outputs: [list] }) => rootOf(list, context) !== '');
  if (loaded.length === 0) return said('refused', 'No replica lists the adapter.');
  const roots = new Set(loaded.map(({ outputs: [list] }) => rootOf(list, context) ?? ''));
  return said('ok', `${loaded.length} of ${all.length} replica(s) have the adapter and can unload it.`, {
    'loaded from': [...roots].join(' ').slice(0, 400),
    'undo loads the same files': roots.has(param(context, 'approvedPath')) ? 'yes' : 'no',
  });
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (outputs.some((output) => output.timedOut)) return said('unclear', HUNG);
  const all = byReplica(outputs, context, 1);
  const refused = all.filter(({ outputs: [done] }) => {
    const code = answerOf(done)?.code;
    return code === 401 || code === 403 || (code === 404 && textAt(answerOf(done)?.body, 'detail') === 'Not Found');
  });
  if (refused.length > 0) return said('failed', `Refused, or runtime updating is off: ${names(refused)}.`);
  const unsure = all.filter(
    ({ outputs: [done] }) =>
      answerOf(done)?.code !== 200 && !(answerOf(done)?.code === 404 && / cannot be found\.?$/.test(messageOf(done))),
  );
  return all.length === 0 || unsure.length > 0
    ? said('unclear', `Not confirmed by ${names(unsure) || 'any replica'}.`)
    : said('done', `The adapter is unloaded at ${all.length} replica(s), or was not loaded there.`);
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const all = byReplica(outputs, context, 2);
  const still = all.filter(
    ({ outputs: [asked, list] }) => answers(asked) === 'yes' || (rootOf(list, context) ?? '') !== '',
  );
  if (still.length > 0) return said('passed', `The adapter is still served at ${names(still)}.`);
  const unsure = all.filter(
    ({ outputs: [asked, list] }) => answers(asked) === 'unclear' || rootOf(list, context) === undefined,
  );
  return all.length === 0 || unsure.length > 0
    ? said('unclear', `No proof at ${names(unsure) || 'any replica'}: ${callTrouble(answerOf(unsure[0]?.outputs[0]))}.`)
    : said('blocked', `Each of the ${all.length} replica(s) named says that the adapter does not exist.`);
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const all = byReplica(outputs, context, 1);
  const gone = all.filter(({ outputs: [base] }) => answers(base) === 'no');
  if (gone.length > 0) return said('blocked', `The base model is gone at ${names(gone)}.`);
  const unsure = all.filter(({ outputs: [base] }) => answers(base) !== 'yes');
  return all.length === 0 || unsure.length > 0
    ? said('unclear', `No answer of the base model at ${names(unsure) || 'any replica'}.`)
    : said('passed', 'The base model answers at each replica.');
}

/**
 * Adapters with requests in progress. vLLM gives one line for each state it was in, with the time as its value: only the newest counts.
 * Undefined when the metric is not there at all.
 */
function busyAdapters(output: Output | undefined): readonly string[] | undefined {
  if (isIncomplete(output) || answerOf(output)?.code !== 200) return undefined;
  const lines = linesOf(output);
  const states = lines.flatMap((line) => {
    const found = /^vllm:lora_requests_info\{(.{0,4000})\} ([0-9.e+]{1,40})$/.exec(line);
    return found === null ? [] : [{ labels: found[1] ?? '', time: Number(found[2]) }];
  });
  if (states.length === 0)
    return lines.some((line) => line.startsWith('# HELP vllm:lora_requests_info ')) ? [] : undefined;
  const newest = states.reduce((best, one) => (one.time > best.time ? one : best));
  return [...newest.labels.matchAll(/(?:running|waiting)_lora_adapters="([^"]{0,4000})"/g)].flatMap((found) =>
    (found[1] ?? '').split(','),
  );
}

export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const all = byReplica(outputs, context, 1).map(({ host, outputs: [metrics] }) => ({
    host,
    busy: busyAdapters(metrics),
  }));
  const live = all.filter(({ busy }) => busy?.includes(param(context, 'adapter')) === true);
  if (live.length > 0)
    return {
      ...said('live', `${live.length} replica(s) still answer requests to the adapter.`),
      sessions: live.map(({ host }) => ({
        id: host.replaceAll(/[^A-Za-z0-9_.:-]/g, '_'),
        label: `requests at ${host}`,
      })),
    };
  if (all.length === 0 || all.some(({ busy }) => busy === undefined))
    return said('unclear', 'Not every replica tells in its metrics which adapters are in use.');
  return {
    ...said('none', 'No request to the adapter is in progress. Its weights stay in memory until they are displaced.'),
    sessions: [],
  };
}

/** vLLM ends no request of others: it ends by itself, or with the process. */
export function readKill(outputs: Outputs, context: StepContext): Reading {
  const now = readResidual(outputs, context);
  if (now.verdict === 'none') return said('done', 'The requests have ended.');
  return now.verdict === 'live'
    ? said('failed', 'vLLM cannot end requests in progress: wait, or restart the replica (M03).')
    : said('unclear', now.summary);
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const all = byReplica(outputs, context, 2);
  const path = param(context, 'approvedPath');
  const unsure = all.filter(({ outputs: [, list] }) => rootOf(list, context) === undefined);
  if (all.length === 0 || unsure.length > 0)
    return said('unclear', `Not confirmed by ${names(unsure) || 'any replica'}.`);
  const wrong = all.filter(({ outputs: [, list] }) => rootOf(list, context) !== path);
  return wrong.length === 0
    ? said('done', 'Each replica serves the adapter from the approved path.')
    : said(
        'failed',
        `Not served from the approved path: ${names(wrong)}. ${messageOf(wrong[0]?.outputs[0]).slice(0, 150)}`,
      );
}
