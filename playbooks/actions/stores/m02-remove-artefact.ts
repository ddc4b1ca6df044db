import type { ActionTemplate } from '../../../shared/domain/action.ts';
import { partyFields, whereFields } from './artefact-fields.ts';
import { readConnections, readEnded } from './earlier-connections.ts';
import { killCommands, mustWorkCommands, residualCommands } from './m02-commands.ts';
import { readMustWork } from './m02-readings.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  mustFailCommands,
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
} from './m02-removal.ts';

/** Reference PB2, M02, the other half: erases from the storage what the quarantine withdrew. Tried against docker-registry 2.8.2. */
export const m02RemoveArtefact: ActionTemplate = {
  id: 'M02-DEL',
  version: 2,
  title: 'Erase a quarantined artefact',
  purpose: 'Has the registry erase from its storage the weights that no manifest refers to any more.',
  risk: 'R3',
  reversal: 'irreversible',
  reversalNote:
    'What is erased is gone from the registry. The sealed copy stays under legal hold until it is released.',
  tested: 'real',
  targets: ['model', 'adapter', 'algorithm', 'registry'],
  modes: ['card', 'exec', 'attest'],
  needsHold: true,
  blastRadius:
    'Every blob that no manifest refers to is erased, not these weights alone. The registry takes no pushes meanwhile.',
  trap: 'The sweep erases nothing as long as any manifest in any repository refers to the weights, and erases what is being pushed unless the registry is read-only. Backups and replicas keep theirs.',
  programs: ['docker-registry', 'curl', 'sha256sum', 'grep', 'ss'],
  quorum: {
    distinct: 3,
    seats: [['commander'], ['evidence-custodian', 'key-custodian'], ['legal']],
    requesterApart: true,
  },
  fields: [
    ...whereFields,
    {
      name: 'configFile',
      label: 'Configuration of the registry',
      kind: 'path',
      hint: 'On this machine.',
      example: '/etc/docker/registry/config.yml',
    },
    ...partyFields,
  ],
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readConnections },
    killSessions: { commands: killCommands, parse: readEnded },
  },
};
