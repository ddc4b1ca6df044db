import type { Command, Output, StepContext } from '../../../shared/domain/action.ts';
import { ROW_LABELS, type ProbeRow, type Seen } from '../../../shared/domain/probe-matrix.ts';
import { param } from '../param.ts';
import { isIncomplete, linesOf } from '../pasted-text.ts';
import { through } from '../via.ts';

// Connecting gets 2 seconds (reference H3), an answer 2 more: a dropped packet takes as long as we are willing to wait.
const CONNECT_S = '2';
const WHOLE_S = '4';
const LIMIT = 8_000;

type Zone = 'shop' | 'ai' | 'forensic' | 'customer';

const ZONE_TEXT: Readonly<Record<Zone, string>> = {
  shop: 'On a shop host',
  ai: 'On an AI host',
  forensic: 'On a forensics host',
  customer: 'On a host outside',
};

export const ZONE_OF: Readonly<Record<ProbeRow, Zone>> = {
  'shop-pay': 'shop',
  'shop-ai': 'shop',
  'ai-external': 'ai',
  'forensic-ai': 'forensic',
  checkout: 'customer',
  'shop-ai-6': 'shop',
  'ai-external-6': 'ai',
};

const AIM: Readonly<Record<ProbeRow, (context: StepContext) => string>> = {
  'shop-pay': (context) => url(param(context, 'payProbe'), param(context, 'payPort')),
  'shop-ai': (context) => url(param(context, 'aiProbe'), param(context, 'aiPort')),
  'ai-external': (context) => url(param(context, 'outsideProbe'), param(context, 'outsidePort')),
  'forensic-ai': (context) => url(param(context, 'aiProbe'), param(context, 'aiPort')),
  checkout: (context) => param(context, 'checkoutUrl'),
  'shop-ai-6': (context) => url(param(context, 'aiProbe6'), param(context, 'aiPort')),
  'ai-external-6': (context) => url(param(context, 'outsideProbe6'), param(context, 'outsidePort')),
};

export function url(host: string, port: string): string {
  if (host === '') return '';
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/`;
}

/** Whether the parameters say where this row is aimed: the synthetic order and IPv6 may be left out. */
export function isAimed(row: ProbeRow, context: StepContext): boolean {
  return AIM[row](context) !== '';
}

/** One way of the matrix, tried from inside its zone. */
export function probe(row: ProbeRow, context: StepContext): Command {
  const zone = ZONE_OF[row];
  return tcpProbe(row, `${ZONE_TEXT[zone]}: try ${ROW_LABELS[row]}`, viaOf(zone, context), AIM[row](context));
}

/** Opens a real TCP connection and says on one line what came of it. curl is on nearly every host. */
export function tcpProbe(name: string, title: string, via: string, target: string): Command {
  const said = `probe ${name}: connected=%{num_connects} code=%{http_code} bytes=%{size_download} why=%{errormsg}\\n`;
  const argv = ['curl', '-q', '-s', '-g', '-o', '/dev/null', '--noproxy', '*', '--http0.9'];
  const limits = ['--connect-timeout', CONNECT_S, '--max-time', WHOLE_S];
  return { title, argv: through(via, [...argv, ...limits, '-w', said, target]), timeoutMs: LIMIT };
}

/** The addresses of the host a probe runs on: a probe from a wrong place proves nothing about the segment. */
export function whereAmI(zone: Zone, context: StepContext): Command {
  return showAddresses(`${ZONE_TEXT[zone]}: show its addresses`, viaOf(zone, context));
}

export function showAddresses(title: string, via: string): Command {
  return { title, argv: through(via, ['ip', '-o', 'addr', 'show', 'scope', 'global']), timeoutMs: LIMIT };
}

function viaOf(zone: Zone, context: StepContext): string {
  return param(context, `${zone}Via`);
}

/** Global addresses that `ip -o addr` listed. */
export function addressesIn(output: Output | undefined): readonly string[] {
  if (isIncomplete(output)) return [];
  return linesOf(output).flatMap((line) => /^\d+: \S+\s+inet6? ([0-9A-Fa-f.:]+)\/\d{1,3} /.exec(line)?.[1] ?? []);
}

const LINE = /^probe ([a-z0-9-]+): connected=(\d+) code=(\d{3}) bytes=(\d+) why=(.*)$/;

/**
 * Reads one probe. A connection that opened counts as open even if nothing was said over it: packets went both ways. Refused at once is
 * `reject` (a firewall's answer or a closed port), silence is `drop`. Checkout is an order: it is open only when it answers 2xx or 3xx,
 * and an answer that is an error means the order did not go through.
 */
export function seenBy(row: string, output: Output | undefined): Seen {
  if (output === undefined) return 'unclear';
  const found = linesOf(output)
    .map((line) => LINE.exec(line))
    .find((one) => one?.[1] === row);
  if (!found) return 'unclear';
  const [, , connected = '0', code = '000', , why = ''] = found;
  if (row === 'checkout' && connected !== '0') return orderSeen(Number(code));
  if (connected !== '0') return 'open';
  if (/refused|No route to host|unreachable|prohibited|Permission denied|reset/i.test(why)) return 'reject';
  return /timed? ?out/i.test(why) ? 'drop' : rejectedByText(why);
}

function orderSeen(code: number): Seen {
  if (code >= 200 && code < 400) return 'open';
  return code === 0 ? 'drop' : 'reject';
}

/** curl sums up a refusal as this when it has no better word; a name that was not found is no proof of anything. */
function rejectedByText(why: string): Seen {
  return /Couldn't connect to server/.test(why) ? 'reject' : 'unclear';
}
