import type { Command, StepContext } from '../../../shared/domain/action.ts';
import { collectPack } from '../collect-pack.ts';
import { param } from '../param.ts';
import { familyOf, listed, type Family } from './cidr.ts';
import { deleteFlow, flowOf } from './flows.ts';
import { counters, KEEP_RULES, onFirewall, removeTable, showTable, tableOf, trackedFlows } from './own-table.ts';
import { showAddresses, tcpProbe, url } from './zone-probe.ts';

/** The table as nft includes it, beside nothing of the site: a copy for this action alone. */
function copyOf(context: StepContext): string {
  return `/run/${tableOf(context)}.nft`;
}

/** Only lines that are an IPv4 range survive, so that nothing else in the file ever reaches nft. */
function prepare(context: StepContext): readonly Command[] {
  const copy = copyOf(context);
  return [
    onFirewall(context, 'Hash the table of ranges', ['sha256sum', param(context, 'table')]),
    onFirewall(context, 'Copy it', ['cp', '-f', param(context, 'table'), copy]),
    onFirewall(context, 'Make it a list for nft', [
      'sed',
      '-E',
      '-i',
      '-e',
      '1i define bulkhead_inside4 = {',
      '-e',
      '$a }',
      '-e',
      '/^[0-9]{1,3}(\\.[0-9]{1,3}){3}\\/[0-9]{1,2}\\r?$/!d',
      '-e',
      's/\\r?$/,/',
      copy,
    ]),
    onFirewall(context, 'Count its ranges', ['grep', '-c', ',', copy]),
  ];
}

/**
 * Egress of a segment by jurisdiction (reference N12). In `observe` nothing is stopped: where the segment talks to outside of the table is
 * counted and kept as a set. In `enforce` it is refused. Allowed ranges come first: payment and fraud services often sit elsewhere. IPv6
 * outside the segment counts as outside, as the table has IPv4 ranges only.
 */
export function jurisdictionTable(context: StepContext): string {
  const table = tableOf(context);
  const end = param(context, 'mode') === 'enforce' ? 'reject with icmpx type admin-prohibited' : 'accept';
  return [
    `include "${copyOf(context)}"`,
    `table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    '  set inside4 { type ipv4_addr; flags interval; auto-merge; elements = $bulkhead_inside4; }',
    ...([4, 6] as const).flatMap((family) => sets(context, family)),
    '  counter c_outside { }',
    '  chain outside {',
    ...([4, 6] as const).map((family) => `    update @outside${family} { ${ip(family)} saddr . ${ip(family)} daddr }`),
    `    counter name c_outside ct state new log prefix "BLKH-N12-OUT " group 5`,
    `    ${end}`,
    '  }',
    '  chain ir_egress {',
    '    type filter hook forward priority filter - 5; policy accept;',
    ...([4, 6] as const).flatMap((family) => [
      `    ${ip(family)} saddr @segment${family} ${ip(family)} daddr @allowed${family} accept`,
      `    ${ip(family)} saddr @segment${family} ct direction reply accept`,
    ]),
    '    ip saddr @segment4 ip daddr @inside4 accept',
    '    ip saddr @segment4 goto outside',
    '    ip6 saddr @segment6 goto outside',
    '  }',
    '}',
    '',
  ].join('\n');
}

function ip(family: Family): string {
  return family === 4 ? 'ip' : 'ip6';
}

function sets(context: StepContext, family: Family): readonly string[] {
  const type = family === 4 ? 'ipv4_addr' : 'ipv6_addr';
  const of = (...names: readonly string[]): readonly string[] =>
    names.flatMap((name) => listed(param(context, name))).filter((range) => familyOf(range) === family);
  const filled = (elements: readonly string[]): string =>
    elements.length === 0 ? '' : ` elements = { ${elements.join(', ')} };`;
  const lease = param(context, 'lease');
  return [
    `  set segment${family} { type ${type}; flags interval, timeout;${filled(of('segment').map((range) => `${range} timeout ${lease}m`))} }`,
    // The segment talks to itself whatever the table says.
    `  set allowed${family} { type ${type}; flags interval; auto-merge;${filled(of('segment', 'allowed'))} }`,
    `  set outside${family} { type ${type} . ${type}; flags dynamic, timeout; timeout 1h; size 65535; }`,
  ];
}

export function collectCommands(context: StepContext): readonly Command[] {
  return collectPack(param(context, 'firewallVia'), [{ title: 'Keep the rules as they are', argv: KEEP_RULES }]);
}

function tryFrom(context: StepContext, name: 'outside' | 'inside' | 'allowed'): Command {
  const target = url(param(context, `${name}Host`), param(context, `${name}Port`));
  return tcpProbe(name, `On a host of the segment: try the host that is ${name}`, param(context, 'hostVia'), target);
}

function whereHost(context: StepContext): Command {
  return showAddresses('On a host of the segment: show its addresses', param(context, 'hostVia'));
}

export function dryRunCommands(context: StepContext): readonly Command[] {
  return [
    onFirewall(context, 'Ask for the version of nft', ['nft', '--version']),
    ...prepare(context),
    onFirewall(context, 'Check the table without loading it', ['nft', '-c', '-f', '-'], jurisdictionTable(context)),
    whereHost(context),
    tryFrom(context, 'outside'),
    tryFrom(context, 'inside'),
    tryFrom(context, 'allowed'),
  ];
}

export function applyCommands(context: StepContext): readonly Command[] {
  return [
    ...prepare(context),
    onFirewall(context, 'Load the table in one transaction', ['nft', '-f', '-'], jurisdictionTable(context)),
    // Its thousands of ranges would drown the rest: the chains say that it is loaded.
    onFirewall(context, 'Read its chain back', ['nft', 'list', 'chain', 'inet', tableOf(context), 'outside']),
    onFirewall(context, 'Read its lease back', ['nft', 'list', 'set', 'inet', tableOf(context), 'segment4']),
  ];
}

export function mustFailCommands(context: StepContext): readonly Command[] {
  return [
    counters(context, 'Read the counter'),
    tryFrom(context, 'outside'),
    counters(context, 'Read the counter again'),
    whereHost(context),
  ];
}

export function mustWorkCommands(context: StepContext): readonly Command[] {
  return [tryFrom(context, 'inside'), tryFrom(context, 'allowed'), whereHost(context)];
}

export function residualCommands(context: StepContext): readonly Command[] {
  return [
    ...(['outside4', 'outside6'] as const).map((set) =>
      onFirewall(context, 'List who talked to outside', ['nft', 'list', 'set', 'inet', tableOf(context), set]),
    ),
    ...trackedFlows(context),
  ];
}

export function killCommands(context: StepContext): readonly Command[] {
  return context.sessions.flatMap(({ id, label }) => {
    const flow = flowOf(id);
    return flow === undefined ? [] : [onFirewall(context, `Forget ${label}`, deleteFlow(flow))];
  });
}

export function undoCommands(context: StepContext): readonly Command[] {
  return [
    removeTable(context),
    showTable(context, 'Ask for the table'),
    onFirewall(context, 'Remove the copy', ['rm', '-f', copyOf(context)]),
  ];
}
