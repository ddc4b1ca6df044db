import type { ActionTemplate, ParamField } from '../../../shared/domain/action.ts';
import {
  applyCommands,
  collectCommands,
  dryRunCommands,
  mustFailCommands,
  mustWorkCommands,
  residualCommands,
  undoCommands,
} from './m04-commands.ts';
import {
  readApply,
  readCollect,
  readDryRun,
  readKill,
  readMustFail,
  readMustWork,
  readResidual,
  readUndo,
} from './m04-readings.ts';

const fields: readonly ParamField[] = [
  {
    name: 'replicas',
    label: 'Replicas',
    kind: 'host-list',
    hint: 'Address of every single one, not of the balancer; one left out keeps the adapter.',
    example: '10.20.0.11,10.20.0.12',
  },
  {
    name: 'scheme',
    label: 'Scheme',
    kind: 'choice',
    choices: ['http', 'https'],
    hint: 'Of the replicas.',
    example: 'http',
  },
  { name: 'port', label: 'Port', kind: 'port', hint: 'Of the replicas.', example: '8000' },
  {
    name: 'apiKeyFile',
    label: 'API key',
    kind: 'secret-file',
    hint: 'Only where the server asks for one.',
    example: '/run/ir/vllm.key',
    optional: true,
  },
  { name: 'adapter', label: 'Adapter', kind: 'text', hint: 'Its name as a model.', example: 'wealth-advice' },
  { name: 'baseModel', label: 'Base model', kind: 'text', hint: 'Must still answer afterwards.', example: 'base-8b' },
  {
    name: 'approvedPath',
    label: 'Approved path',
    kind: 'path',
    hint: 'On the server; undo loads the adapter from there.',
    example: '/approved/wealth-advice-v3',
  },
];

/** Reference PB2, M04. Recorded shapes: the documentation of vLLM on LoRA adapters and its source from 0.8 on. */
export const m04LoraAdapter: ActionTemplate = {
  id: 'M04',
  version: 1,
  title: 'Unload a LoRA adapter',
  purpose: 'No replica answers under the name of the leaked adapter; the base model stays.',
  risk: 'R1',
  reversal: 'undo',
  reversalNote: 'Undo loads an adapter of that name from the approved path.',
  tested: 'contract',
  targets: ['adapter', 'llm.server'],
  modes: ['card', 'exec', 'attest'],
  blastRadius: 'Clients that ask for the adapter get 404.',
  trap: 'Unloading works only where runtime updating was enabled. A restart loads what --lora-modules names, and the weights stay in memory until others displace them.',
  programs: ['curl'],
  quorum: { distinct: 1, seats: [['commander', 'containment-lead', 'mlops-lead']] },
  fields,
  steps: {
    collect: { commands: collectCommands, parse: readCollect },
    dryRun: { commands: dryRunCommands, parse: readDryRun },
    apply: { commands: applyCommands, parse: readApply },
    mustFail: { commands: mustFailCommands, parse: readMustFail },
    mustWork: { commands: mustWorkCommands, parse: readMustWork },
    residual: { commands: residualCommands, parse: readResidual },
    killSessions: { commands: residualCommands, parse: readKill },
    undo: { commands: undoCommands, parse: readUndo },
  },
};
