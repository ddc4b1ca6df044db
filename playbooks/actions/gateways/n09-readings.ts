import type { LiveSession, Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { listedConnections } from '../listed-connections.ts';
import { param } from '../param.ts';
import { capture, has, isIncomplete, linesOf, neverRan } from '../pasted-text.ts';
import { counted } from './nginx-list.ts';
import { isAllowed, orderProblem, tunnels, type Tunnel } from './squid-requests.ts';

type Outputs = readonly Output[];

const TROUBLE = /FATAL|ERROR|Bungled|unrecognized|parse_error/;

/** Status the proxy gave to CONNECT; 0 when it gave none, undefined when output is missing. */
function connectCode(output: Output | undefined): number | undefined {
  if (isIncomplete(output)) return undefined;
  const code = capture(linesOf(output), /^http_connect=(\d{3})$/);
  return code === undefined ? undefined : Number(code);
}

function allowedHosts(context: StepContext): readonly string[] {
  return param(context, 'allowed').split(',');
}

function hostOf(url: string): string {
  return (/^https?:\/\/(\[[^\]]*\]|[^:/]*)/.exec(url)?.[1] ?? '').toLowerCase();
}

function outside(output: Output | undefined, context: StepContext): readonly Tunnel[] | undefined {
  return tunnels(output)?.filter((tunnel) => !isAllowed(tunnel.host, allowedHosts(context)));
}

export function readCollect(outputs: Outputs, context: StepContext): Reading {
  const [hash, requests, sockets] = outputs;
  const sha256 = capture(linesOf(hash), /^([0-9a-f]{64}) /);
  if (has(linesOf(hash), /^sha256sum: /)) return { verdict: 'failed', summary: 'The included file could not be read.' };
  const open = tunnels(requests);
  if (sha256 === undefined || open === undefined || isIncomplete(sockets))
    return { verdict: 'unclear', summary: 'Not everything could be read: the file, the tunnels or the connections.' };
  return {
    verdict: 'done',
    summary: `Kept: the hash of the file, ${open.length} open tunnel(s) and the connections of the proxy.`,
    facts: [
      { name: 'include sha256', value: sha256 },
      { name: 'open tunnels', value: String(open.length) },
      { name: 'outside the list', value: String(outside(requests, context)?.length ?? 0) },
    ],
  };
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [, parsed, , order, checked, denied, allowed, requests] = outputs;
  const refuse = (summary: string): Reading => ({ verdict: 'refused', summary });
  const unclear = (summary: string): Reading => ({ verdict: 'unclear', summary });
  const hosts = allowedHosts(context);
  if (isAllowed(hostOf(param(context, 'deniedUrl')), hosts))
    return refuse('The address that must be denied is on the allow-list.');
  if (!isAllowed(hostOf(param(context, 'allowedUrl')), hosts))
    return refuse('The address that must keep working is not on the allow-list.');
  if (isIncomplete(parsed) || linesOf(parsed).length === 0) return unclear('Squid did not parse the allow-list.');
  if (has(linesOf(parsed), TROUBLE)) return refuse('Squid does not take the allow-list: look at its output.');
  if (!has(linesOf(parsed), /Processing: http_access deny CONNECT !bulkhead_allowed/))
    return unclear('Squid did not confirm that it parsed the allow-list.');
  if (isIncomplete(order) || linesOf(order).length === 0)
    return unclear('The order of the access rules could not be read.');
  const wrong = orderProblem(order, param(context, 'includeFile'));
  if (wrong !== undefined) return refuse(wrong);
  if (isIncomplete(checked)) return unclear('Squid did not finish testing its configuration.');
  if (has(linesOf(checked), /No running copy|No such process|failed to open|not running/i))
    return unclear('Squid does not run.');
  if (has(linesOf(checked), TROUBLE))
    return refuse('Squid refuses its own configuration: it would not take the list up.');
  if (connectCode(allowed) !== 200)
    return refuse('The allowed host is not reached now: without it a refusal proves nothing.');
  const open = outside(requests, context);
  if (open === undefined)
    return unclear('The proxy does not say what it carries: allow manager from 127.0.0.1 before anything else.');
  const now = connectCode(denied) === 200 ? 'yes' : 'no';
  return {
    verdict: 'ok',
    summary: `The allow-list can be put in force. ${open.length} open tunnel(s) go elsewhere and would go on.${now === 'yes' ? '' : ' The other host is not reached now, so a later refusal is weaker proof.'}`,
    facts: [
      { name: 'works before', value: now },
      { name: 'tunnels outside the list', value: String(open.length) },
      { name: 'hosts outside the list', value: [...new Set(open.map((tunnel) => tunnel.host))].slice(0, 10).join(' ') },
    ],
  };
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const [copy, write, parsed, move, told, back] = outputs;
  if (outputs.length < 6 || outputs.some((output) => isIncomplete(output)))
    return { verdict: 'unclear', summary: 'A command gave no complete output: read the state again.' };
  if ([copy, write, move].some((output) => has(linesOf(output), /^(?:cp|tee|mv): /)))
    return { verdict: 'failed', summary: 'The included file could not be written.' };
  if (has(linesOf(parsed), TROUBLE)) return { verdict: 'failed', summary: 'Squid does not take the allow-list.' };
  if (!has(linesOf(back), new RegExp(`^1:# bulkhead ${escape(context.actionId)}$`)))
    return { verdict: 'unclear', summary: 'The included file does not show the allow-list.' };
  if (has(linesOf(told), /ERROR|FATAL|No running copy|No such process|unrecognized/))
    return {
      verdict: 'failed',
      summary: 'The list is written, but Squid could not be told: it works with the old one.',
    };
  return { verdict: 'done', summary: 'The allow-list is in its place and Squid was told to read it.' };
}

