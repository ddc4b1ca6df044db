import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { callTrouble, statusCodes } from './gateway-calls.ts';
import { badCallCount } from './n10-commands.ts';
import { counted, reloadAnswer } from './nginx-list.ts';

type Outputs = readonly Output[];

const IN_LOG =
  'The audit log holds a body: another rule logs what it matched. Mend that first, or the log is the next leak.';

/** 403 stopped it, 401 says the key is wrong, other answers below 500 come from behind the rules. */
function reached(code: number): 'stopped' | 'through' | 'unclear' {
  if (code === 403) return 'stopped';
  return code >= 200 && code < 500 && code !== 401 && code !== 429 ? 'through' : 'unclear';
}

function codes(outputs: Outputs): readonly number[] | undefined {
  const found = outputs.map((output) => statusCodes(output)?.[0]);
  return found.every((code) => code !== undefined) ? found : undefined;
}

interface Counts {
  readonly all: number;
  readonly own: number;
  readonly bodies: number;
}

function countsOf(outputs: Outputs): Counts | undefined {
  const [all, own, bodies] = outputs.map(counted);
  return all === undefined || own === undefined || bodies === undefined ? undefined : { all, own, bodies };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  const calls = badCallCount(context);
  const [write, move, test, reload] = outputs;
  const told = reloadAnswer([write, move], test, reload);
  if (!told.ok)
    return told.failed ? refuse(`The rules cannot be put in: ${told.why}.`) : unclear(`No proof: ${told.why}.`);
  const earlier = countsOf(outputs.slice(5, 8));
  const bad = codes(outputs.slice(8, 8 + calls));
  const good = statusCodes(outputs[8 + calls])?.[0];
  const now = countsOf(outputs.slice(9 + calls, 12 + calls));
  if (earlier === undefined || now === undefined) return unclear('The audit log could not be read.');
  if (bad === undefined || good === undefined || [...bad, good].includes(0))
    return unclear(`The calls gave no proof: ${callTrouble(0)}.`);
  if (reached(good) !== 'through')
    return refuse(`The ordinary question is not answered now (${good}): without it a refusal proves nothing.`);
  if (bad.some((code) => reached(code) === 'stopped'))
    return refuse('Something else stops these calls already (403): the rules would prove nothing.');
  if (now.bodies > 0) return refuse(IN_LOG);
  const hits = now.own - earlier.own;
  if (hits < calls)
    return refuse(
      `The rules counted ${hits} of ${calls} calls they must stop: does this location have modsecurity on and include the file?`,
    );
  if (hits > calls) return refuse('The rules would stop the ordinary question too.');
  const others = now.all - now.own;
  const most = Number(param(context, 'mostHits') || '0');
  const facts = [
    { name: 'would block, calls of others', value: String(others) },
    { name: 'would block, our calls', value: `${hits} of ${calls}` },
  ];
  if (others > most)
    return {
      ...refuse(`${others} call(s) of others would have been stopped since the rules are in: look at them first.`),
      facts,
    };
  return {
    verdict: 'ok',
    summary: `The rules are in and only count: ${others} call(s) of others would have been stopped so far. Repeat the dry run after some minutes for a longer look.`,
    facts,
  };
}

/** Reads writing, testing, reloading and the engine line; `engine` is what the rules are meant to do now. */
function readInstalled(outputs: Outputs, summary: string): Reading {
  const [write, move, test, reload, engine] = outputs;
  const told = reloadAnswer([write, move], test, reload);
  if (!told.ok) return { verdict: told.failed ? 'failed' : 'unclear', summary: `Not in force: ${told.why}.` };
  const lines = counted(engine);
  if (lines === undefined) return { verdict: 'unclear', summary: 'The rules file could not be read back.' };
  return lines === 1
    ? { verdict: 'done', summary }
    : { verdict: 'failed', summary: 'The rules file does not have the engine line it was given.' };
}

export function readApply(outputs: Outputs): Reading {
  return readInstalled(outputs, 'The rules stop calls now, and nginx was told to reload.');
}

export function readUndo(outputs: Outputs): Reading {
  return readInstalled(outputs, 'The rules only count now, and nginx was told to reload.');
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const calls = badCallCount(context);
  const answers = codes(outputs.slice(0, calls));
  if (answers?.length !== calls || answers.includes(0))
    return { verdict: 'unclear', summary: `No proof: ${callTrouble(0)}.` };
  // Every second call has another content type: a rule that reads JSON only lets it pass.
  const passed = answers.findIndex((code) => reached(code) === 'through');
  if (passed >= 0)
    return {
      verdict: 'passed',
      summary: `A call that must be stopped gets through${passed % 2 === 1 ? ' when it says it is text/plain' : ''}.`,
    };
  if (!answers.every((code) => reached(code) === 'stopped'))
    return { verdict: 'unclear', summary: `No proof: ${callTrouble(answers.find((code) => code !== 403))}.` };
  const log = countsOf(outputs.slice(calls, calls + 3));
  if (log === undefined)
    return { verdict: 'unclear', summary: 'The calls are refused; the audit log could not be read.' };
  if (log.bodies > 0) return { verdict: 'unclear', summary: IN_LOG };
  if (log.own < calls)
    return {
      verdict: 'unclear',
      summary: 'The calls are refused, but not by these rules: the audit log has no hit of ours.',
    };
  return {
    verdict: 'blocked',
    summary: `${calls} of ${calls} calls are stopped, and the audit log has the hits without a body.`,
    facts: [{ name: 'hits of others', value: String(log.all - log.own) }],
  };
}

export function readMustWork(outputs: Outputs): Reading {
  const code = statusCodes(outputs[0])?.[0];
  if (code !== undefined && code >= 200 && code < 300)
    return { verdict: 'passed', summary: `An ordinary question is answered (${code}).` };
  if (code === 403) return { verdict: 'blocked', summary: 'The rules stop an ordinary question too.' };
  return { verdict: 'unclear', summary: `No proof: ${callTrouble(code)}.` };
}
