import type { LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf } from '../pasted-text.ts';
import { callAnswer, callTrouble, statusCodes } from './gateway-calls.ts';
import { callsOf, complaint, inMaintenance, otherServersUp, patterns, socketTrouble } from './haproxy-socket.ts';
import { drains } from './n08-commands.ts';
import { counted } from './nginx-list.ts';

type Outputs = readonly Output[];

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const trouble =
    outputs.length < 3 ? 'there is no complete answer of HAProxy' : outputs.map(socketTrouble).find(Boolean);
  if (trouble !== undefined) return { verdict: 'unclear', summary: `Nothing was kept: ${trouble}.` };
  const calls = callsOf(outputs[1], param(context, 'backend'));
  if (calls === undefined) return { verdict: 'unclear', summary: 'The running calls could not be listed.' };
  return {
    verdict: 'done',
    summary: `Kept: the state of the servers, the list and ${calls.length} running call(s).`,
    facts: [{ name: 'running calls', value: String(calls.length) }],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [config, lists, acl, state, compromised, control] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  if (isIncomplete(config)) return unclear('HAProxy did not say whether its configuration is good.');
  if (has(linesOf(config), /\[ALERT\]/))
    return refuse('HAProxy refuses its own configuration: the next reload would stop it.');
  if (!has(linesOf(config), /Configuration file is valid/))
    return unclear('HAProxy did not say whether its configuration is good.');
  const trouble = socketTrouble(lists) ?? socketTrouble(state);
  if (trouble !== undefined) return unclear(`No answer: ${trouble}.`);
  const target = drains(context) ? serverProblem(state, context) : listProblem(lists, acl, context);
  if (target !== undefined) return refuse(target);
  const other = statusCodes(control)?.[0];
  if (callAnswer(other) === 'unclear') return unclear(`The control key could not be tried: ${callTrouble(other)}.`);
  if (callAnswer(other) !== 'admitted')
    return refuse('The control key is not admitted now: without it a refusal proves nothing.');
  const before = callAnswer(statusCodes(compromised)?.[0]);
  const worksNow = before === 'admitted' ? 'yes' : before === 'unclear' ? 'unknown' : 'no';
  return {
    verdict: 'ok',
    summary: `${drains(context) ? 'The server can be taken out.' : 'The key can be blocked.'}${worksNow === 'yes' ? ' The call gets through now.' : ' The call does not get through now, so a later refusal is weaker proof.'}`,
    facts: [{ name: 'works before', value: worksNow }],
  };
}

function serverProblem(state: Output | undefined, context: StepContext): string | undefined {
  const server = param(context, 'server');
  const maintenance = inMaintenance(state, server);
  if (maintenance === 'unclear') return `HAProxy knows no server ${param(context, 'backend')}/${server}.`;
  if (maintenance === 'yes') return 'The server is in maintenance already.';
  return otherServersUp(state, server) === 0
    ? 'No other server of this backend takes calls: everybody would get 503.'
    : undefined;
}

function listProblem(lists: Output | undefined, acl: Output | undefined, context: StepContext): string | undefined {
  if (!inUse(lists, context))
    return 'The running HAProxy does not use this file in any rule: a line in it would block nobody.';
  return patterns(acl).includes(param(context, 'keyId')) ? 'The list has this key id already.' : undefined;
}

function inUse(lists: Output | undefined, context: StepContext): boolean {
  const name = `(${param(context, 'aclFile')})`;
  return linesOf(lists).some((line) => line.includes(name) && / used by acl /.test(line));
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const trouble = socketTrouble(outputs[0]) ?? socketTrouble(outputs[1]);
  if (trouble !== undefined) return { verdict: 'unclear', summary: `Not confirmed: ${trouble}.` };
  const said = complaint(outputs[0]);
  if (said !== undefined) return { verdict: 'failed', summary: `HAProxy refused: ${said}` };
  if (drains(context))
    return inMaintenance(outputs[1], param(context, 'server')) === 'yes'
      ? { verdict: 'done', summary: 'The server is in maintenance: no new call goes to it.' }
      : { verdict: 'unclear', summary: 'HAProxy does not show the server in maintenance.' };
  if (!patterns(outputs[1]).includes(param(context, 'keyId')))
    return { verdict: 'unclear', summary: 'HAProxy does not show the key id in its list.' };
  const written = !isIncomplete(outputs[3]) && linesOf(outputs[3]).includes(param(context, 'keyId'));
  if (!written || has([...linesOf(outputs[2]), ...linesOf(outputs[3])], /^(?:sed|tee): /))
    return {
      verdict: 'failed',
      summary: 'The key is blocked in memory only: the file could not be written, so a reload forgets it.',
    };
  return { verdict: 'done', summary: 'New calls of the key are refused, and the file has it for the next reload.' };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const code = statusCodes(outputs[0])?.[0];
  const trouble = socketTrouble(outputs[1]);
  if (code === undefined || code === 0) return { verdict: 'unclear', summary: `No proof: ${callTrouble(code)}.` };
  if (drains(context)) {
    if (trouble !== undefined) return { verdict: 'unclear', summary: `No proof: ${trouble}.` };
    const maintenance = inMaintenance(outputs[1], param(context, 'server'));
    if (maintenance === 'unclear') return { verdict: 'unclear', summary: 'HAProxy does not show the server.' };
    return maintenance === 'yes'
      ? { verdict: 'blocked', summary: `No new call goes to the server; callers get ${code} from the others.` }
      : { verdict: 'passed', summary: 'The server takes calls.' };
  }
  if (callAnswer(code) === 'admitted')
    return { verdict: 'passed', summary: `HAProxy still lets the key through (${code}).` };
  if (callAnswer(code) !== 'refused') return { verdict: 'unclear', summary: `No proof: ${callTrouble(code)}.` };
  return trouble === undefined && patterns(outputs[1]).includes(param(context, 'keyId'))
    ? { verdict: 'blocked', summary: `HAProxy answers ${code} and has the key id in its list.` }
    : { verdict: 'unclear', summary: 'The key is refused, but HAProxy does not show its id in the list.' };
}

