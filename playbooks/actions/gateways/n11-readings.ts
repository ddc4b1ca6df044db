import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { CALLS } from './n11-commands.ts';
import { configTested, counted, MAP_WORDS } from './nginx-list.ts';
import { timesOf, type TimedCall } from './timed-calls.ts';

type Outputs = readonly Output[];

const NO_ANSWER = 'no HTTP answer in time: it hangs, is down or is unreachable';

function good(call: TimedCall): boolean {
  return call.code >= 200 && call.code < 400;
}

function limitMs(context: StepContext, name: string): number {
  return Number(param(context, name) || '0');
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [config, listed, model, checkout, rehearsal] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  if (MAP_WORDS.has(param(context, 'breaker').toLowerCase()))
    return refuse('This name is a word of the nginx map language: the line would open every breaker.');
  const tested = configTested(config);
  if (tested === 'bad') return refuse('nginx refuses its own configuration: a reload would not take effect.');
  if (tested === 'unclear') return unclear('nginx did not say whether its configuration is good.');
  const lines = counted(listed);
  if (lines === undefined) return unclear('The list of open breakers could not be read.');
  if (lines > 0) return refuse('This breaker is open already.');
  const rehearsed = param(context, 'rehearsalPath') === '' ? undefined : timesOf(rehearsal, 1)?.[0];
  if (param(context, 'rehearsalPath') !== '') {
    if (rehearsed === undefined || rehearsed.code === 0) return unclear(`The rehearsal gave no proof: ${NO_ANSWER}.`);
    if (!good(rehearsed) || rehearsed.fallback === '')
      return refuse(
        `With a stalled upstream the gateway answers ${rehearsed.code} without the fallback: mend that first.`,
      );
  }
  const before = timesOf(model, 1)?.[0];
  const shop = timesOf(checkout, 1)?.[0];
  if (before === undefined || shop === undefined) return unclear('The calls gave no complete output.');
  const word = (call: TimedCall): string => (call.code === 0 ? 'no answer' : `${call.code} in ${call.ms} ms`);
  return {
    verdict: 'ok',
    summary: `The breaker can be opened. Now: model ${word(before)}, checkout ${word(shop)}.${rehearsed === undefined ? ' The fallback was not rehearsed.' : ' The fallback answers when its upstream stalls.'}`,
    facts: [
      { name: 'model before', value: word(before) },
      { name: 'checkout before', value: word(shop) },
      { name: 'rehearsed', value: rehearsed === undefined ? 'no' : 'yes' },
    ],
  };
}

/** Blocked: no call reaches the model, every one is answered by the fallback at once, and because of our line. */
export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const calls = timesOf(outputs[0], CALLS);
  if (calls === undefined) return { verdict: 'unclear', summary: 'No proof: the calls gave no complete output.' };
  if (calls.some((call) => call.code === 0)) return { verdict: 'unclear', summary: `No proof: ${NO_ANSWER}.` };
  const slowest = Math.max(...calls.map((call) => call.ms));
  const facts = [{ name: 'slowest answer ms', value: String(slowest) }];
  if (calls.some((call) => good(call) && call.fallback === ''))
    return {
      verdict: 'passed',
      summary: 'The model still answers through the gateway: the breaker is not open.',
      facts,
    };
  if (!calls.every((call) => good(call)))
    return {
      verdict: 'unclear',
      summary: `No proof: the gateway answers ${calls[0]?.code ?? 0} instead of the fallback.`,
      facts,
    };
  // Trap: a time-out with a fallback behind it looks the same, but every caller waits for it and is served by nobody else meanwhile.
  if (slowest > limitMs(context, 'budgetMs'))
    return {
      verdict: 'passed',
      summary: `The fallback comes only after ${slowest} ms of waiting for the model: that is a time-out, not an open breaker.`,
      facts,
    };
  const lines = counted(outputs[1]);
  if (lines === undefined || lines === 0)
    return {
      verdict: 'unclear',
      summary: 'The fallback answers, but not because of this list: a breaker that opened by itself closes by itself.',
      facts,
    };
  return {
    verdict: 'blocked',
    summary: `${CALLS} of ${CALLS} calls get the fallback, the slowest in ${slowest} ms.`,
    facts,
  };
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const call = timesOf(outputs[0], 1)?.[0];
  if (call === undefined || call.code === 0) return { verdict: 'unclear', summary: `No proof: ${NO_ANSWER}.` };
  const facts = [{ name: 'checkout ms', value: String(call.ms) }];
  if (!good(call)) return { verdict: 'blocked', summary: `The checkout answers ${call.code}.`, facts };
  if (call.ms > limitMs(context, 'checkoutMs'))
    return { verdict: 'blocked', summary: `The checkout takes ${call.ms} ms, more than it may.`, facts };
  return { verdict: 'passed', summary: `The checkout answers ${call.code} in ${call.ms} ms.`, facts };
}
