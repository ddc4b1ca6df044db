import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { callAnswer, callTrouble, statusCodes } from './gateway-calls.ts';
import { CALLS } from './k14-commands.ts';
import { keyState, provider, runningBatches } from './llm-providers.ts';

type Outputs = readonly Output[];

const BY_HAND: Reading = { verdict: 'unclear', summary: 'At Azure this is done by hand: use the attest mode.' };

function byHand(context: StepContext): boolean {
  return provider(context) === 'azure-openai';
}

function adminTrouble(output: Output | undefined): string {
  const code = statusCodes(output)?.[0];
  if (code === 401 || code === 403) return 'the provider refused the administration key';
  return code === undefined || code === 0 ? 'the provider gave no answer' : `the provider answered ${code}`;
}

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  if (byHand(context)) return BY_HAND;
  const state = keyState(outputs[0], context);
  if (state === 'gone') return { verdict: 'failed', summary: 'The provider does not know this key id.' };
  if (state === 'unclear') return { verdict: 'unclear', summary: `Nothing was kept: ${adminTrouble(outputs[0])}.` };
  const batches = runningBatches(outputs[1]);
  return {
    verdict: 'done',
    summary: `Kept: what the provider says about the key${batches === undefined ? '; batch jobs could not be listed' : ` and ${batches.length} running batch job(s)`}.`,
    facts: [{ name: 'key state', value: state }],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [old, control, info] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  const id = param(context, 'keyId');
  if (/^sk-/i.test(id)) return refuse('That is a key, not the id of one, and it is on record now: treat it as leaked.');
  if (byHand(context)) return BY_HAND;
  if (provider(context) === 'litellm' && !/^[0-9a-f]{64}$/.test(id))
    return refuse('For LiteLLM the id is the hash of the key, 64 hex digits, as /key/list shows it.');
  if (provider(context) === 'openai' && param(context, 'project') === '')
    return refuse('For OpenAI the project of the key is needed.');
  const other = statusCodes(control)?.[0];
  if (callAnswer(other) === 'unclear') return unclear(`The control key could not be tried: ${callTrouble(other)}.`);
  if (callAnswer(other) !== 'admitted')
    return refuse('The control key is not admitted now: without it a refusal proves nothing.');
  const state = keyState(info, context);
  if (state === 'gone') return refuse('The provider does not know this key id.');
  if (state === 'off') return refuse('The key is off already.');
  if (state === 'unclear') return unclear(`The state of the key is not known: ${adminTrouble(info)}.`);
  const worksNow = callAnswer(statusCodes(old)?.[0]) === 'admitted';
  return {
    verdict: 'ok',
    summary: `The key can be taken out.${worksNow ? ' It works now.' : ' The given key does not work now, so a later refusal is weaker proof.'}${provider(context) === 'openai' ? ' OpenAI deletes it: there is no way back.' : ''}`,
    facts: [{ name: 'works before', value: worksNow ? 'yes' : 'no' }],
  };
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  if (byHand(context)) return BY_HAND;
  const [change, info] = outputs;
  const code = statusCodes(change)?.[0];
  const state = keyState(info, context);
  const off = state === 'off' || (state === 'gone' && provider(context) === 'openai');
  if (off && code === 200)
    return { verdict: 'done', summary: `The provider took the key out (${state === 'gone' ? 'deleted' : 'off'}).` };
  if (code === 401 || code === 403)
    return { verdict: 'failed', summary: 'The provider refused the administration key.' };
  if (state === 'active') return { verdict: 'failed', summary: 'The provider still shows the key as active.' };
  return { verdict: 'unclear', summary: `Not confirmed: ${adminTrouble(code === 200 ? info : change)}.` };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const codes = statusCodes(outputs[0], CALLS);
  if (codes === undefined || codes.includes(0))
    return { verdict: 'unclear', summary: `No proof: ${callTrouble(codes === undefined ? undefined : 0)}.` };
  const admitted = codes.filter((code) => callAnswer(code) === 'admitted').length;
  // Trap: workers and instances keep keys in memory for a while; some refuse, others do not.
  if (admitted > 0)
    return {
      verdict: 'passed',
      summary: `The key still works in ${admitted} of ${CALLS} calls.${admitted < CALLS ? ' Some workers remember it: wait for their cache or restart them.' : ''}`,
    };
  if (!codes.every((code) => callAnswer(code) === 'refused'))
    return {
      verdict: 'unclear',
      summary: `No proof: ${callTrouble(codes.find((code) => callAnswer(code) !== 'refused'))}.`,
    };
  if (byHand(context)) return { verdict: 'blocked', summary: `${CALLS} of ${CALLS} calls with the key are refused.` };
  const state = keyState(outputs[1], context);
  if (state === 'active')
    return {
      verdict: 'unclear',
      summary: 'This key is refused, but the provider shows that id as active: another key may be meant.',
    };
  if (state === 'unclear')
    return { verdict: 'unclear', summary: `This key is refused; its state is not known: ${adminTrouble(outputs[1])}.` };
  return {
    verdict: 'blocked',
    summary: `${CALLS} of ${CALLS} calls are refused and the provider shows the key as ${state}.`,
  };
}

export function readMustWork(outputs: Outputs): Reading {
  const code = statusCodes(outputs[0])?.[0];
  const answer = callAnswer(code);
  if (answer === 'admitted') return { verdict: 'passed', summary: 'The control key works.' };
  return answer === 'refused'
    ? { verdict: 'blocked', summary: 'The control key is refused too.' }
    : { verdict: 'unclear', summary: `No proof: ${callTrouble(code)}.` };
}

export function readResidual(outputs: Outputs, context: StepContext): Reading {
  if (byHand(context)) return BY_HAND;
  const running = runningBatches(outputs[0]);
  if (running === undefined)
    return { verdict: 'unclear', summary: `No complete list of batch jobs: ${adminTrouble(outputs[0])}.` };
  if (running.length === 0)
    return {
      verdict: 'none',
      summary: 'No batch job runs. Answers being streamed cannot be listed; they end by themselves.',
      sessions: [],
    };
  return {
    verdict: 'live',
    summary: `${running.length} batch job(s) run; which key started them cannot be told.`,
    sessions: running.map((id) => ({ id, label: `batch job ${id}` })),
  };
}

export function readKill(outputs: Outputs): Reading {
  if (outputs.length === 0) return { verdict: 'done', summary: 'There was nothing to cancel.' };
  const codes = outputs.map((output) => statusCodes(output)?.[0]);
  if (codes.every((code) => code === 200))
    return { verdict: 'done', summary: 'The jobs were told to stop; a job that is being cancelled counts as stopped.' };
  return codes.some((code) => code === 401 || code === 403)
    ? { verdict: 'failed', summary: 'The provider refused to cancel a job with the control key.' }
    : { verdict: 'unclear', summary: 'The provider did not confirm every cancellation.' };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  if (byHand(context)) return BY_HAND;
  const state = keyState(outputs.at(-1), context);
  if (state === 'active') return { verdict: 'done', summary: 'The key works again.' };
  if (state === 'gone') return { verdict: 'failed', summary: 'The key was deleted: issue a new one.' };
  return state === 'off'
    ? { verdict: 'failed', summary: 'The provider still shows the key as off.' }
    : { verdict: 'unclear', summary: `Not confirmed: ${adminTrouble(outputs.at(-1))}.` };
}
