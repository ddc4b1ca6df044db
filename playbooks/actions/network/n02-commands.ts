import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { collectPack } from '../collect-pack.ts';
import { param } from '../param.ts';
import { through } from '../via.ts';
import { familyOf, listed, type Family } from './cidr.ts';
import { deleteFlow, flowOf } from './flows.ts';
import { counters, KEEP_RULES, onFirewall, removeTable, showTable, tableOf, trackedFlows } from './own-table.ts';
import { closeSocket } from './sockets.ts';
import { showAddresses, tcpProbe, url } from './zone-probe.ts';

const QUICK = 10_000;

/**
 * A table that answers every packet between the two sides with a reset, both ways, before anything else is asked (`filter - 20`): a
 * connection that is held by a level closes for good instead of delivering what it buffered (reference N02). On a time-out like a level.
 */
export function resetTable(context: StepContext): string {
  const table = tableOf(context);
  return [
    `table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    ...([4, 6] as const).flatMap((family) => [side(context, 'from', family), side(context, 'to', family)]),
    '  counter c_cut { }',
    '  chain ir_reset {',
    '    type filter hook forward priority filter - 20; policy accept;',
    ...([4, 6] as const).flatMap((family) => resets(context, family)),
    '  }',
    '}',
    '',
  ].join('\n');
}

function side(context: StepContext, name: 'from' | 'to', family: Family): string {
  const lease = param(context, 'lease');
  const ranges = listed(param(context, name)).filter((range) => familyOf(range) === family);
  const elements = ranges.map((range) => `${range} timeout ${lease}m`).join(', ');
  const filled = elements === '' ? '' : ` elements = { ${elements} };`;
  return `  set ${name}${family} { type ${family === 4 ? 'ipv4_addr' : 'ipv6_addr'}; flags interval, timeout;${filled} }`;
}

function resets(context: StepContext, family: Family): readonly string[] {
  const ip = family === 4 ? 'ip' : 'ip6';
  const port = param(context, 'port');
  const way = (from: string, to: string, which: 'dport' | 'sport'): string =>
    `    ${ip} saddr @${from}${family} ${ip} daddr @${to}${family} ${port === '' ? 'meta l4proto tcp' : `tcp ${which} ${port}`} counter name c_cut reject with tcp reset`;
  return [way('from', 'to', 'dport'), way('to', 'from', 'sport')];
}

export function collectCommands(context: StepContext): readonly Command[] {
  return collectPack(param(context, 'firewallVia'), [{ title: 'Keep the rules as they are', argv: KEEP_RULES }]);
}

function onHost(context: StepContext, title: string, argv: readonly string[]): Command {
  return { title, argv: through(param(context, 'hostVia'), argv), timeoutMs: QUICK };
}

function tryWay(context: StepContext): Command {
  const target = url(param(context, 'probeHost'), param(context, 'probePort'));
  return tcpProbe('ended', 'On the host: try the way that has to be shut', param(context, 'hostVia'), target);
}

function tryControl(context: StepContext): Command {
  const target = url(param(context, 'controlHost'), param(context, 'controlPort'));
  return tcpProbe('control', 'On the host: try the way that has to stay open', param(context, 'hostVia'), target);
}

/** Where the host stands, what the firewall tracks, what the host itself holds open. */
export function lookCommands(context: StepContext): readonly Command[] {
  return [
    showAddresses('On the host: show its addresses', param(context, 'hostVia')),
    ...trackedFlows(context),
    onHost(context, 'On the host: list its open connections', ['ss', '-tn', 'state', 'established']),
  ];
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    onFirewall(context, 'Ask for the version of nft', ['nft', '--version']),
    onFirewall(context, 'Check the table without loading it', ['nft', '-c', '-f', '-'], resetTable(context)),
    ...lookCommands(context),
    tryWay(context),
    tryControl(context),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    onFirewall(context, 'Answer with resets from now on', ['nft', '-f', '-'], resetTable(context)),
    showTable(context, 'Read the table back'),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [
    counters(context, 'Read the counter'),
    tryWay(context),
    counters(context, 'Read the counter again'),
    showAddresses('On the host: show its addresses', param(context, 'hostVia')),
  ];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [tryControl(context)];
}

/** Both ends: the entry that the firewall tracks, and the socket of the host with what it has buffered. */
export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap(({ id, label }) => {
    const flow = flowOf(id);
    if (flow === undefined) return [];
    return [
      onHost(context, `Close the socket of ${label}`, closeSocket(flow)),
      onFirewall(context, `Forget ${label}`, deleteFlow(flow)),
    ];
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [removeTable(context), showTable(context, 'Ask for the table')];
}
