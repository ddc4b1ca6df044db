import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { callAnswer, callTrouble, statusCodes, type CallAnswer } from './gateway-calls.ts';
import { readKept } from './list-readings.ts';
import { callsOf } from './n07-commands.ts';
import { configTested, counted, MAP_WORDS } from './nginx-list.ts';

type Outputs = readonly Output[];

interface Called {
  readonly answer: CallAnswer;
  /** `12 calls: 4 x 200, 8 x 429`, or why it says nothing. */
  readonly words: string;
}

/** A burst is limited when one call of it was; nginx answers 503 there unless it was given another status. */
function called(output: Output | undefined, context: StepContext): Called {
  const times = callsOf(context);
  const codes = statusCodes(output, times);
  if (codes === undefined || codes.includes(0))
    return { answer: 'unclear', words: callTrouble(codes === undefined ? undefined : 0) };
  if (times === 1) return { answer: callAnswer(codes[0]), words: callTrouble(codes[0]) };
  const kinds = [...new Set(codes)].map((code) => `${codes.filter((other) => other === code).length} x ${code}`);
  const limited =
    codes.some((code) => code === 429 || code === 503) && codes.some((code) => callAnswer(code) === 'admitted');
  const answer = limited ? 'limited' : codes.every((code) => callAnswer(code) === 'admitted') ? 'admitted' : 'unclear';
  return { answer, words: `${times} calls: ${kinds.join(', ')}` };
}

function stopped(answer: CallAnswer, context: StepContext): boolean {
  return answer === (param(context, 'measure') === 'throttle-key' ? 'limited' : 'refused');
}

const IN_LOG = 'The access log holds the key in clear: treat the log as leaked too.';

export function readCollect(outputs: Outputs): Reading {
  const kept = readKept(outputs);
  const inLog = counted(outputs[3]);
  if (kept.verdict !== 'done') return kept;
  if (inLog === undefined) return { verdict: 'unclear', summary: 'The access log could not be searched for the key.' };
  return {
    ...kept,
    summary: `${kept.summary}${inLog > 0 ? ` ${IN_LOG}` : ''}`,
    facts: [...(kept.facts ?? []), { name: 'log lines with the key', value: String(inLog) }],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [config, listed, compromised, control, log] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  if (MAP_WORDS.has(param(context, 'keyId').toLowerCase()))
    return refuse('This id is a word of the nginx map language: the line would mean every key.');
  if (
    param(context, 'measure') === 'deny-path' &&
    param(context, 'controlPath').startsWith(param(context, 'probePath'))
  )
    return refuse('The control path lies below the denied path, so it would be denied too.');
  const tested = configTested(config);
  if (tested === 'bad') return refuse('nginx refuses its own configuration: a reload would not take effect.');
  if (tested === 'unclear') return unclear('nginx did not say whether its configuration is good.');
  const lines = counted(listed);
  if (lines === undefined) return unclear('The list could not be read.');
  if (lines > 0) return refuse('The list has this line already; a second one would stop nginx from reloading.');
  const other = called(control, context);
  if (other.answer === 'unclear') return unclear(`The control key could not be tried: ${other.words}.`);
  if (other.answer !== 'admitted')
    return refuse('The control key is not admitted now: without it a refusal proves nothing.');
  const before = called(compromised, context).answer;
  const worksNow = before === 'admitted' ? 'yes' : before === 'unclear' ? 'unknown' : 'no';
  const inLog = counted(log) ?? 0;
  return {
    verdict: 'ok',
    summary: `The line can be added.${worksNow === 'yes' ? ' The call gets through now.' : ' The call does not get through now, so a later refusal is weaker proof.'}${inLog > 0 ? ` ${IN_LOG}` : ''}`,
    facts: [
      { name: 'works before', value: worksNow },
      { name: 'log lines with the key', value: String(inLog) },
    ],
  };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const { answer, words } = called(outputs[0], context);
  if (answer === 'admitted') return { verdict: 'passed', summary: `The gateway still lets it through (${words}).` };
  if (!stopped(answer, context)) return { verdict: 'unclear', summary: `No proof: ${words}.` };
  const lines = counted(outputs[1]);
  if (lines === undefined || lines === 0)
    return {
      verdict: 'unclear',
      summary: 'It is refused, but not by this list: the line is not in it or it could not be read.',
    };
  return {
    verdict: 'blocked',
    summary:
      answer === 'limited'
        ? `The burst runs into the limit (${words}).`
        : 'The gateway refuses the call and the list has the line.',
  };
}

export function readMustWork(outputs: Outputs, context: StepContext): Reading {
  const { answer, words } = called(outputs[0], context);
  if (answer === 'admitted') return { verdict: 'passed', summary: 'The control key gets through.' };
  return answer === 'unclear'
    ? { verdict: 'unclear', summary: `No proof: ${words}.` }
    : { verdict: 'blocked', summary: 'The control key is stopped too: the measure hits more than the one key.' };
}
