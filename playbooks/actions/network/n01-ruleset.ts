import type { StepContext } from '../../../shared/domain/action.ts';
import type { Level } from '../../../shared/domain/probe-matrix.ts';
import { param } from '../param.ts';
import { familyOf, listed, type Family } from './cidr.ts';
import { tableOf } from './own-table.ts';

const FAMILIES: readonly Family[] = [4, 6];

/**
 * The whole table as `nft -f -` takes it: created, deleted and defined again in one transaction, so that renewing replaces it without a
 * gap (reference N01). Its base chains run before the filter tables of the site (`filter - 10`); an accept there is not final, a drop
 * is. There is no early accept of established connections: whoever was in is judged like whoever comes. The ranges contained carry a
 * time-out: a dead man's lease, the kernel lets go when nobody renews.
 */
export function ruleset(context: StepContext, level: Level): string {
  const table = tableOf(context);
  return [
    `table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    ...FAMILIES.flatMap((family) => sets(context, family)),
    '  counter c_seen { }',
    '  counter c_cut { }',
    chain('verdict_out', outbound(level)),
    chain('verdict_in', inbound(level)),
    // A base chain may not be called fwd: it is a keyword.
    ...(['forward', 'input', 'output'] as const).map((hook) => baseChain(hook)),
    '}',
    '',
  ].join('\n');
}

function sets(context: StepContext, family: Family): readonly string[] {
  const type = family === 4 ? 'ipv4_addr' : 'ipv6_addr';
  const of = (name: string): readonly string[] =>
    listed(param(context, name)).filter((range) => familyOf(range) === family);
  const lease = param(context, 'lease');
  const service = (name: string, port: string): readonly string[] =>
    port === '' ? [] : of(name).map((range) => `${range} . ${port}`);
  const services = `${type} . inet_service`;
  return [
    set(
      `segment${family}`,
      type,
      'interval, timeout',
      of('segment').map((range) => `${range} timeout ${lease}m`),
    ),
    set(`partners${family}`, type, 'interval', of('partners')),
    set(`forensic${family}`, type, 'interval', of('forensic')),
    set(`resolvers${family}`, type, 'interval', of('resolvers')),
    set(`payment${family}`, services, 'interval', service('payment', param(context, 'payPort'))),
    set(`front${family}`, services, 'interval', service('front', param(context, 'frontPort'))),
  ];
}

function set(name: string, type: string, flags: string, elements: readonly string[]): string {
  const filled = elements.length === 0 ? '' : ` elements = { ${elements.join(', ')} };`;
  // Ranges of a list may touch or contain each other; the kernel takes them as one.
  const merge = flags.includes('timeout') || type.includes(' . ') ? '' : ' auto-merge;';
  return `  set ${name} { type ${type}; flags ${flags};${merge}${filled} }`;
}

function chain(name: string, rules: readonly string[]): string {
  // The last statement before a closing brace needs its line end.
  return [`  chain ${name} {`, ...rules.map((rule) => `    ${rule}`), '  }'].join('\n');
}

const IP: Readonly<Record<Family, string>> = { 4: 'ip', 6: 'ip6' };

function both(rule: (ip: string, family: Family) => string): readonly string[] {
  return FAMILIES.map((family) => rule(IP[family], family));
}

/** From the segment: refused within milliseconds up to L2, so that the breaker of the shop opens; at L3 silence. */
function outbound(level: Level): readonly string[] {
  if (level === 'observe') return seen('OUT');
  const end = level === 'cut' ? 'drop' : 'reject with icmpx type admin-prohibited';
  return [
    ...(level === 'cut' ? [] : [...allowed('daddr', 'dport'), ...frontReplies()]),
    ...(level === 'restrict' ? both((ip, family) => `${ip} daddr @partners${family} accept`) : []),
    `counter name c_cut log prefix "BLKH-${level}-OUT " group 5 ${end}`,
  ];
}

/** Towards the segment: whoever is outside gets no answer at all. */
function inbound(level: Level): readonly string[] {
  if (level === 'observe') return seen('IN');
  return [
    ...(level === 'cut' ? [] : [...allowed('saddr', 'sport'), ...frontDoor()]),
    ...(level === 'restrict' ? both((ip, family) => `${ip} saddr @partners${family} accept`) : []),
    `counter name c_cut log prefix "BLKH-${level}-IN " group 5 drop`,
  ];
}

function seen(way: 'IN' | 'OUT'): readonly string[] {
  return ['counter name c_seen', `ct state new log prefix "BLKH-observe-${way} " group 5`, 'accept'];
}

/** The payment service and the name servers; back from them only what answers. */
function allowed(address: 'daddr' | 'saddr', port: 'dport' | 'sport'): readonly string[] {
  const answer = address === 'saddr' ? ' ct state established' : '';
  return [
    ...both((ip, family) => `${ip} ${address} . tcp ${port} @payment${family}${answer} accept`),
    ...both(
      (ip, family) => `${ip} ${address} @resolvers${family} meta l4proto { tcp, udp } th ${port} 53${answer} accept`,
    ),
  ];
}

function frontDoor(): readonly string[] {
  return both((ip, family) => `${ip} daddr . tcp dport @front${family} ct direction original accept`);
}

/** The shop may answer a customer who came to its front door; it may not go out from that port by itself. */
function frontReplies(): readonly string[] {
  return both((ip, family) => `${ip} saddr . tcp sport @front${family} ct state established ct direction reply accept`);
}

/** Forwarded packets, and those of this host itself, which may be the one that is contained. */
function baseChain(hook: 'forward' | 'input' | 'output'): string {
  return chain(`ir_${hook}`, [
    `type filter hook ${hook} priority filter - 10; policy accept;`,
    ...OWN[hook],
    ...both((ip, family) => `${ip} saddr @forensic${family} accept`),
    ...both((ip, family) => `${ip} daddr @forensic${family} ct state established,related accept`),
    ...both((ip, family) => `${ip} saddr @segment${family} goto verdict_out`),
    ...both((ip, family) => `${ip} daddr @segment${family} goto verdict_in`),
  ]);
}

/** Without neighbour discovery IPv6 dies for forensics too. */
const NEIGHBOURS =
  'icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept';

/**
 * What a host says to itself, and the refusals that our own rules send: they leave by the output hook, often from an address of the
 * router inside the segment, and would be stopped there, so that the shop waits instead of falling back.
 */
const OWN = {
  forward: [],
  input: [NEIGHBOURS, 'iif lo accept'],
  output: [
    NEIGHBOURS,
    'oif lo accept',
    'icmp type destination-unreachable accept',
    'icmpv6 type destination-unreachable accept',
    'tcp flags & (rst | syn | fin) == rst accept',
  ],
} as const;
