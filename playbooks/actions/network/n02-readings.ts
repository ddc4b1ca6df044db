import type { Output, Reading, StepContext } from '../../../shared/domain/action.ts';
import { param } from '../param.ts';
import { capture, has, linesOf } from '../pasted-text.ts';
import { isInAny, listed } from './cidr.ts';
import { bothFamilies, deletedFlows, sessionOf, type Flow } from './flows.ts';
import { packets, tableIn } from './nft-listing.ts';
import { socketsIn } from './sockets.ts';
import { addressesIn, seenBy } from './zone-probe.ts';

type Outputs = readonly Output[];

interface Look {
  readonly misplaced: boolean;
  /** Connections between the two sides that the firewall tracks; undefined when it did not say. */
  readonly tracked: readonly Flow[] | undefined;
  /** Those that the host holds open; undefined when it did not say. */
  readonly sockets: readonly Flow[] | undefined;
}

/** Reads the outputs of `lookCommands`. */
function look(outputs: readonly (Output | undefined)[], context: StepContext): Look {
  const addresses = addressesIn(outputs[0]);
  const between = (flows: readonly Flow[] | undefined): readonly Flow[] | undefined =>
    flows?.filter((flow) => isBetween(flow, context));
  return {
    misplaced: !standsThere(addresses, context),
    tracked: between(bothFamilies(outputs.slice(1))),
    sockets: between(socketsIn(outputs[3])),
  };
}

function standsThere(addresses: readonly string[], context: StepContext): boolean {
  return addresses.some((address) => isInAny(address, listed(param(context, 'from'))));
}

function isBetween({ source, target, targetPort }: Flow, context: StepContext): boolean {
  const port = param(context, 'port');
  const [from, to] = [listed(param(context, 'from')), listed(param(context, 'to'))];
  return isInAny(source, from) && isInAny(target, to) && (port === '' || port === targetPort);
}

const key = (flow: Flow): string => sessionOf(flow).id;

/** Every connection once, whoever listed it. */
function merged(one: readonly Flow[], other: readonly Flow[]): readonly Flow[] {
  return [...new Map([...one, ...other].map((flow) => [key(flow), flow])).values()];
}

export function readDryRun(outputs: Outputs, context: StepContext): Reading {
  const [version, check] = outputs;
  const seen = look(outputs.slice(2), context);
  const open = seen.tracked && seen.sockets ? merged(seen.tracked, seen.sockets).length : undefined;
  const way = seenBy('ended', outputs[6]);
  const facts = [
    { name: 'open connections', value: open === undefined ? 'not known' : String(open) },
    { name: 'new connection', value: way },
  ];
  const say = (verdict: 'ok' | 'refused' | 'unclear', summary: string): Reading => ({ verdict, summary, facts });
  if (!has(linesOf(version), /^nftables v\d/) || check === undefined || check.timedOut)
    return say('unclear', 'nft gave no answer on the firewall.');
  const error = capture(linesOf(check), /Error: (.{1,160})$/);
  if (error !== undefined) return say('refused', `nft would refuse the table: ${error}.`);
  if (seen.misplaced)
    return say('unclear', 'The host of the probes has no address in the ranges whose connections are to end.');
  if (open === undefined) return say('unclear', 'The open connections could not be listed on both ends.');
  if (seenBy('control', outputs[7]) !== 'open')
    return say('refused', 'The way that has to stay open does not work now, so a later success would prove nothing.');
  // Trap: new connections are refused and everybody is content, while the one that matters goes on.
  const falsely =
    open > 0 && (way === 'drop' || way === 'reject')
      ? ' New ones are blocked already, and that alone is not contained.'
      : '';
  return say('ok', `${open} connection(s) are open and would be reset.${falsely}`);
}

