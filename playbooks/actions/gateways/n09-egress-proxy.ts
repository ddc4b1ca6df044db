import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { atGateway, viaField } from './at-gateway.ts';
import {
  applyCommands,
  carried,
  collectCommands,
  connectAllowed,
  connectDenied,
  dryRunCommands,
  killCommands,
  undoCommands,
} from './n09-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readKill,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './n09-readings.ts';
import { CONTAINMENT_LEASE_MS } from './nginx-fields.ts';

const fields: readonly ParamField[] = [
  viaField,
  {
    name: 'allowed',
    label: 'Allowed hosts',
    kind: 'host-list',
    hint: 'Everything else is refused. Payment and fraud services first.',
    example: 'api.payment.example,fraud.example',
  },
  {
    name: 'deniedUrl',
    label: 'Address that must be refused',
    kind: 'url',
    hint: 'Where the data goes now.',
    example: 'https://api.llm.example/',
  },
  {
    name: 'allowedUrl',
    label: 'Address that must keep working',
    kind: 'url',
    hint: 'On one of the allowed hosts.',
    example: 'https://api.payment.example/',
  },
  { name: 'host', label: 'Proxy host', kind: 'host', hint: 'Where clients call the proxy.', example: 'proxy.example' },
  { name: 'port', label: 'Proxy port', kind: 'port', hint: 'Port clients call.', example: '3128' },
  {
    name: 'squidConfig',
    label: 'Squid configuration',
    kind: 'path',
    hint: 'The file for squid -f.',
    example: '/etc/squid/squid.conf',
  },
  {
    name: 'includeFile',
    label: 'Included file',
    kind: 'path',
    hint: 'Included above the first http_access allow; replaced as a whole.',
    example: '/etc/squid/bulkhead.conf',
  },
];

/** Reference PB4, N09: an allow-list by name at the egress proxy. */
export const n09EgressProxy: ActionTemplate = {
  id: 'N09',
  version: 2,
  title: 'Allow-list at the egress proxy',
  purpose: 'Lets Squid open connections to the named hosts only.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo puts the included file back as it was. Tunnels that were closed stay closed.',
  tested: 'real',
  targets: ['gateway', 'segment'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: CONTAINMENT_LEASE_MS,
  blastRadius:
    'Everything behind the proxy that calls a host not on the list. Whoever has a route of its own is not touched.',
  trap: 'Tunnels that are open stay open, and the access log shows a tunnel only when it closes: what still leaves is not in the log. Clients with a direct route go around the proxy.',
  programs: ['curl', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead']] },
  fields,
  steps: atGateway({
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: (context) => [connectDenied(context)], parse: readMustFail },
    mustWork: { commands: (context) => [connectAllowed(context)], parse: readMustWork },
    residual: { commands: carried, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  }),
};
