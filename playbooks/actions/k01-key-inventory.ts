import type { ActionTemplate, ParamField } from '../../shared/domain/action.ts';
import { applyCommands, collectCommands, rehearse, residualCommands, tidy, undoCommands } from './k01-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readMustFail,
  readMustWork,
  readResidual,
  readTidy,
  readUndo,
} from './k01-readings.ts';

const fields: readonly ParamField[] = [
  {
    name: 'place',
    label: 'Place to search',
    kind: 'path',
    hint: 'A folder, up to 8 levels deep, on one file system.',
    example: '/etc/shop',
  },
  {
    name: 'secondPlace',
    label: 'Second place',
    kind: 'path',
    hint: 'Logs, for example. May be empty.',
    example: '/var/log/shop',
    optional: true,
  },
  {
    name: 'thirdPlace',
    label: 'Third place',
    kind: 'path',
    hint: 'Code or deployment, for example. May be empty.',
    example: '/srv/deploy',
    optional: true,
  },
  {
    name: 'fourthPlace',
    label: 'Fourth place',
    kind: 'path',
    hint: 'Environment files, for example. May be empty.',
    example: '/etc/default',
    optional: true,
  },
  {
    name: 'scratchFolder',
    label: 'Scratch folder',
    kind: 'path',
    hint: 'Made-up keys are written here for a moment, to show that the search works.',
    example: '/var/tmp',
  },
];

/** Reference PB1, K01 and detector DET-1: which keys lie about, without taking one along. */
export const k01KeyInventory: ActionTemplate = {
  id: 'K01',
  version: 2,
  title: 'Find keys that lie about',
  purpose:
    'Searches configuration, logs and code for keys of thirteen kinds; reports place and last letters, never the key.',
  risk: 'R0',
  reversal: 'undo',
  reversalNote: 'Reads only. Undo takes away made-up keys that were left behind.',
  tested: 'real',
  targets: [
    'shop.woocommerce',
    'shop.magento',
    'cms.wordpress',
    'llm.server',
    'gateway',
    'registry',
    'vault',
    'cluster',
  ],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Reads every file once for each kind: a burden on disks of busy machines.',
  trap: 'Not found is not absent: files over 64 MB, archives, databases, git history and what may not be read are not searched, and unknown kinds of keys have no pattern.',
  programs: ['find', 'grep', 'tee', 'rm'],
  quorum: { distinct: 0, seats: [] },
  fields,
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: rehearse, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: rehearse, parse: readMustFail },
    mustWork: { commands: rehearse, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: tidy, parse: readTidy },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
