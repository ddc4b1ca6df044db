import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import { killCommands, residualCommands } from '../k11-probes.ts';
import { readResidual } from '../k11-sessions.ts';
import { readKill } from '../kill-reading.ts';
import { atGateway, viaField } from './at-gateway.ts';
import { KEY_HEADERS } from './gateway-calls.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  mustFailCommands,
  mustWorkCommands,
  undoCommands,
} from './m06-commands.ts';
import { denyListFields } from './m06-fields.ts';
import { readApply, readCollect, readDryRun, readMustFail, readMustWork, readUndo } from './m06-readings.ts';
import { gatewayFields, nginxConfigField } from './nginx-fields.ts';

const proxyFields: readonly ParamField[] = [
  viaField,
  ...gatewayFields,
  {
    name: 'repository',
    label: 'Repository',
    kind: 'text',
    hint: 'One that holds both blobs.',
    example: 'models/wealth-llm',
  },
  {
    name: 'keyHeader',
    label: 'Header with the key',
    kind: 'choice',
    hint: 'Authorization sends it as a bearer token.',
    example: 'Authorization',
    choices: KEY_HEADERS,
  },
  {
    name: 'controlKeyFile',
    label: 'Key for the calls',
    kind: 'secret-file',
    hint: 'May be empty when pulling needs none.',
    example: '/srv/ir/pull.key',
    optional: true,
  },
  nginxConfigField,
  {
    name: 'proxyList',
    label: 'List of the registry proxy',
    kind: 'path',
    hint: 'The file its map of denied paths includes.',
    example: '/etc/nginx/bulkhead/denied-digests.map',
  },
];

/** Reference PB2, M06: a signed list of what may not be served, with the points that enforce it. */
export const m06DenyList: ActionTemplate = {
  id: 'M06',
  version: 2,
  title: 'Publish a signed deny-list entry',
  purpose: 'Names a model by its hashes in a signed list, and has the registry proxy and the start-up hook refuse it.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo publishes the next version without the entry; published versions are never taken back.',
  tested: 'real',
  targets: ['model', 'adapter'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Whoever pulls or starts this very file. A copy that was quantised or fine-tuned has other hashes.',
  trap: 'A point that never gets the new list refuses nothing: compare the version it reads. Pulls that run go on after the reload.',
  programs: ['curl', 'ssh'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead', 'mlops-lead']] },
  fields: [...denyListFields, ...proxyFields],
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