export function readMustWork(outputs: Outputs): Reading {
  const code = statusCodes(outputs[0])?.[0];
  const answer = callAnswer(code);
  if (answer === 'admitted') return { verdict: 'passed', summary: 'The control key gets through.' };
  if (answer === 'unclear' && code !== 503) return { verdict: 'unclear', summary: `No proof: ${callTrouble(code)}.` };
  return { verdict: 'blocked', summary: `The control key gets ${code ?? 0}: the measure hits more than it should.` };
}

/** Calls accepted before the list was written, grouped by server; of a drained server every call is from before. */
export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const [written, now, list] = outputs;
  const calls = callsOf(list, param(context, 'backend'));
  if (calls === undefined)
    return { verdict: 'unclear', summary: `No list of running calls: ${socketTrouble(list) ?? 'HAProxy gave none'}.` };
  const since = Number(capture(linesOf(written), /^written=(\d{1,12})$/) ?? 'NaN');
  const clock = Number(capture(linesOf(now), /^now=(\d{1,12})$/) ?? 'NaN');
  if (!drains(context) && (Number.isNaN(since) || Number.isNaN(clock)))
    return {
      verdict: 'unclear',
      summary: 'When the key was blocked is not known, so old calls cannot be told from new ones.',
    };
  // Both sides are cut to whole seconds.
  const old = calls.filter((call) =>
    drains(context) ? call.server === param(context, 'server') : call.age >= clock - since - 1,
  );
  const facts = [{ name: 'running calls', value: String(calls.length) }];
  if (old.length === 0) return { verdict: 'none', summary: 'No call from before is running.', sessions: [], facts };
  return { verdict: 'live', summary: `${old.length} call(s) from before still run.`, sessions: byServer(old), facts };
}

function byServer(calls: readonly { readonly server: string; readonly age: number }[]): readonly LiveSession[] {
  return [...new Set(calls.map((call) => call.server))].map((server) => {
    const here = calls.filter((call) => call.server === server);
    const oldest = Math.max(...here.map((call) => call.age));
    return { id: server, label: `${here.length} call(s) on ${server}, the oldest ${oldest} s` };
  });
}

export function readKill(outputs: Outputs): Reading {
  if (outputs.length === 0) return { verdict: 'done', summary: 'There was nothing to end.' };
  const trouble = outputs.map(socketTrouble).find((found) => found !== undefined);
  if (trouble !== undefined) return { verdict: 'unclear', summary: `Not confirmed: ${trouble}.` };
  const said = outputs.map(complaint).find((found) => found !== undefined);
  if (said !== undefined) return { verdict: 'failed', summary: `HAProxy refused: ${said}` };
  return { verdict: 'done', summary: 'HAProxy was told to end the calls.' };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const trouble = socketTrouble(outputs[0]) ?? socketTrouble(outputs[1]);
  if (trouble !== undefined) return { verdict: 'unclear', summary: `Not confirmed: ${trouble}.` };
  if (drains(context)) {
    const maintenance = inMaintenance(outputs[1], param(context, 'server'));
    if (maintenance === 'no') return { verdict: 'done', summary: 'The server takes calls again.' };
    return maintenance === 'yes'
      ? { verdict: 'failed', summary: 'HAProxy still shows the server in maintenance.' }
      : { verdict: 'unclear', summary: 'HAProxy does not show the server.' };
  }
  if (patterns(outputs[1]).includes(param(context, 'keyId')))
    return { verdict: 'failed', summary: 'HAProxy still has the key id in its list.' };
  const said = complaint(outputs[0]);
  if (said !== undefined && !said.startsWith('Key not found'))
    return { verdict: 'failed', summary: `HAProxy refused: ${said}` };
  if (!inUse(outputs[2], context)) return { verdict: 'unclear', summary: 'HAProxy does not show its lists.' };
  const inFile = counted(outputs[4]);
  if (inFile === undefined)
    return { verdict: 'unclear', summary: 'Whether the file still has the key id is not known.' };
  if (inFile > 0)
    return {
      verdict: 'failed',
      summary: 'The key is admitted in memory, but the file has it: a reload blocks it again.',
    };
  return { verdict: 'done', summary: 'The key is out of the list in memory and in the file.' };
}
