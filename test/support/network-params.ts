import type { Params } from '../../shared/domain/action.ts';
import type { Topology } from './network-topology.ts';

/** Fills the fields of N01 for the topology: shop and AI are contained, payment and forensics are let through. */
export function networkParams(net: Topology): Params {
  const ranges = (...hosts: readonly ('shop' | 'ai' | 'pay' | 'ir')[]): string =>
    hosts.flatMap((host) => [net.range(host, 4), net.range(host, 6)]).join(',');
  const via = (host: 'fw' | 'shop' | 'ai' | 'ext' | 'ir'): string => `netns/${net.netns(host)}`;
  return {
    segment: ranges('shop', 'ai'),
    partners: ranges('shop', 'ai'),
    forensic: ranges('ir'),
    payment: ranges('pay'),
    payPort: '443',
    front: `${net.address('shop')}/32`,
    frontPort: '8080',
    lease: '240',
    firewallVia: via('fw'),
    shopVia: via('shop'),
    aiVia: via('ai'),
    forensicVia: via('ir'),
    customerVia: via('ext'),
    payProbe: net.address('pay'),
    aiProbe: net.address('ai'),
    aiPort: '8080',
    outsideProbe: net.address('ext'),
    outsidePort: '8080',
    aiProbe6: net.address('ai', 6),
    outsideProbe6: net.address('ext', 6),
    checkoutUrl: `http://${net.address('shop')}:8080/checkout`,
  };
}
