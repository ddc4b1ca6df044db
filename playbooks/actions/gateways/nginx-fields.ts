import type { ParamField } from '../../../shared/domain/action.ts';
import { KEY_HEADERS } from './gateway-calls.ts';

/** Four hours: a containment lapses unless somebody renews it (reference C0, "Timers"). */
export const CONTAINMENT_LEASE_MS = 4 * 60 * 60 * 1000;

/** Where a gateway is and how a client shows its key; the same for every action at a gateway. */
export const gatewayFields: readonly ParamField[] = [
  { name: 'host', label: 'Gateway host', kind: 'host', hint: 'Where clients call.', example: 'gw.example' },
  { name: 'port', label: 'Gateway port', kind: 'port', hint: 'Port clients call.', example: '443' },
  {
    name: 'scheme',
    label: 'Scheme',
    kind: 'choice',
    hint: 'https unless the gateway sits behind another that ends TLS.',
    example: 'https',
    choices: ['https', 'http'],
  },
];

/** A leaked key and one that has to go on working. */
export const keyFields: readonly ParamField[] = [
  {
    name: 'keyHeader',
    label: 'Header with the key',
    kind: 'choice',
    hint: 'Authorization sends it as a bearer token.',
    example: 'X-Api-Key',
    choices: KEY_HEADERS,
  },
  {
    name: 'keyFile',
    label: 'The key',
    kind: 'secret-file',
    hint: 'For the probe that must fail.',
    example: '/srv/ir/leaked.key',
  },
  {
    name: 'controlKeyFile',
    label: 'Control key',
    kind: 'secret-file',
    hint: 'Another key that must keep working.',
    example: '/srv/ir/control.key',
  },
];

export const nginxConfigField: ParamField = {
  name: 'nginxConfig',
  label: 'nginx configuration',
  kind: 'path',
  hint: 'The file for nginx -c.',
  example: '/etc/nginx/nginx.conf',
};
