import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { atGateway, viaField } from './at-gateway.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  HAPROXY_MEASURES,
  killCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './n08-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readKill,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './n08-readings.ts';
import { CONTAINMENT_LEASE_MS, gatewayFields, keyFields } from './nginx-fields.ts';
import { whileStaged } from './while-staged.ts';

const fields: readonly ParamField[] = [
  viaField,
  {
    name: 'measure',
    label: 'Measure',
    kind: 'choice',
    hint: 'Refuse one key, or send nothing to one server any more.',
    example: 'block-key',
    choices: HAPROXY_MEASURES,
  },
  {
    name: 'keyId',
    label: 'Key id',
    kind: 'name',
    hint: 'The id the proxy maps the key to, never the key.',
    example: 'svc-recommender',
  },
  ...keyFields,
  ...gatewayFields,
  {
    name: 'probePath',
    label: 'Path to probe',
    kind: 'path',
    hint: 'Called with the key.',
    example: '/v1/models',
  },
  {
    name: 'controlPath',
    label: 'Control path',
    kind: 'path',
    hint: 'Called with the control key; must keep working.',
    example: '/v1/models',
  },
  {
    name: 'backend',
    label: 'Backend',
    kind: 'name',
    hint: 'As it is called in the configuration.',
    example: 'llm',
  },
  {
    name: 'server',
    label: 'Server',
    kind: 'name',
    hint: 'The one to take out; used by drain-server.',
    example: 'gpu1',
  },
  {
    name: 'aclFile',
    label: 'List of blocked key ids',
    kind: 'path',
    hint: 'The file the deny rule names, written as it stands there.',
    example: '/etc/haproxy/bulkhead/blocked-keys.acl',
  },
  {
    name: 'socket',
    label: 'Runtime socket',
    kind: 'path',
    hint: 'A stats socket with level admin.',
    example: '/run/haproxy/admin.sock',
  },
  {
    name: 'haproxyConfig',
    label: 'HAProxy configuration',
    kind: 'path',
    hint: 'The file for haproxy -f.',
    example: '/etc/haproxy/haproxy.cfg',
  },
];

/** Reference PB4, N08: HAProxy over its runtime socket, without a reload. */
export const n08HaproxyRuntime: ActionTemplate = {
  id: 'N08',
  version: 3,
  title: 'Block at HAProxy, without a reload',
  purpose: 'Refuses new calls of one key, or takes one server out, by a command on the runtime socket.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo admits the key again or brings the server back. Calls that were ended stay ended.',
  tested: 'real',
  targets: ['gateway', 'credential'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: CONTAINMENT_LEASE_MS,
  offeredBy: [whileStaged],
  blastRadius: 'Whoever uses the key. Ending the old calls ends every call on the servers they run on.',
  trap: 'Neither the list nor maintenance touches calls that run: only shutdown sessions ends them. What is in memory only is forgotten at the next reload.',
  programs: ['curl', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead']] },
  fields,
  steps: atGateway({
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  }),
};