export function readApply(outputs: Outputs, context: StepContext): Reading {
  const [load, back] = outputs;
  if (load?.timedOut === true)
    return { verdict: 'unclear', summary: 'nft hung: read the state again before anything is repeated.' };
  const error = capture(linesOf(load), /Error: (.{1,160})$/);
  if (error !== undefined) return { verdict: 'failed', summary: `nft refused the table: ${error}.` };
  const table = tableIn(back, context);
  if (table === 'unclear') return { verdict: 'unclear', summary: 'The table could not be read back.' };
  return table === 'there' && has(linesOf(back), /reject with tcp reset/) && has(linesOf(back), /\bexpires \d/)
    ? { verdict: 'done', summary: 'Every packet between the two sides is answered with a reset.' }
    : { verdict: 'failed', summary: 'The table with the resets is not in force.' };
}

export function readMustFail(outputs: Outputs, context: StepContext): Reading {
  const way = seenBy('ended', outputs[1]);
  const [before, after] = [packets(outputs[0], 'c_cut'), packets(outputs[2], 'c_cut')];
  const facts = [{ name: 'new connection', value: way }];
  if (way === 'open') return { verdict: 'passed', summary: 'A new connection still opens.', facts };
  if (way === 'unclear' || !standsThere(addressesIn(outputs[3]), context))
    return {
      verdict: 'unclear',
      summary: 'No proof: the probe gave no clear answer from the host it should run on.',
      facts,
    };
  if (before === undefined || after === undefined || after <= before)
    return { verdict: 'unclear', summary: 'Blocked, but not by these resets: their counter stood still.', facts };
  return { verdict: 'blocked', summary: 'A new connection is reset at once.', facts };
}

export function readMustWork(outputs: Outputs): Reading {
  const way = seenBy('control', outputs[0]);
  if (way === 'open') return { verdict: 'passed', summary: 'The way that has to stay open works.' };
  return way === 'unclear'
    ? { verdict: 'unclear', summary: 'The way that has to stay open gave no clear answer.' }
    : { verdict: 'blocked', summary: 'The way that has to stay open is blocked.' };
}

export function readResidual(outputs: Outputs, context: StepContext): Reading {
  const { misplaced, tracked, sockets } = look(outputs, context);
  if (tracked === undefined || sockets === undefined || misplaced)
    return { verdict: 'unclear', summary: 'The open connections could not be listed on both ends.' };
  const left = merged(tracked, sockets);
  const facts = [
    { name: 'tracked', value: String(tracked.length) },
    { name: 'sockets', value: String(sockets.length) },
  ];
  if (left.length === 0)
    return { verdict: 'none', summary: 'No connection is left, neither tracked nor as a socket.', sessions: [], facts };
  return {
    verdict: 'live',
    summary: `${left.length} connection(s) are left (${tracked.length} tracked, ${sockets.length} sockets).`,
    sessions: left.slice(0, 200).map(sessionOf),
    facts,
  };
}

/** ss lists what it closed and conntrack counts; the residual step that follows is the proof. */
export function readKill(outputs: Outputs, context: StepContext): Reading {
  if (context.sessions.length === 0) return { verdict: 'done', summary: 'There was nothing to end.' };
  const heard = outputs.filter((output) => has(linesOf(output), /^(?:Netid|State|Recv-Q)\b/)).length;
  const counts = outputs.flatMap((output) => deletedFlows(output) ?? []);
  if (heard === 0 || counts.length === 0 || outputs.some((output) => output.timedOut))
    return { verdict: 'unclear', summary: 'Whether the connections were ended could not be read.' };
  const ended = counts.reduce((sum, count) => sum + count, 0);
  return {
    verdict: 'done',
    summary: 'Sockets were closed and entries forgotten.',
    facts: [{ name: 'ended', value: String(ended) }],
  };
}

export function readUndo(outputs: Outputs, context: StepContext): Reading {
  const table = tableIn(outputs[1], context);
  if (outputs[0]?.timedOut === true || table === 'unclear')
    return { verdict: 'unclear', summary: 'Whether the table is gone could not be read.' };
  return table === 'there'
    ? { verdict: 'failed', summary: 'The table is still there.' }
    : { verdict: 'done', summary: 'No more resets are sent; what was closed stays closed.' };
}