function escape(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, String.raw`\$&`);
}

export function readMustFail(outputs: Outputs): Reading {
  const code = connectCode(outputs[0]);
  if (code === 403) return { verdict: 'blocked', summary: 'The proxy refuses the tunnel (403).' };
  if (code === 200) return { verdict: 'passed', summary: 'The proxy still opens tunnels to the other host.' };
  return {
    verdict: 'unclear',
    summary: `No proof: ${code === undefined || code === 0 ? 'the proxy gave no answer' : `the proxy answers ${code}`}.`,
  };
}

export function readMustWork(outputs: Outputs): Reading {
  const code = connectCode(outputs[0]);
  if (code === 200) return { verdict: 'passed', summary: 'The proxy opens a tunnel to the allowed host.' };
  if (code === 403) return { verdict: 'blocked', summary: 'The proxy refuses the allowed host too.' };
  return {
    verdict: 'unclear',
    summary: `No proof: ${code === undefined || code === 0 ? 'the proxy gave no answer' : `the proxy answers ${code}`}.`,
  };
}

/**
 * Tunnels of the proxy joined with the sockets of the machine. The access log is of no use here: its line is written when a tunnel
 * closes, so what still runs is not in it.
 */
export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const [requests, sockets] = outputs;
  const open = outside(requests, context);
  if (open === undefined) return { verdict: 'unclear', summary: 'The proxy does not say what it carries.' };
  if (isIncomplete(sockets) || has(linesOf(sockets), /^(?:Error|ss:|Cannot|RTNETLINK)/i))
    return { verdict: 'unclear', summary: 'The connections of the proxy could not be listed.' };
  const held = new Set(listedConnections(linesOf(sockets)).map((connection) => connection.peer.replace(/[[\]]/g, '')));
  const facts = [
    { name: 'tunnels outside the list', value: String(open.length) },
    { name: 'connections to the proxy', value: String(held.size) },
  ];
  if (open.length === 0) return { verdict: 'none', summary: 'No tunnel to another host is open.', sessions: [], facts };
  const sessions: LiveSession[] = open.map((tunnel) => ({
    id: tunnel.client,
    label: `${tunnel.client} to ${tunnel.host}${held.has(tunnel.client) ? '' : ' (just closed?)'}`,
  }));
  return { verdict: 'live', summary: `${open.length} tunnel(s) to hosts outside the list still run.`, sessions, facts };
}

/** ss prints what it closed and nothing when it could not; the residual step that follows is the proof. */
export function readKill(outputs: Outputs, context: StepContext): Reading {
  if (outputs.length === 0)
    return context.sessions.length === 0
      ? { verdict: 'done', summary: 'There was nothing to end.' }
      : { verdict: 'unclear', summary: 'Nothing was ended.' };
  if (outputs.some((output) => output.timedOut || neverRan(output)))
    return { verdict: 'unclear', summary: 'A command hung or could not be run there.' };
  if (outputs.some((output) => has(linesOf(output), /not permitted|Permission denied|not supported/i)))
    return { verdict: 'failed', summary: 'Sockets cannot be closed here: run it as root, or restart the proxy.' };
  const closed = outputs.reduce((sum, output) => sum + listedConnections(linesOf(output)).length, 0);
  return {
    verdict: 'done',
    summary:
      closed > 0
        ? `${closed} connection(s) were closed.`
        : 'ss names none it closed: the next look shows what is left.',
  };
}

export function readUndo(outputs: Outputs): Reading {
  const [copy, told, left, checked] = outputs;
  if (outputs.length < 4 || outputs.some((output) => isIncomplete(output)))
    return { verdict: 'unclear', summary: 'A command gave no complete output: read the state again.' };
  if (has(linesOf(copy), /^cp: /)) return { verdict: 'failed', summary: 'The file from before could not be put back.' };
  const lines = counted(left);
  if (lines === undefined) return { verdict: 'unclear', summary: 'Whether the allow-list is gone is not known.' };
  if (lines > 0) return { verdict: 'failed', summary: 'The included file still has the allow-list.' };
  if (
    [told, checked].some((output) => has(linesOf(output), /ERROR|FATAL|No running copy|No such process|unrecognized/))
  )
    return { verdict: 'failed', summary: 'The file is back, but Squid could not be told.' };
  return { verdict: 'done', summary: 'The file from before is back and Squid was told to read it.' };
}
