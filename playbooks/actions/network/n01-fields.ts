import type { ParamField } from '../../../shared/domain/action.ts';

const RUN_HERE = 'netns/NAME or ssh/USER@HOST. Empty: on this machine; on a card, where its title says.';

function via(name: string, label: string, example: string): ParamField {
  return { name, label, kind: 'via', hint: RUN_HERE, example, optional: true };
}

/** Fields of N01, the same at every level, so that a plan made for one level serves the next. */
export const n01Fields: readonly ParamField[] = [
  {
    name: 'segment',
    label: 'Ranges contained',
    kind: 'cidr-list',
    hint: 'IPv4 and IPv6. A family that is left out stays open.',
    example: '10.10.0.0/24,10.20.0.0/24,fd00:10::/64,fd00:20::/64',
  },
  {
    name: 'partners',
    label: 'Ranges it may talk to at L1',
    kind: 'cidr-list',
    hint: 'Shop and AI. From L2 on they are cut off.',
    example: '10.10.0.0/24,10.20.0.0/24,fd00:10::/64,fd00:20::/64',
  },
  {
    name: 'forensic',
    label: 'Forensics ranges',
    kind: 'cidr-list',
    hint: 'Always let in. The console itself should be in one of them.',
    example: '10.99.0.0/24,fd00:99::/64',
  },
  {
    name: 'payment',
    label: 'Payment ranges',
    kind: 'cidr-list',
    hint: 'Reachable until L3, on the payment port only.',
    example: '198.51.100.0/28,2001:db8:aa::/64',
  },
  { name: 'payPort', label: 'Payment port', kind: 'port', hint: 'Usually 443.', example: '443' },
  {
    name: 'resolvers',
    label: 'Name servers',
    kind: 'cidr-list',
    hint: 'Reachable until L3, on port 53. Without them checkout may not find its payment service.',
    example: '10.10.0.1/32',
    optional: true,
  },
  {
    name: 'front',
    label: 'Addresses customers use',
    kind: 'cidr-list',
    hint: 'Customers reach them until L3. Empty: from L1 on nobody outside reaches the segment.',
    example: '10.10.0.2/32',
    optional: true,
  },
  {
    name: 'frontPort',
    label: 'Port customers use',
    kind: 'port',
    hint: 'Of these addresses.',
    example: '8080',
    optional: true,
  },
  {
    name: 'lease',
    label: 'Minutes until the kernel lets go',
    kind: 'duration',
    hint: '240 is as long as the lease of the console. Renewing starts it again.',
    example: '240',
  },
  via('firewallVia', 'Way to the firewall', 'ssh/root@fw.example'),
  via('shopVia', 'Way to a shop host', 'ssh/ir@shop.example'),
  via('aiVia', 'Way to an AI host', 'ssh/ir@ai.example'),
  via('forensicVia', 'Way to a forensics host', 'netns/ir'),
  via('customerVia', 'Way to a host outside', 'ssh/ir@outside.example'),
  {
    name: 'payProbe',
    label: 'Payment host to try',
    kind: 'host',
    hint: 'On the payment port.',
    example: '198.51.100.2',
  },
  { name: 'aiProbe', label: 'AI host to try', kind: 'host', hint: 'An address in the segment.', example: '10.20.0.2' },
  { name: 'aiPort', label: 'Port of the AI host', kind: 'port', hint: 'Where it answers HTTP.', example: '8080' },
  {
    name: 'outsideProbe',
    label: 'Outside host to try',
    kind: 'host',
    hint: 'One of your own, answering now: from L1 on it must be out of reach.',
    example: '203.0.113.2',
  },
  { name: 'outsidePort', label: 'Port of the outside host', kind: 'port', hint: 'Where it answers.', example: '8080' },
  {
    name: 'aiProbe6',
    label: 'AI host to try over IPv6',
    kind: 'host',
    hint: 'Empty: IPv6 is not probed.',
    example: 'fd00:20::2',
    optional: true,
  },
  {
    name: 'outsideProbe6',
    label: 'Outside host over IPv6',
    kind: 'host',
    hint: 'Empty: IPv6 is not probed.',
    example: '2001:db8:ff::2',
    optional: true,
  },
  {
    name: 'checkoutUrl',
    label: 'Synthetic order',
    kind: 'url',
    hint: 'Answers 200 when an order goes through, with its fallback too. Tried from outside.',
    example: 'http://10.10.0.2:8080/checkout',
    optional: true,
  },
];
