import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { killCommands, residualCommands } from '../k11-probes.ts';
import { readResidual } from '../k11-sessions.ts';
import { readKill } from '../kill-reading.ts';
import { atGateway, viaField } from './at-gateway.ts';
import { readAdded, readDropped } from './list-readings.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  MEASURES,
  mustFailCommands,
  mustWorkCommands,
  undoCommands,
} from './n07-commands.ts';
import { readCollect, readDryRun, readMustFail, readMustWork } from './n07-readings.ts';
import { CONTAINMENT_LEASE_MS, gatewayFields, keyFields, nginxConfigField } from './nginx-fields.ts';
import { whileStaged } from './while-staged.ts';

const fields: readonly ParamField[] = [
  viaField,
  {
    name: 'measure',
    label: 'Measure',
    kind: 'choice',
    hint: 'Refuse the key, slow it down, or close a path to everybody.',
    example: 'block-key',
    choices: MEASURES,
  },
  {
    name: 'keyId',
    label: 'Key id',
    kind: 'name',
    hint: 'The id the gateway maps the key to, never the key.',
    example: 'svc-recommender',
  },
  ...keyFields,
  ...gatewayFields,
  {
    name: 'probePath',
    label: 'Path to probe',
    kind: 'path',
    hint: 'Called with the key; for deny-path, the path to close.',
    example: '/v1/models',
  },
  {
    name: 'controlPath',
    label: 'Control path',
    kind: 'path',
    hint: 'Called with the control key; must keep working.',
    example: '/v1/models',
  },
  nginxConfigField,
  {
    name: 'listFile',
    label: 'List',
    kind: 'path',
    hint: 'The file the map of this measure includes.',
    example: '/etc/nginx/bulkhead/blocked-keys.map',
  },
  {
    name: 'accessLog',
    label: 'Access log',
    kind: 'path',
    hint: 'Searched for the key in clear.',
    example: '/var/log/nginx/access.log',
  },
];

/** Reference PB4, N07: key map, path deny and rate limit of nginx as API gateway. */
export const n07NginxGateway: ActionTemplate = {
  id: 'N07',
  version: 3,
  title: 'Block at the nginx gateway',
  purpose: 'Refuses one key, slows it down, or closes a path, by a line in a list the gateway includes.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo takes out the one line. A blocked key that leaked works again then: issue a new one instead.',
  tested: 'real',
  targets: ['gateway', 'credential'],
  modes: ['card', 'exec', 'attest'],
  leaseMs: CONTAINMENT_LEASE_MS,
  offeredBy: [whileStaged],
  blastRadius: 'Whoever uses the key; with deny-path, whoever calls the path or anything below it.',
  trap: 'Streams that run go on after the reload, in workers that are shutting down; worker_shutdown_timeout set afterwards does not reach them. Logs may hold the key itself.',
  programs: ['curl', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead']] },
  fields,
  steps: atGateway({
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readAdded },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: killCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readDropped },
  }),
};
